"""Tells from the agreements which needs of a step are met: that all have agreed, and that all was looked at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from homeward.practice.agreement import Agreement, are_agreed, are_reviewed
from homeward.practice.pathways.position import Entry, EntryKind, stands_at
from homeward.web.pathway.agreements.queries import agreements_of_ways
from homeward.web.pathway.local.queries import pathway_versions
from homeward.web.pathway.models import AssessedParent, PathwayEntry, PathwayStart
from homeward.web.pathway.queries import Asked, meet_from

AGREED, REVIEWED = "agreed", "goals_reviewed"


def tell() -> None:
    """State that needs of a way are met from its agreements."""
    meet_from(met_by_agreements)


def met_by_agreements(asked: Asked, today: date) -> Mapping[UUID, frozenset[str]]:
    """Return, by the id of each start, which of its step's needs agreements meet; eleven queries, however many ways.

    A review counts where it is of a day since the child came to the step.
    """
    waiting = {start: {need.id for need in needs} & {AGREED, REVIEWED} for start, needs in asked}
    waiting = {start: needs for start, needs in waiting.items() if needs}
    if not waiting:
        return {}
    found = agreements_of_ways(waiting, today)
    parents = _parents(waiting)
    met: dict[UUID, set[str]] = defaultdict(set)
    for start, needs in waiting.items():
        if AGREED in needs and are_agreed(found[start.pk], parents[start.pk]):
            met[start.pk].add(AGREED)
    for pk in _reviewed([start for start, needs in waiting.items() if REVIEWED in needs], found, today):
        met[pk].add(REVIEWED)
    return {pk: frozenset(needs) for pk, needs in met.items()}


def _parents(starts: Iterable[PathwayStart]) -> Mapping[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = AssessedParent.objects.standing().filter(start__in=[start.pk for start in starts])
    for start, person in rows.values_list("start", "person"):
        found[start].add(str(person))
    return found


def _reviewed(
    starts: Iterable[PathwayStart], found: Mapping[UUID, tuple[Agreement, ...]], today: date
) -> Iterator[UUID]:
    """Yield the ids of the ways of which all that stands was looked at since the step began."""
    with_any = [start for start in starts if found[start.pk]]
    if not with_any:
        return
    since = steps_began_on(with_any, today)
    for start in with_any:
        if are_reviewed(found[start.pk], since[start.pk], today):
            yield start.pk


def steps_began_on(starts: Iterable[PathwayStart], today: date) -> Mapping[UUID, date]:
    """Return since when each child stands at the present step; two queries, however many ways."""
    ways, versions = {start.pk: start for start in starts}, pathway_versions()
    entries: dict[UUID, list[Entry]] = defaultdict(list)
    for row in PathwayEntry.objects.standing().filter(start__in=ways, on__lte=today):
        entries[row.start_id].append(Entry(row.on, EntryKind(row.kind), row.step, row.answer, row.reason))
    return {pk: stands_at(start.began_on, entries[pk], versions, today).since for pk, start in ways.items()}
