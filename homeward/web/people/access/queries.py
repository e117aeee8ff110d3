"""Reads who has looked at a child's record, who has leave, and where the glass was broken."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from homeward.web import clock
from homeward.web.accounts.models import HeldRole, User
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.models import BreakGlass, Child, ConflictOfInterest, Leave, Restriction
from homeward.web.people.policy import visible
from homeward.web.people.relations import WHO_SEES


class Kind(StrEnum):
    """What kind of thing was done with a record."""

    ALL = ""
    LOOKED = "looked"
    REFUSED = "refused"
    WROTE = "wrote"


_OF_KIND = {
    Kind.ALL: Q(),
    Kind.LOOKED: Q(action="page_read"),
    Kind.REFUSED: Q(action="page_refused"),
    Kind.WROTE: ~Q(action__in=("page_read", "page_refused")),
}


@dataclass(frozen=True)
class WantedLooks:
    """Which of the things done with a record: by one person (a user's id), of one kind, from a day on."""

    actor: str = ""
    kind: Kind = Kind.ALL
    since_on: date | None = None


@dataclass(frozen=True)
class Look:
    """One thing done with a child's record, read or written: when, by whom (None: the system), what, and why.

    `roles` and `relations` are ids. `page` is the page's name, empty for a write. `detail` is all the row says; empty
    where retention has destroyed it.
    """

    number: int
    at: datetime
    user: User | None
    action: str
    page: str
    roles: tuple[str, ...]
    relations: tuple[str, ...]
    break_glass: str
    detail: Mapping[str, Any]


def who_has_looked(
    child: Child, *, most: int = 200, before: int | None = None, wanted: WantedLooks | None = None
) -> list[Look]:
    """Return what was done with a child's record, the latest first; three queries.

    At most `most` rows, those with a number below `before` if one is given.
    """
    wanted = wanted or WantedLooks()
    rows = _rows_of(child).filter(_OF_KIND[wanted.kind])
    if wanted.actor:
        rows = rows.filter(actor=wanted.actor)
    if wanted.since_on:
        rows = rows.filter(at__gte=wanted.since_on.isoformat())
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number")[:most])
    bodies = AuditDetail.objects.filter(number__in=[row.number for row in found]).values_list("number", "body")
    details = {number: json.loads(body) for number, body in bodies}
    users = User.objects.in_bulk([int(row.actor) for row in found if row.actor])
    return [_look(row, details.get(row.number, {}), users) for row in found]


def who_ever_looked(child: Child) -> QuerySet[User]:
    """Return everybody who did anything with a child's record, by name."""
    actors = set(_rows_of(child).order_by().values_list("actor", flat=True).distinct()) - {""}
    return User.objects.filter(pk__in=[int(actor) for actor in actors]).order_by("name", "pk")


def restrictions_of(child: Child) -> QuerySet[Restriction]:
    """Return the restrictions in force for a child; empty where the record is not restricted."""
    return Restriction.objects.on(clock.today()).filter(child=child)


def leaves_for(restriction: Restriction) -> QuerySet[Leave]:
    """Return who has leave to see a restricted child today."""
    return Leave.objects.on(clock.today()).filter(restriction=restriction).select_related("user")


def broken_glass_to_review(user: User) -> QuerySet[BreakGlass]:
    """Return where the glass was broken by others and nobody has reviewed it yet, as far as somebody may see it."""
    waiting = visible(user, BreakGlass).filter(reviewed_at=None).exclude(user=user)
    return waiting.select_related("user", "child").order_by("at")


def _rows_of(child: Child) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(subject_kind=Child._meta.label_lower, subject_id=str(child.pk))


def _look(row: AuditEvent, detail: Mapping[str, Any], users: Mapping[int, User]) -> Look:
    return Look(
        number=row.number,
        at=datetime.fromisoformat(row.at),
        user=users.get(int(row.actor)) if row.actor else None,
        action=row.action,
        page=detail.get("page", ""),
        roles=tuple(detail.get("roles", ())),
        relations=tuple(detail.get("relations", ())),
        break_glass=detail.get("break_glass", ""),
        detail=detail,
    )


def looks_through(broken: BreakGlass) -> list[Look]:
    """Return what somebody looked at in a record while the glass was broken over it, the first look first."""
    wanted = WantedLooks(actor=str(broken.user_id), kind=Kind.LOOKED)
    found = who_has_looked(broken.child, most=500, wanted=wanted)
    return [look for look in reversed(found) if look.break_glass == str(broken.pk)]


def conflicts_of(child: Child) -> QuerySet[ConflictOfInterest]:
    """Return the conflicts of interest that shut a child's record to somebody today, with the people."""
    found = ConflictOfInterest.objects.on(clock.today()).filter(child=child)
    return found.select_related("user", "entered_by").order_by("begins_on", "pk")


def people_who_work() -> QuerySet[User]:
    """Return everybody active who holds a role today by which children are seen."""
    held = HeldRole.objects.filter(HeldRole.held_on(clock.today()), role__in=WHO_SEES).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")


def leave_is_for(restriction: Restriction) -> QuerySet[User]:
    """Return who could be given leave to see a restricted child and has none."""
    return people_who_work().exclude(pk__in=leaves_for(restriction).values("user"))
