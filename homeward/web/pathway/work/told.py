"""Tells tasks that no other part tells: the present step, what is missing, reviews, visits; and reviews as events."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from homeward.practice.after.coming_home import came_home
from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Origin, Reach
from homeward.practice.chronology.when import When
from homeward.practice.tasks.reviews import review_task
from homeward.practice.tasks.steps import step_tasks
from homeward.practice.tasks.task import Task
from homeward.practice.tasks.visits import visit_task
from homeward.web.chronology.models import ReturnEvent, ReturnEventKind
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.telling import tell_from
from homeward.web.pathway.models import ReviewHeld
from homeward.web.pathway.queries import Way
from homeward.web.pathway.work.reviews import looked_after
from homeward.web.pathway.work.sources import tasks_from
from homeward.web.pathway.work.visits import placements


def tell() -> None:
    """State what is told here."""
    tasks_from(of_steps)
    tasks_from(of_reviews)
    tasks_from(of_visits)
    tell_from(review_events)


def review_events(reader: Reader) -> Iterator[ChronologyEvent]:
    """Yield the reviews of a child's case that were written down here, but for those the return tells; one query."""
    if Reach.SERVICE not in reader.reaches:
        return
    told = ReturnEvent.objects.filter(child=reader.child, kind=ReturnEventKind.REVIEW).values("on")
    held = ReviewHeld.objects.standing().filter(child=reader.child).exclude(on__in=told)
    for row in held.select_related("entered_by"):
        yield ChronologyEvent(
            key=f"review-{row.pk}",
            when=When(row.on),
            category=Category.REVIEW,
            what=f"Review held. {row.words}".strip(),
            knowledge=Knowledge.RECORD,
            known_from="reviews of the case",
            origin=Origin.PATHWAY,
            by=row.entered_by.name if row.entered_by else "",
            href=reverse("pathway_reviews", kwargs={"child_pk": reader.child.pk}),
            written_at=row.entered_at,
        )


def of_steps(ways: Sequence[Way], today: date) -> Iterator[tuple[UUID, Task]]:
    """Yield the task of each way's step, and of each thing that is missing; no query."""
    for way in ways:
        for task in step_tasks(way.position, way.versions.on(today), today):
            yield way.start.pk, task


def of_reviews(ways: Sequence[Way], today: date) -> Iterator[tuple[UUID, Task]]:
    """Yield the task of the next review of each child who is looked after; three queries."""
    caring = looked_after((way.start.child_id for way in ways), today)
    for way in ways:
        care = caring.get(way.start.child_id)
        task = review_task(care, today) if care else None
        if task:
            yield way.start.pk, task


def of_visits(ways: Sequence[Way], today: date) -> Iterator[tuple[UUID, Task]]:
    """Yield the task of the next visit of each child who lives in a placement away from home; two queries.

    The visits of a child who came home are told with what comes after a return.
    """
    away = [way for way in ways if not _is_home(way, today)]
    placed = placements([way.start.child_id for way in away], today)
    for way in away:
        found = placed.get(way.start.child_id)
        task = visit_task(found, today) if found else None
        if task:
            yield way.start.pk, task


def _is_home(way: Way, today: date) -> bool:
    home = came_home(way.record.entries, today)
    return home is not None and home.ended_on is None
