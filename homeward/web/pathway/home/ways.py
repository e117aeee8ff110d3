"""Finds the way to which something of home and after belongs, and who may be told of by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from homeward.practice.after.coming_home import CameHome, came_home, every_return, with_care_history
from homeward.practice.pathways.position import Entry, EntryKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.assessment.queries import NOT_TOLD
from homeward.web.pathway.local.queries import PATHWAY
from homeward.web.pathway.models import PathwayEntry, PathwayStart
from homeward.web.pathway.queries import way_of
from homeward.web.people.care.queries import PeriodInCare, periods_of_children
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_names

_WITH_PARENTS = "P1"


@dataclass(frozen=True)
class Names:
    """Names of persons by their ids, as far as somebody may be told them."""

    told: Mapping[UUID, str]

    def of(self, person: UUID | None) -> str:
        """Return somebody's name, or that the reader may not be told."""
        return "" if person is None else self.told.get(person, NOT_TOLD)

    def is_told(self, person: UUID) -> bool:
        """Tell whether somebody may be named."""
        return person in self.told


def names_for(user: User | None, persons: Iterable[UUID]) -> Names:
    """Return the names of persons as somebody may see them; the machine (None) names nobody. Two queries at most."""
    ids = [pk for pk in persons if pk]
    if user is None or not ids:
        return Names({})
    found = with_names(Person.objects.filter(pk__in=ids).exclude(hidden_persons(user)))
    return Names({person.pk: person.shown_name for person in found})


def latest_start(child: Child, today: date) -> PathwayStart | None:
    """Return a child's latest way, whether it has ended or not; None where none began."""
    starts = PathwayStart.objects.standing().filter(child=child, pathway=PATHWAY, began_on__lte=today)
    return starts.select_related("child__person").first()


def start_needed(child: Child) -> PathwayStart:
    """Return a child's latest way. Raises ValidationError where none began."""
    start = latest_start(child, clock.today())
    if start is None:
        raise ValidationError("There is no way under way.")
    return start


def open_start(child: Child) -> PathwayStart:
    """Return the way that is under way. Raises ValidationError where none is."""
    way = way_of(child, clock.today())
    if way is None or way.position.has_ended:
        raise ValidationError("There is no way under way.")
    return way.start


def came_home_by(start: PathwayStart, today: date) -> CameHome | None:
    """Return when the child came home on a way, and how that ended; None where the child did not. One query."""
    return came_home(entries_of([start], today)[start.pk], today)


def homes_of(starts: Sequence[PathwayStart], today: date) -> Mapping[UUID, CameHome]:
    """Return when the child came home on each of some ways, by the id of the start, and how it ended; two queries.

    A child who by the care history is in care away from home again has come back, whether somebody wrote it or not.
    """
    return {start: returns[-1] for start, returns in returns_of(starts, today).items()}


def returns_of(starts: Sequence[PathwayStart], today: date) -> Mapping[UUID, tuple[CameHome, ...]]:
    """Return each time the child came home on each of some ways, by the id of the start, as `homes_of` does."""
    entries, periods = entries_of(starts, today), periods_of_children({start.child_id for start in starts})
    found = {}
    for start in starts:
        away = tuple(away_began(periods.get(start.child_id, ()), today))
        if returns := every_return(entries[start.pk], today):
            found[start.pk] = tuple(with_care_history(home, away) for home in returns)
    return found


def away_began(periods: Iterable[PeriodInCare], today: date) -> Iterator[date]:
    """Yield the days on which, by the care history, a child began to live in care away from the parents."""
    for period in periods:
        before = _WITH_PARENTS
        for one in period.episodes:
            if one.decom_on <= today and one.place != _WITH_PARENTS and before == _WITH_PARENTS:
                yield one.decom_on
            before = one.place


def entries_of(starts: Iterable[PathwayStart], today: date) -> Mapping[UUID, list[Entry]]:
    """Return what was written down on some ways until a day, in order, by the id of the start; one query."""
    asked = [start.pk for start in starts]
    rows = PathwayEntry.objects.filter(start__in=asked, struck_at=None, on__lte=today).order_by("position")
    found: dict[UUID, list[Entry]] = {pk: [] for pk in asked}
    for one in rows:
        found[one.start_id].append(Entry(one.on, EntryKind(one.kind), one.step, one.answer, one.reason))
    return found


def check_happened(on: date) -> None:
    """Raise ValidationError for a day to come."""
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it has happened"})
