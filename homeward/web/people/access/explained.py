"""Says in words who may see a child's record and why, and how long a record stays open by broken glass."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from homeward.web import clock
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.people.models import Allocation, Child
from homeward.web.people.relations import STAFF, WHO_SEES, Relation, everybody_who_sees, last_break_glass
from homeward.web.people.teams.queries import asked_for, team_of, workers_of

BY_OFFICE = frozenset({Relation.ON_DUTY, Relation.OVERSEES})
"""What ties somebody to every child alike."""


@dataclass(frozen=True)
class Reader:
    """Somebody to whom a record is open: their roles in words, and each thing that opens it, in words.

    `sees_all` is False for who sees only the page made for them. `by_office` marks who sees every child alike.
    """

    user: User
    roles: str
    reasons: tuple[str, ...]
    sees_all: bool
    by_office: bool


def readers_of(child: Child) -> list[Reader]:
    """Return everybody who may open a child's record today and why; a fixed number of queries, but for broken glass."""
    today = clock.today()
    seen = everybody_who_sees(child)
    roles = _roles(seen, today)
    told = _Told(child, today)
    return [
        Reader(
            user=user,
            roles=", ".join(role.label for role in sorted(roles.get(user.pk, ()))),
            reasons=tuple(told.words(user, relation) for relation in sorted(relations)),
            sees_all=any(role in STAFF and WHO_SEES[role] & relations for role in roles.get(user.pk, ())),
            by_office=relations <= BY_OFFICE,
        )
        for user, relations in seen.items()
    ]


def time_left(until_at: datetime, at: datetime) -> str:
    """Return how long it is until an instant, in words, to the minute: "2 hours and 10 minutes"."""
    minutes = max(0, int((until_at - at) / timedelta(minutes=1)))
    hours, rest = divmod(minutes, 60)
    in_hours = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    in_minutes = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    if hours and rest:
        return gettext("%(hours)s and %(minutes)s") % {"hours": in_hours, "minutes": in_minutes}
    return in_hours if hours else in_minutes if rest else gettext("less than a minute")


class _Told:
    """What there is to say of one child's ties, read once for all people."""

    def __init__(self, child: Child, on: date) -> None:
        self.child = child
        team = team_of(child, on)
        self.team = team.name if team else ""
        self.work: dict[int, list[Allocation]] = {}
        for allocation in workers_of(child, on):
            self.work.setdefault(allocation.user_id, []).append(allocation)
        self.tasks = {asked.user_id: asked for asked in asked_for(child, on)}

    def words(self, user: User, relation: Relation) -> str:
        """Return one reason for which the record is open to somebody."""
        if relation == Relation.ALLOCATED:
            return "; ".join(self._work(user))
        if relation == Relation.ASKED:
            asked = self.tasks[user.pk]
            return f"Was asked until {_day(asked.ends_on)}: {asked.task}"
        if relation == Relation.IN_TEAM and self.team:
            return f"Is in the team responsible for the child, {self.team}"
        if relation == Relation.OPENED_BY_BREAK_GLASS:
            until_at = last_break_glass(user, self.child.pk).until_at
            return f"Broke the glass: open until {date_format(until_at.astimezone(clock.now().tzinfo), 'H:i')}"
        return f"{relation.label[0].upper()}{relation.label[1:]}"

    def _work(self, user: User) -> Iterator[str]:
        for allocation in self.work.get(user.pk, ()):
            yield f"{allocation.get_allocated_as_display()} of the child since {_day(allocation.begins_on)}"


def _roles(users: dict[User, frozenset[Relation]], on: date) -> dict[int, list[Role]]:
    found: dict[int, list[Role]] = {}
    for held in HeldRole.objects.filter(HeldRole.held_on(on), user__in=users):
        found.setdefault(held.user_id, []).append(Role(held.role))
    return found


def _day(day: date) -> str:
    return date_format(day, "j F Y")
