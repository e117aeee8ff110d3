"""Reads a child's way on the return-home pathway into values: circumstances, record and position on a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from homeward.practice.chronology.event import Category
from homeward.practice.pathways.position import Entry, EntryKind, Position, Record, position
from homeward.practice.pathways.steps import Circumstances, Legal, Need
from homeward.practice.pathways.versions import Versions
from homeward.web.chronology.models import LifeEvent
from homeward.web.chronology.siblings import siblings_of
from homeward.web.pathway.local.queries import PATHWAY, pathway_versions
from homeward.web.pathway.models import AbuseRecorded, PathwayEntry, PathwayStart
from homeward.web.people.care.queries import care_on, episodes_of, periods_of
from homeward.web.people.models import CareEpisode, Child, Restriction

_LEGAL = {"V2": Legal.SECTION_20, "C2": Legal.CARE_ORDER, "C1": Legal.INTERIM_ORDER}
"""The return's codes of legal status that the pathway tells apart."""
_SHORT, _SHORT_REASON = "short", ("short_look", "short_reason")
"""Who decides for the short route has given the reason for it: it is not asked a second time."""

MetByRecord = Callable[[PathwayStart, Sequence[Need], date], Iterable[str]]
_met_by: list[MetByRecord] = []


def meet_from(source: MetByRecord) -> None:
    """State, once, when the service starts, what tells which missing needs the record itself meets on a day, by id.

    Raises ValueError the second time.
    """
    if source in _met_by:
        raise ValueError(f"Needs are met from {source.__qualname__} already")
    _met_by.append(source)


@dataclass(frozen=True)
class Way:
    """A child's way: when it began, what was written down in order, and where the child stands today.

    `record` is what the rules read of it, `versions` the pathway through time, as the council changed it.
    """

    start: PathwayStart
    entries: tuple[PathwayEntry, ...]
    position: Position
    record: Record
    versions: Versions


def way_of(child: Child, today: date) -> Way | None:
    """Return a child's latest way on the return-home pathway; None where none began.

    Eight queries, and those of whatever tells that the record itself meets something that is missing.
    """
    starts = PathwayStart.objects.standing().filter(child=child, pathway=PATHWAY, began_on__lte=today)
    start = starts.select_related("child__person", "entered_by").first()
    if start is None:
        return None
    entries = tuple(start.entries.filter(struck_at=None, on__lte=today).select_related("entered_by"))
    versions, record = pathway_versions(), record_of(start, entries, today)
    before = position(record, versions, today)
    needs = [one.need for one in before.missing]
    met = {(before.step.id, need): today for source in _met_by for need in source(start, needs, today)}
    if not met:
        return Way(start, entries, before, record, versions)
    record = replace(record, met={**record.met, **met})
    return Way(start, entries, position(record, versions, today), record, versions)


def record_of(start: PathwayStart, entries: tuple[PathwayEntry, ...], today: date) -> Record:
    """Return what is known of a way as the rules read it."""
    met = {(one.step, one.need): one.on for one in start.needs_met.filter(struck_at=None, on__lte=today)}
    told = tuple(Entry(one.on, EntryKind(one.kind), one.step, one.answer, one.reason) for one in entries)
    for one in told:
        if one.answer == _SHORT and one.reason:
            met[_SHORT_REASON] = one.on
    return Record(start.began_on, circumstances_of(start, today), told, met)


def circumstances_of(start: PathwayStart, today: date) -> Circumstances:
    """Return what of a child decides which needs apply. A child without a date of birth counts as 16: more is asked."""
    child = start.child
    periods = periods_of(episodes_of(child))
    episode = care_on(periods, today)
    since = next((period.began_on for period in periods if episode in period.episodes), None) if episode else None
    return Circumstances(
        age=_age(child.person.born_on, today),
        legal=_LEGAL.get(episode.legal_status, Legal.OTHER) if episode else Legal.OTHER,
        looked_after_since=since,
        harm_recorded=_has_harm(child),
        abuse_recorded=start.abuse != AbuseRecorded.NO,
        siblings=_siblings_in_care(child, today),
    )


def _age(born_on: date | None, today: date) -> int:
    if born_on is None:
        return 16
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _has_harm(child: Child) -> bool:
    return LifeEvent.objects.standing().filter(children=child, category=Category.HARM).exists()


def _siblings_in_care(child: Child, today: date) -> int:
    """Return how many sisters and brothers are in care; of one whose record is restricted nothing is told here."""
    in_care = CareEpisode.objects.filter(dec_on=None, struck_at=None).values("child")
    restricted = Restriction.objects.on(today).values("child")
    return siblings_of(child).filter(pk__in=in_care).exclude(pk__in=restricted).count()
