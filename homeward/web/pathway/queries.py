"""Reads a child's way on the return-home pathway into values: circumstances, record and position on a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from homeward.practice.chronology.event import Category
from homeward.practice.pathways.position import Entry, EntryKind, Position, Record, position
from homeward.practice.pathways.steps import Circumstances, Legal, Need
from homeward.practice.pathways.versions import Versions
from homeward.web.chronology.models import LifeEvent
from homeward.web.chronology.siblings import sibling_persons
from homeward.web.pathway.local.queries import PATHWAY, pathway_versions
from homeward.web.pathway.models import AbuseRecorded, NeedMet, PathwayEntry, PathwayStart
from homeward.web.people.care.queries import PeriodInCare, care_on, periods_of_children
from homeward.web.people.looked_up import once
from homeward.web.people.models import CareEpisode, Child, Restriction

_LEGAL = {"V2": Legal.SECTION_20, "C2": Legal.CARE_ORDER, "C1": Legal.INTERIM_ORDER}
"""The return's codes of legal status that the pathway tells apart."""
_SHORT, _SHORT_REASON = "short", ("short_look", "short_reason")
"""Who decides for the short route has given the reason for it: it is not asked a second time."""

Asked = Sequence[tuple[PathwayStart, Sequence[Need]]]
"""Some ways, each with what is missing at the step where the child stands."""
MetByRecord = Callable[[Asked, date], Mapping[UUID, Iterable[str]]]
_met_by: list[MetByRecord] = []


def meet_from(source: MetByRecord) -> None:
    """State, once, when the service starts, what tells which missing needs the record itself meets on a day.

    It is asked of many ways at once and answers with the ids of needs by that of the start; its queries do not grow
    with the number of ways. Raises ValueError the second time.
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
    """Return a child's latest way on the return-home pathway; None where none began. As many queries as `ways_of`."""
    return ways_of([child.pk], today).get(child.pk)


def ways_of(children: Iterable[UUID], today: date) -> Mapping[UUID, Way]:
    """Return the latest way of each of some children who are on the return-home pathway, by the child's id.

    Nine queries however many children, and those of whatever tells that the record itself meets what is missing.
    """
    latest = _latest_starts(children, today)
    if not latest:
        return {}
    versions, found = pathway_versions(), _circumstances(latest.values(), today)
    records = {start.pk: _record_of(start, found[start.pk]) for start in latest.values()}
    before = {pk: position(record, versions, today) for pk, record in records.items()}
    asked = [(start, [one.need for one in before[start.pk].missing]) for start in latest.values()]
    for pk, needs in met_by_record(asked, today).items():
        met = {(before[pk].step.id, need): today for need in needs}
        records[pk] = replace(records[pk], met={**records[pk].met, **met})
    return {
        child: Way(start, tuple(start.told), position(records[start.pk], versions, today), records[start.pk], versions)
        for child, start in latest.items()
    }


def met_by_record(asked: Asked, today: date) -> Mapping[UUID, frozenset[str]]:
    """Return, by the id of each start, which of its missing needs the record itself meets on a day."""
    met: dict[UUID, frozenset[str]] = {}
    for source in _met_by:
        for pk, needs in source(asked, today).items():
            met[pk] = met.get(pk, frozenset()) | frozenset(needs)
    return met


def _latest_starts(children: Iterable[UUID], today: date) -> Mapping[UUID, PathwayStart]:
    """Return the start of the latest way of each of some children, with entries (`told`) and needs met (`met`)."""
    entries = PathwayEntry.objects.filter(struck_at=None, on__lte=today).select_related("entered_by")
    needs = NeedMet.objects.filter(struck_at=None, on__lte=today)
    told = (Prefetch("entries", entries, to_attr="told"), Prefetch("needs_met", needs, to_attr="met"))
    starts = PathwayStart.objects.standing().filter(child__in=list(children), pathway=PATHWAY, began_on__lte=today)
    latest: dict[UUID, PathwayStart] = {}
    for start in starts.select_related("child__person", "entered_by").prefetch_related(*told):
        latest.setdefault(start.child_id, start)
    return latest


def _record_of(start: PathwayStart, child: Circumstances) -> Record:
    """Return what is known of a way as the rules read it."""
    met = {(one.step, one.need): one.on for one in start.met}
    told = tuple(Entry(one.on, EntryKind(one.kind), one.step, one.answer, one.reason) for one in start.told)
    for one in told:
        if one.answer == _SHORT and one.reason:
            met[_SHORT_REASON] = one.on
    return Record(start.began_on, child, told, met)


def circumstances_of(start: PathwayStart, today: date) -> Circumstances:
    """Return what of a child decides which needs apply. A child without a date of birth counts as 16: more is asked."""
    return once(f"circumstances on {today}", start, lambda: _circumstances([start], today)[start.pk])


def _circumstances(starts: Iterable[PathwayStart], today: date) -> Mapping[UUID, Circumstances]:
    """Return the circumstances of each child who is on a way, by the id of its start; five queries."""
    told = list(starts)
    children = {start.child_id: start.child for start in told}
    periods, siblings = periods_of_children(children), _siblings_in_care(children.values(), today)
    harm = LifeEvent.objects.standing().filter(children__in=children, category=Category.HARM)
    harmed = set(harm.values_list("children", flat=True))
    return {
        start.pk: Circumstances(
            age=_age(start.child.person.born_on, today),
            legal=_legal(periods.get(start.child_id, []), today),
            looked_after_since=_since(periods.get(start.child_id, []), today),
            harm_recorded=start.child_id in harmed,
            abuse_recorded=start.abuse != AbuseRecorded.NO,
            siblings=siblings[start.child.person_id],
        )
        for start in told
    }


def _legal(periods: Sequence[PeriodInCare], today: date) -> Legal:
    episode = care_on(periods, today)
    return _LEGAL.get(episode.legal_status, Legal.OTHER) if episode else Legal.OTHER


def _since(periods: Sequence[PeriodInCare], today: date) -> date | None:
    episode = care_on(periods, today)
    return next((period.began_on for period in periods if episode in period.episodes), None) if episode else None


def _age(born_on: date | None, today: date) -> int:
    if born_on is None:
        return 16
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _siblings_in_care(children: Iterable[Child], today: date) -> Mapping[UUID, int]:
    """Return by a child's person how many sisters and brothers are in care; a restricted one is not told of here."""
    siblings = sibling_persons(child.person_id for child in children)
    others = set().union(*siblings.values()) if siblings else set()
    if not others:
        return dict.fromkeys(siblings, 0)
    caring = CareEpisode.objects.filter(dec_on=None, struck_at=None).values("child")
    restricted = Restriction.objects.on(today).values("child")
    told = Child.objects.filter(person__in=others, pk__in=caring).exclude(pk__in=restricted)
    in_care = set(told.values_list("person", flat=True))
    return {person: len(theirs & in_care) for person, theirs in siblings.items()}
