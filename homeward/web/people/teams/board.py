"""Reads a team's children for those who lead it: who works with whom, and who has nobody yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.web.accounts.models import User
from homeward.web.people.models import AllocatedAs, Allocation, Asked, Child, ChildTeam, Team
from homeward.web.people.persons.queries import with_persons
from homeward.web.people.policy import visible


@dataclass(frozen=True)
class Placed:
    """A child of a team without names yet: since when, and who works with the child today."""

    child_pk: UUID
    since: date
    work: tuple[Allocation, ...]

    def names_as(self, allocated_as: str) -> str:
        """Return who works with the child as something, by name; empty for nobody."""
        return ", ".join(work.user.name for work in self.work if work.allocated_as == allocated_as)

    @property
    def social_workers(self) -> str:
        """The child's social workers; empty where nobody is allocated."""
        return self.names_as(AllocatedAs.SOCIAL_WORKER)

    @property
    def reviewing_officers(self) -> str:
        """The child's reviewing officers; empty where nobody is allocated."""
        return self.names_as(AllocatedAs.REVIEWING_OFFICER)

    @property
    def others(self) -> list[Allocation]:
        """Who else works with the child."""
        own_columns = (AllocatedAs.SOCIAL_WORKER, AllocatedAs.REVIEWING_OFFICER)
        return [work for work in self.work if work.allocated_as not in own_columns]


def board_of(user: User, team: Team | None, on: date) -> list[Placed]:
    """Return the children of a team whom somebody may see: those without a social worker first, then by the worker.

    Without a team: the children with an open record for whom no team is responsible, as after a return was brought in;
    `since` is then the day on which the record was opened. Two queries, however many children. Among those without a
    social worker, who came first stands first.
    """
    since = _of_no_team(user, on) if team is None else _of_team(user, team, on)
    work = _work_with(since, on)
    placed = [Placed(pk, day, tuple(work[pk])) for pk, day in since.items()]
    return sorted(placed, key=lambda one: (bool(one.social_workers), one.social_workers, one.since, one.child_pk))


def with_children(placed: Iterable[Placed]) -> list[tuple[Child, Placed]]:
    """Return the same with the children, their persons and names; two queries, however many."""
    lines = list(placed)
    found = with_persons(Child.objects.filter(pk__in=[line.child_pk for line in lines])).in_bulk()
    return [(found[line.child_pk], line) for line in lines]


def asked_of_team(user: User, team: Team, on: date) -> list[Asked]:
    """Return who is asked to do a task for a child of a team on a day, the first to end first, as far as seen."""
    spells = ChildTeam.objects.on(on).filter(team=team, child__in=visible(user, Child).values("pk"))
    found = Asked.objects.on(on).filter(child__in=spells.values("child"))
    return list(found.select_related("user", "agency").order_by("ends_on", "pk"))


def _of_team(user: User, team: Team, on: date) -> dict[UUID, date]:
    spells = ChildTeam.objects.on(on).filter(team=team, child__in=visible(user, Child).values("pk"))
    return dict(spells.order_by("-begins_on").values_list("child", "begins_on"))


def _of_no_team(user: User, on: date) -> dict[UUID, date]:
    with_team = ChildTeam.objects.on(on).values("child")
    found = visible(user, Child).filter(closed_on=None).exclude(pk__in=with_team)
    return dict(found.values_list("pk", "opened_on"))


def _work_with(child_pks: Iterable[UUID], on: date) -> dict[UUID, list[Allocation]]:
    found: dict[UUID, list[Allocation]] = defaultdict(list)
    rows = Allocation.objects.on(on).filter(child__in=list(child_pks)).select_related("user")
    for work in rows.order_by("begins_on", "pk"):
        found[work.child_id].append(work)
    return found
