"""Tells which needs of a step home and after meets by what is written down, so that nobody says it a second time."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from homeward.practice.after.support import has_lasted
from homeward.practice.pathways.position import stands_at
from homeward.web.chronology.models import Written
from homeward.web.pathway.home.monitoring.queries import supports_of, visits_said_at_home
from homeward.web.pathway.home.phases.queries import moves_on
from homeward.web.pathway.home.ways import entries_of, homes_of
from homeward.web.pathway.local.queries import pathway_versions
from homeward.web.pathway.models import LearningReview, PathwayStart, SafetyLook
from homeward.web.pathway.queries import Asked, meet_from

Starts = Sequence[PathwayStart]


def tell() -> None:
    """State that needs of a way are met by home and after."""
    meet_from(met_by_home)


def met_by_home(asked: Asked, today: date) -> Mapping[UUID, frozenset[str]]:
    """Return, by the id of each start, which needs of its step are met; a few queries for each kind that is asked."""
    waiting: dict[str, list[PathwayStart]] = defaultdict(list)
    for start, needs in asked:
        for need in needs:
            if need.id in _TOLD_BY:
                waiting[need.id].append(start)
    met: dict[UUID, set[str]] = defaultdict(set)
    for need, starts in waiting.items():
        for pk in _TOLD_BY[need](starts, today):
            met[pk].add(need)
    return {pk: frozenset(needs) for pk, needs in met.items()}


def _moved(starts: Starts, today: date) -> Iterator[UUID]:
    yield from (pk for pk, move in moves_on(starts, today).items() if move.has_held)


def _supported(starts: Starts, today: date) -> Iterator[UUID]:
    yield from supports_of(starts, today)


def _seen(starts: Starts, today: date) -> Iterator[UUID]:
    since = _steps_since(starts, today)
    for start, on in visits_said_at_home(starts, today):
        if on >= since[start]:
            yield start


def _lasted(starts: Starts, today: date) -> Iterator[UUID]:
    supports, homes = supports_of(starts, today), homes_of(starts, today)
    for start in starts:
        home = homes.get(start.pk)
        if home and not home.ended_on and has_lasted(home.on, supports.get(start.pk), today):
            yield start.pk


def _looked_at(starts: Starts, today: date) -> Iterator[UUID]:
    return _since_step(SafetyLook, starts, today)


def _reviewed(starts: Starts, today: date) -> Iterator[UUID]:
    return _since_step(LearningReview, starts, today)


def _since_step(table: type[Written], starts: Starts, today: date) -> Iterator[UUID]:
    """Yield the starts of which a row of a table was written for a day since the child came to the present step."""
    since = _steps_since(starts, today)
    rows = table.objects.filter(start__in=starts, struck_at=None, on__lte=today).values_list("start", "on")
    yield from (start for start, on in rows if on >= since[start])


def _steps_since(starts: Starts, today: date) -> Mapping[UUID, date]:
    """Return since when each child has stood at the present step."""
    entries, versions = entries_of(starts, today), pathway_versions()
    return {start.pk: stands_at(start.began_on, entries[start.pk], versions, today).since for start in starts}


_TOLD_BY: Mapping[str, Callable[[Starts, date], Iterator[UUID]]] = MappingProxyType(
    {
        "phases_held": _moved,
        "seen_at_home": _seen,
        "support_planned": _supported,
        "six_months": _lasted,
        "safety_looked_at": _looked_at,
        "learning_review": _reviewed,
    }
)
"""The needs that home and after meets, each with what tells of which ways it is met."""
