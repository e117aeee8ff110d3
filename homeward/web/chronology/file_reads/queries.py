"""Reads the readings of a child's file: how far each is, how long it took, and what was found."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest

from homeward.web.accounts.models import User
from homeward.web.chronology.models import (
    Declared,
    FileRead,
    FileSource,
    HoursRead,
    LifeEvent,
    minutes_in_words,
)
from homeward.web.people.models import Child
from homeward.web.people.policy import find, visible
from homeward.web.people.relations import TO_WRITE, relations_of


@dataclass(frozen=True)
class Reading:
    """One reading with its sources and hours. `events` counts what it added, as far as whoever asks may see it."""

    file_read: FileRead
    sources: tuple[FileSource, ...]
    hours: tuple[HoursRead, ...]
    events: int

    @property
    def done(self) -> int:
        """How many sources were read, or could not be."""
        return sum(source.is_done for source in self.sources)

    @property
    def time_in_words(self) -> str:
        """How long it took so far, in words."""
        return minutes_in_words(sum(row.minutes for row in self.hours))

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.file_read.ended_at:
            return "Ended"
        if self.file_read.finished_at:
            return "Finished"
        return "Being read" if self.file_read.declared == Declared.NONE else "Named, not begun"


def readings_of(user: User, child: Child) -> list[Reading]:
    """Return the readings of a child's file as somebody may see them, the last named first; four queries."""
    return _with_events(user, visible(user, FileRead).filter(child=child))


def reading_of(request: HttpRequest, pk: UUID) -> Reading:
    """Return one reading of the file of the child whose page it is. Raises Http404 for any other."""
    found = find(request.user, FileRead, pk)
    if found is None or found.child_id != request.child.pk:
        raise Http404
    (reading,) = _with_events(request.user, FileRead.objects.filter(pk=pk))
    return reading


def open_readings(user: User) -> QuerySet[FileRead]:
    """Return the readings that are not over which somebody is named to do, or named somebody to do; of open records."""
    return visible(user, FileRead).filter(finished_at=None, ended_at=None)


def own_workers_shut_out() -> list[FileRead]:
    """Return the open readings by workers of the child to whom the record is no longer open to write in.

    Their own work had opened it; where the reading itself did (`asked`), it ends on its day.
    """
    rows = FileRead.objects.filter(finished_at=None, ended_at=None, asked=None).select_related("reader", "child")
    return [row for row in rows if not relations_of(row.reader, row.child) & TO_WRITE]


def _with_events(user: User, rows: QuerySet[FileRead]) -> list[Reading]:
    found = list(rows.select_related("reader", "named_by", "ended_by").prefetch_related("sources", "hours"))
    events = visible(user, LifeEvent).filter(file_read__in=[row.pk for row in found], struck_at=None)
    counted = dict(events.order_by().values_list("file_read").annotate(events=Count("pk")))
    return [Reading(row, tuple(row.sources.all()), tuple(row.hours.all()), counted.get(row.pk, 0)) for row in found]
