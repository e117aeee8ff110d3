"""Lays two records side by side, for whoever decides whether they are one person."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.formats import date_format

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.family.queries import family_of
from homeward.web.people.models import Child, Exactness, HouseholdMembership, Person, PersonName
from homeward.web.people.permissions import seen_persons
from homeward.web.people.teams.queries import team_of, workers_of

NOT_OPEN = "Not open to you"


@dataclass(frozen=True)
class Side:
    """One of the two: the person, their record as a child if there is one, and whether they are open to the reader."""

    person: Person
    child: Child | None
    is_open: bool


@dataclass(frozen=True)
class Line:
    """One thing compared: what it is, what each record says, and whether both say the same."""

    what: str
    one: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether both records say the same, and say anything."""
        return bool(self.one) and self.one == self.other


def sides_of(user: User, *persons: Person) -> tuple[Side, ...]:
    """Return each of some records as one side of a comparison."""
    seen = seen_persons(user, [person.pk for person in persons])
    return tuple(Side(person, getattr(person, "child", None), person.pk in seen) for person in persons)


def compare(user: User, one: Side, other: Side) -> list[Line]:
    """Return two records line by line.

    Of one that is not open to the reader only what "Is this child known?" would tell: name, birth and team.
    """
    return [
        Line(what, *(_said(user, side, tell, is_always_told) for side in (one, other)))
        for what, tell, is_always_told in _LINES
    ]


def _said(user: User, side: Side, tell: Callable[[User, Side], list[str]], is_always_told: bool) -> tuple[str, ...]:
    return tuple(tell(user, side)) if side.is_open or is_always_told else (NOT_OPEN,)


def _names(user: User, side: Side) -> list[str]:
    if not side.is_open:
        return [side.person.shown_name]
    found = PersonName.objects.standing().filter(person=side.person).order_by("-is_shown", "family", "given")
    return [f"{name.full} ({name.get_kind_display().lower()})" for name in found]


def _born(user: User, side: Side) -> list[str]:
    born_on, exactly = side.person.born_on, side.person.born_exactly
    if born_on is None:
        return []
    day = date_format(born_on, "j F Y")
    return [day if exactly == Exactness.DAY else f"{day} ({Exactness(exactly).label.lower()})"]


def _team(user: User, side: Side) -> list[str]:
    team = team_of(side.child, clock.today()) if side.child else None
    return [team.name] if team else []


def _sex(user: User, side: Side) -> list[str]:
    return [side.person.get_sex_display()]


def _record(user: User, side: Side) -> list[str]:
    if side.child is None:
        return ["No record of their own"]
    closed_on = side.child.closed_on
    words = [f"Id {side.child.local_id}", f"Opened on {date_format(side.child.opened_on, 'j F Y')}"]
    return [*words, f"Closed on {date_format(closed_on, 'j F Y')}"] if closed_on else words


def _workers(user: User, side: Side) -> list[str]:
    found = workers_of(side.child, clock.today()) if side.child else ()
    return [f"{one.user.name}, {one.get_allocated_as_display().lower()}" for one in found]


def _homes(user: User, side: Side) -> list[str]:
    lived = HouseholdMembership.objects.standing().filter(person=side.person).select_related("household")
    return [
        ", ".join(part for part in (one.household.address, one.household.postcode) if part)
        + (f" (until {date_format(one.ends_on, 'j F Y')})" if one.ends_on else "")
        for one in lived.order_by("-begins_on", "pk")
    ]


def _family(user: User, side: Side) -> list[str]:
    if side.child is None:
        return []
    relatives = family_of(user, side.child, clock.today()).relatives
    return sorted(f"{relative.person.shown_name}, {relative.words}" for relative in relatives)


def _care(user: User, side: Side) -> list[str]:
    found = side.child.episodes.filter(struck_at=None).order_by("decom_on") if side.child else ()
    days = [episode.decom_on for episode in found]
    return [f"{len(days)} episodes of care, the first from {date_format(days[0], 'j F Y')}"] if days else []


_LINES: tuple[tuple[str, Callable[[User, Side], list[str]], bool], ...] = (
    ("Names", _names, True),
    ("Born", _born, True),
    ("Sex", _sex, False),
    ("Record", _record, False),
    ("Team", _team, True),
    ("Workers", _workers, False),
    ("Homes", _homes, False),
    ("Family", _family, False),
    ("Care", _care, False),
)


def with_all_names(pk: object) -> Person | None:
    """Return a person with their child's record and what `shown_name` needs; None where there is none."""
    names = Prefetch("names", PersonName.objects.standing())
    return Person.objects.select_related("child").prefetch_related(names).filter(pk=pk).first()
