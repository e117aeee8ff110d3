"""Tells other systems of what happened in a child's life, as far as whose token it is may read it."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Schema

from homeward.practice.chronology.event import ChronologyEvent, Mentioned
from homeward.web.api.asked import Limit, Position, Since, Until
from homeward.web.api.resources.paging import note_given
from homeward.web.api.told import EventTold, MentionTold
from homeward.web.chronology.telling import chronology_of


class EventsAsked(Schema):
    """Which events."""

    limit: Limit = 50
    after: Position = None
    since: Since = None
    until: Until = None


class EventsTold(Schema):
    """A page of what happened."""

    items: list[EventTold]
    next_after: str | None


def read_child_events(request: HttpRequest, child_pk: UUID, asked: Query[EventsAsked]) -> dict[str, object]:
    """List what happened to one child, the earliest first. `since` and `until` narrow it to a stretch of days."""
    asked_for = [event for event in chronology_of(request.user, request.child) if _is_asked_for(event, asked)]
    events = _after(asked_for, asked.after) if asked.after else asked_for
    shown = events[: asked.limit]
    note_given(request, [event.key for event in shown])
    return {
        "items": [_told(event) for event in shown],
        "next_after": _position(shown[-1]) if len(events) > len(shown) else None,
    }


def _is_asked_for(event: ChronologyEvent, asked: EventsAsked) -> bool:
    """Tell whether an event may have happened in the stretch of days."""
    return (asked.since is None or event.when.latest_on >= asked.since) and (
        asked.until is None or event.when.earliest_on <= asked.until
    )


def _after(events: list[ChronologyEvent], position: str) -> list[ChronologyEvent]:
    """Return the events after the last of the page before; where that one is gone meanwhile, those written later."""
    positions = [_position(event) for event in events]
    if position in positions:
        return events[positions.index(position) + 1 :]
    return [event for event, stands in zip(events, positions, strict=True) if stands > position]


def _position(event: ChronologyEvent) -> str:
    """Return where an event stands in the order of the chronology, as text that nearly always sorts the same.

    Of what was written at one moment the words decide, and these do not stand in an address.
    """
    first, last, at = event.when.order
    written = event.order[1]
    moment = f"{written.year:04}{written:%m%d%H%M%S%f}"
    return f"{first.isoformat()}.{last.isoformat()}.{at:%H%M%S}.{moment}.{event.key}"


def _told(event: ChronologyEvent) -> EventTold:
    when = event.when
    return EventTold(
        key=event.key,
        first_on=when.first_on,
        last_on=when.last_on,
        exactness=when.exactness,
        at=when.at,
        category=event.category,
        what=event.what,
        knowledge=event.knowledge,
        known_from=event.known_from,
        meant=event.meant,
        private=event.private,
        mentions=_mentioned(event.mentions),
        siblings=_mentioned(event.siblings),
        reach=event.reach,
        origin=event.origin,
        by=event.by,
    )


def _mentioned(people: tuple[Mentioned, ...]) -> list[MentionTold]:
    return [MentionTold(person_id=UUID(one.person), name=one.name) for one in people]
