"""Looks for rows of the audit: by person, day, action and record, the latest first."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from homeward.web.accounts.models import User
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.models import Child

CHILD = Child._meta.label_lower
LOOKED, REFUSED = "page_read", "page_refused"


@dataclass(frozen=True)
class Wanted:
    """Which rows: by whom (a user's id), from a day to a day, both counted, of which action, about which child."""

    actor: str = ""
    since_on: date | None = None
    until_on: date | None = None
    action: str = ""
    child: str = ""


@dataclass(frozen=True)
class Row:
    """One row: when, who (None: the system), what, and about what. `child_id` is the council's id of a child.

    `subject` says in words what else it is about. `detail` is all that was said; empty where retention destroyed it.
    """

    number: int
    at: datetime
    user: User | None
    action: str
    subject: str
    child_pk: str
    child_id: str
    detail: Mapping[str, Any]


def rows_wanted(wanted: Wanted) -> QuerySet[AuditEvent]:
    """Return the rows asked for, in no order."""
    rows = within(wanted.since_on, wanted.until_on)
    if wanted.actor:
        rows = rows.filter(actor=wanted.actor)
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.child:
        rows = rows.filter(subject_kind=CHILD, subject_id=wanted.child)
    return rows


def within(since_on: date | None, until_on: date | None) -> QuerySet[AuditEvent]:
    """Return the rows from a day to a day, both counted. Instants are stored in words that begin with the local day."""
    rows = AuditEvent.objects.all()
    if since_on:
        rows = rows.filter(at__gte=since_on.isoformat())
    if until_on:
        rows = rows.filter(at__lt=(until_on + timedelta(days=1)).isoformat())
    return rows


def find_rows(wanted: Wanted, *, most: int, before: int | None = None) -> list[Row]:
    """Return at most so many rows asked for, the latest first, with a number below `before`; four queries."""
    rows = rows_wanted(wanted)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return _told(list(rows.order_by("-number")[:most]))


def actions_there_are() -> list[str]:
    """Return every action of which there is a row, by name."""
    return sorted(AuditEvent.objects.order_by().values_list("action", flat=True).distinct())


def local_ids(pks: Iterable[str]) -> dict[str, str]:
    """Return the council's id of each of these children, by their own; names are no business of an auditor."""
    found = Child.objects.filter(pk__in=set(pks)).values_list("pk", "local_id")
    return {str(pk): local_id for pk, local_id in found}


def users_by_actor(actors: Iterable[str]) -> dict[str, User]:
    """Return the people by the words in which a row names them; the system is nobody."""
    return {str(pk): user for pk, user in User.objects.in_bulk([int(actor) for actor in actors if actor]).items()}


def _told(events: list[AuditEvent]) -> list[Row]:
    numbers = [event.number for event in events]
    bodies = dict(AuditDetail.objects.filter(number__in=numbers).values_list("number", "body"))
    users = users_by_actor({event.actor for event in events})
    about = {event.subject_id for event in events if event.subject_kind == User._meta.label_lower}
    people = users_by_actor(one for one in about if one.isdigit())
    ids = local_ids(event.subject_id for event in events if event.subject_kind == CHILD and event.subject_id)
    return [
        Row(
            number=event.number,
            at=datetime.fromisoformat(event.at),
            user=users.get(event.actor),
            action=event.action,
            subject=_subject(event, people),
            child_pk=event.subject_id if event.subject_id in ids else "",
            child_id=ids.get(event.subject_id, ""),
            detail=json.loads(bodies.get(event.number, "{}")),
        )
        for event in events
    ]


def _subject(event: AuditEvent, people: Mapping[str, User]) -> str:
    if event.subject_id in people:
        return people[event.subject_id].name
    return "" if event.subject_kind in ("", CHILD) else event.subject_kind.rpartition(".")[2]
