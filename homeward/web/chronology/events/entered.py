"""Tells the chronology from the events that people wrote down."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.web.chronology.models import Concern, LifeEvent
from homeward.web.chronology.naming import Told, mentioned, names_told
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.people.relations import closed_children


def tell() -> None:
    """State that the chronology is told from what people wrote down."""
    tell_from(entered_events, _of_whom)


def entered_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield the events of a child that stand and are open to the reader; three queries, and the names."""
    names = names_told(reader, *_of_whom(reader))
    for event in _kept(reader):
        yield _told(reader, event, names)


def _kept(reader: Reader) -> list[LifeEvent]:
    return reader.once("events", lambda: list(_events(reader)))


def _of_whom(reader: Reader) -> Told:
    """Return whom the events are about, and which children they concern."""
    events = _kept(reader)
    persons = {row.person_id for event in events for row in event.mention_rows.all()}
    kids = {row.child.person_id for event in events for row in event.concerns.all()}
    return persons, kids - {reader.child.person_id}


def _events(reader: Reader) -> QuerySet[LifeEvent]:
    found = LifeEvent.objects.standing().filter(children=reader.child)
    found = found.filter(reader.open_to_them())
    # What tells of a child whose record is shut to the reader is left out, as in `seen_writings`.
    shut = LifeEvent.children.through.objects.filter(child__in=closed_children(reader.user)).values("event")
    found = found.exclude(pk__in=shut)
    concerns = Prefetch("concerns", Concern.objects.select_related("child"))
    return found.select_related("entered_by", "file_read__reader").prefetch_related(concerns, "mention_rows")


def _told(reader: Reader, event: LifeEvent, names: Mapping[UUID, str]) -> ChronologyEvent:
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
        mentions=mentioned((row.person_id for row in event.mention_rows.all()), names),
        siblings=mentioned(others, names),
        reach=Reach(event.reach),
        origin=Origin.FILE if event.file_read_id else Origin.ENTERED,
        place=event.place,
        by=event.entered_by.name if event.entered_by else "",
        href=reverse("event", kwargs={"child_pk": reader.child.pk, "pk": event.pk}),
        read_by=event.file_read.reader.name if event.file_read else "",
        written_at=event.entered_at,
    )
