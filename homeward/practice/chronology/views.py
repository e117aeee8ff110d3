"""The same events told in four ways: the child's life, the worker's chronology, the court's, the partner agencies'."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from homeward.practice.chronology.event import CATEGORY_WORDS, Category, ChronologyEvent, Origin, Reach


class View(StrEnum):
    """For whom a chronology is told."""

    WORKER = "worker"
    LIFE = "life"
    COURT = "court"
    AGENCIES = "agencies"


VIEW_WORDS: dict[View, str] = {
    View.WORKER: "Working chronology",
    View.LIFE: "The child’s life",
    View.COURT: "For the court",
    View.AGENCIES: "For all agencies",
}

ORIGIN_WORDS: dict[Origin, str] = {
    Origin.ENTERED: "Written here",
    Origin.FILE: "Found in reading the file",
    Origin.EPISODE: "From the care history",
    Origin.RETURN: "From the statutory return",
    Origin.VISIT: "From notes of visits and contacts",
    Origin.VOICE: "From what somebody said",
    Origin.PATHWAY: "From the return-home pathway",
}

_TOLD: dict[View, frozenset[Reach]] = {
    View.WORKER: frozenset(Reach),
    View.LIFE: frozenset({Reach.AGENCIES, Reach.SERVICE}),
    View.COURT: frozenset({Reach.AGENCIES, Reach.SERVICE}),
    View.AGENCIES: frozenset({Reach.AGENCIES}),
}
"""How far what each view tells may reach: what is restricted stands in the worker's chronology alone."""


@dataclass(frozen=True)
class Narrowing:
    """Which events somebody asked for; empty means all.

    `from_on` and `to_on` are the first and the last day: an event stays that can have been on a day between them.
    `person` is the id of somebody whom it is about or concerns too. `only_meant` keeps what says what it meant.
    """

    categories: frozenset[Category] = frozenset()
    from_on: date | None = None
    to_on: date | None = None
    person: str = ""
    origin: Origin | None = None
    only_meant: bool = False

    def keeps(self, event: ChronologyEvent) -> bool:
        """Tell whether an event is among those asked for."""
        return (
            (not self.categories or event.category in self.categories)
            and (self.from_on is None or event.when.latest_on >= self.from_on)
            and (self.to_on is None or event.when.earliest_on <= self.to_on)
            and (not self.person or self.person in persons_of(event))
            and (self.origin is None or event.origin == self.origin)
            and (not self.only_meant or bool(event.meant))
        )

    def in_words(self, name: str = "") -> str:
        """Say what was asked for, as the head of a document says it; empty for all. `name` is that of `person`."""
        said = (
            ", ".join(_small(CATEGORY_WORDS[one]) for one in Category if one in self.categories),
            f"from {_in_full(self.from_on)}" if self.from_on else "",
            f"to {_in_full(self.to_on)}" if self.to_on else "",
            f"about {name or 'one person'}" if self.person else "",
            _small(ORIGIN_WORDS[self.origin]) if self.origin else "",
            "only what says what it meant" if self.only_meant else "",
        )
        words = "; ".join(filter(None, said))
        return f"Only: {words}" if words else ""


@dataclass(frozen=True)
class Line:
    """One event of a view with its number, counted from 1 in the order in which things happened."""

    number: int
    event: ChronologyEvent


@dataclass(frozen=True)
class Year:
    """What a view tells of one calendar year; `age` says how old the child becomes in it, where that is known."""

    year: int
    age: str
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        """The year and, where it is known, how old the child becomes."""
        return f"{self.year} ({self.age})" if self.age else str(self.year)


@dataclass(frozen=True)
class Told:
    """A chronology as one view tells it. `left_out` are the events asked for that this view does not tell."""

    view: View
    years: tuple[Year, ...]
    left_out: tuple[ChronologyEvent, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that is told, in the order in which it is told."""
        return tuple(line for year in self.years for line in year.lines)


def told_as(
    view: View,
    events: Iterable[ChronologyEvent],
    narrowing: Narrowing,
    *,
    born_on: date | None = None,
    is_latest_first: bool = False,
) -> Told:
    """Return what a view tells of the events asked for, year by year, in the order in which they can have happened."""
    kept = sorted(filter(narrowing.keeps, events), key=lambda event: event.order)
    lines = [Line(at, event) for at, event in enumerate((one for one in kept if tells(view, one)), 1)]
    if is_latest_first:
        lines.reverse()
    years = tuple(
        Year(year, age_in_year(born_on, year), tuple(of_year))
        for year, of_year in groupby(lines, key=lambda line: year_of(line.event))
    )
    return Told(view, years, tuple(one for one in kept if not tells(view, one)))


def tells(view: View, event: ChronologyEvent) -> bool:
    """Tell whether an event stands in a view."""
    return event.reach in _TOLD[view]


def year_of(event: ChronologyEvent) -> int:
    """Return the calendar year under which an event stands: that of the first day it can have been."""
    return event.when.order[0].year


def persons_of(event: ChronologyEvent) -> frozenset[str]:
    """Return the ids of those whom an event is about or concerns besides the child."""
    return frozenset(one.person for one in (*event.mentions, *event.siblings))


def age_in_year(born_on: date | None, year: int) -> str:
    """Say how old somebody becomes in a calendar year, such as "turns 6"; nothing where the birth is not known.

    It holds even where only the year of birth is known exactly.
    """
    if born_on is None:
        return ""
    if year <= born_on.year:
        return "the year of birth" if year == born_on.year else "before birth"
    return f"turns {year - born_on.year}"


def _in_full(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
