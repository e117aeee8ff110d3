"""Reads the list of children somebody may see, each with age, where they live, team and social worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.sources.ssda903.codes import RESPITE
from homeward.web.accounts.models import User
from homeward.web.people.care.queries import in_words
from homeward.web.people.forms.children import CLOSED, SoughtChildren
from homeward.web.people.models import AllocatedAs, Allocation, CareEpisode, Child, ChildTeam
from homeward.web.people.persons.queries import list_children
from homeward.web.people.record.for_a_task import fostered_by
from homeward.web.people.record.heading import age_in_words


@dataclass(frozen=True)
class ChildLine:
    """One line of the list; `where`, `team` and `workers` are words, empty where nothing is recorded.

    `is_whole` is False for a child whom the reader fosters: of that one the line tells no more than a carer may know.
    """

    child: Child
    age: str
    where: str
    team: str
    workers: str
    is_whole: bool


def children_sought(user: User, sought: SoughtChildren, on: date) -> QuerySet[Child]:
    """Return the children somebody may see and looks for, the last opened first."""
    found = list_children(user, words=sought.words, is_open=False)
    if sought.state:
        found = found.filter(closed_on__isnull=sought.state != CLOSED)
    if sought.team:
        found = found.filter(pk__in=ChildTeam.objects.on(on).filter(team=sought.team).values("child"))
    if sought.mine:
        found = found.filter(pk__in=Allocation.objects.on(on).filter(user=user).values("child"))
    return found


def lines_of(user: User, children: Iterable[Child], on: date) -> list[ChildLine]:
    """Return a line for each of these children; four queries, however many they are."""
    kids, fostered = list(children), fostered_by(user, on)
    where = {episode.child_id: in_words("place", episode.place) for episode in _care(kids, on)}
    teams = dict(ChildTeam.objects.on(on).filter(child__in=kids).values_list("child", "team__name"))
    workers = _workers(kids, on)
    return [
        ChildLine(
            child=child,
            age=age_in_words(child, on),
            where=where.get(child.pk, ""),
            team=teams.get(child.pk, ""),
            workers=", ".join(workers.get(child.pk, ())),
            is_whole=child.pk not in fostered,
        )
        for child in kids
    ]


def _care(kids: list[Child], on: date) -> QuerySet[CareEpisode]:
    lasting = Q(dec_on=None) | Q(dec_on__gt=on)
    found = CareEpisode.objects.filter(lasting, child__in=kids, struck_at=None, decom_on__lte=on)
    return found.exclude(legal_status__in=RESPITE).order_by("decom_on")


def _workers(kids: list[Child], on: date) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    rows = Allocation.objects.on(on).filter(child__in=kids, allocated_as=AllocatedAs.SOCIAL_WORKER)
    for child, name in rows.order_by("begins_on").values_list("child", "user__name"):
        found.setdefault(child, []).append(name)
    return found
