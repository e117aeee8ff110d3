"""The one list of what tells tasks of children on the pathway; each part of the app states its own here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from homeward.practice.tasks.task import Task, by_day
from homeward.web.pathway.queries import Way

TaskSource = Callable[[Sequence[Way], date], Iterable[tuple[UUID, Task]]]
"""It is asked of many ways at once, and yields the id of a way's start with each task of that way."""
_sources: list[TaskSource] = []


def tasks_from(source: TaskSource) -> None:
    """State, once, when the service starts, what tells tasks of some ways on a day.

    A source asks the database a fixed number of questions, however many ways it is given. Raises ValueError the second
    time.
    """
    if source in _sources:
        raise ValueError(f"Tasks are told from {source.__qualname__} already")
    _sources.append(source)


def tasks_of_ways(ways: Sequence[Way], today: date) -> Mapping[UUID, tuple[Task, ...]]:
    """Return the tasks of each of some ways by the id of its start, the earliest day first; none of one that ended."""
    going_on = [way for way in ways if not way.position.has_ended]
    found: dict[UUID, list[Task]] = defaultdict(list)
    if going_on:
        for source in _sources:
            for start, task in source(going_on, today):
                found[start].append(task)
    return {way.start.pk: tuple(sorted(found[way.start.pk], key=by_day)) for way in ways}
