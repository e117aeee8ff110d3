"""Reads a child's way on the return-home pathway into values: circumstances, record and position on a day."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.chronology.event import Category
from homeward.practice.pathways.position import Entry, EntryKind, Position, Record, position
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Circumstances, Legal
from homeward.web.chronology.models import LifeEvent
from homeward.web.pathway.models import AbuseRecorded, PathwayEntry, PathwayStart
from homeward.web.people.care.queries import care_on, episodes_of, periods_of
from homeward.web.people.models import CareEpisode, Child, Kinship, Relationship

_LEGAL = {"V2": Legal.SECTION_20, "C2": Legal.CARE_ORDER, "C1": Legal.INTERIM_ORDER}
"""The return's codes of legal status that the pathway tells apart."""
_SIBLINGS = (Kinship.SIBLING, Kinship.HALF_SIBLING)


@dataclass(frozen=True)
class Way:
    """A child's way: when it began, what was written down in order, and where the child stands today."""

    start: PathwayStart
    entries: tuple[PathwayEntry, ...]
    position: Position


def way_of(child: Child, today: date) -> Way | None:
    """Return a child's latest way on the return-home pathway; None where none began. Seven queries."""
    starts = PathwayStart.objects.standing().filter(child=child, pathway=RETURN_HOME.id, began_on__lte=today)
    start = starts.select_related("child__person", "entered_by").first()
    if start is None:
        return None
    entries = tuple(start.entries.filter(struck_at=None, on__lte=today).select_related("entered_by"))
    return Way(start, entries, position(record_of(start, entries, today), RETURN_HOME, today))


def record_of(start: PathwayStart, entries: tuple[PathwayEntry, ...], today: date) -> Record:
    """Return what is known of a way as the rules read it."""
    met = {(one.step, one.need): one.on for one in start.needs_met.filter(struck_at=None, on__lte=today)}
    told = tuple(Entry(one.on, EntryKind(one.kind), one.step, one.answer, one.reason) for one in entries)
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
        siblings=_siblings_in_care(child),
    )


def _age(born_on: date | None, today: date) -> int:
    if born_on is None:
        return 16
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _has_harm(child: Child) -> bool:
    return LifeEvent.objects.standing().filter(children=child, category=Category.HARM).exists()


def _siblings_in_care(child: Child) -> int:
    said = Relationship.objects.standing().filter(kind__in=_SIBLINGS)
    own = child.person_id
    others = said.filter(person=own).values("other").union(said.filter(other=own).values("person"))
    open_care = CareEpisode.objects.filter(dec_on=None, struck_at=None)
    return open_care.filter(child__person__in=list(others.values_list("other", flat=True))).count()
