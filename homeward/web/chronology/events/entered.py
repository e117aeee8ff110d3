"""Tells the chronology from the events that people wrote down."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Mentioned, Origin, Reach
from homeward.web.chronology.models import LifeEvent
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.policy import visible
from homeward.web.people.relations import closed_children


def tell() -> None:
    """State that the chronology is told from what people wrote down."""
    tell_from(entered_events)


def entered_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield the events of a child that stand and are open to the reader; seven queries, however many there are."""
    events = list(_events(reader))
    names = _names(reader, events)
    for event in events:
        yield _told(reader, event, names)


def _events(reader: Reader) -> QuerySet[LifeEvent]:
    found = LifeEvent.objects.standing().filter(children=reader.child)
    found = found.filter(Q(reach__in=reader.reaches) | Q(entered_by=reader.user))
    # What tells of a child whose record is shut to the reader is left out, as in `seen_writings`.
    shut = LifeEvent.children.through.objects.filter(child__in=closed_children(reader.user)).values("event")
    found = found.exclude(pk__in=shut)
    return found.select_related("entered_by", "file_read__reader").prefetch_related("concerns__child", "mention_rows")


def _names(reader: Reader, events: Iterable[LifeEvent]) -> dict[UUID, str]:
    """Return the names of those whom events are about or concern and of whom the reader may be told, by person."""
    persons = {row.person_id for event in events for row in event.mention_rows.all()}
    kids = {row.child.person_id for event in events for row in event.concerns.all()}
    if not persons | kids:
        return {}
    seen = visible(reader.user, Child).filter(person__in=kids).values("person")
    told = Person.objects.filter(Q(pk__in=persons) | Q(pk__in=seen)).exclude(hidden_persons(reader.user))
    return {person.pk: person.shown_name for person in told.prefetch_related("names").select_related("child")}


def _told(reader: Reader, event: LifeEvent, names: dict[UUID, str]) -> ChronologyEvent:
    own = next(row for row in event.concerns.all() if row.child_id == reader.child.pk)
    others = [row.child.person_id for row in event.concerns.all() if row.child_id != reader.child.pk]
    return ChronologyEvent(
        key=f"event-{event.pk}",
        when=event.when,
        category=Category(event.category),
        what=event.what,
        knowledge=Knowledge(event.knowledge),
        known_from=event.known_from,
        meant=own.meant,
        private=own.private,
        mentions=_mentioned((row.person_id for row in event.mention_rows.all()), names),
        siblings=_mentioned(others, names),
        reach=Reach(event.reach),
        origin=Origin.FILE if event.file_read_id else Origin.ENTERED,
        place=event.place,
        by=event.entered_by.name if event.entered_by else "",
        href=reverse("event", kwargs={"child_pk": reader.child.pk, "pk": event.pk}),
        read_by=event.file_read.reader.name if event.file_read else "",
    )


def _mentioned(persons: Iterable[UUID], names: dict[UUID, str]) -> tuple[Mentioned, ...]:
    return tuple(Mentioned(str(pk), names[pk]) for pk in persons if pk in names)
