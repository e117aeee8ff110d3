"""A published release of figures: who published it and when, how it counts, and its tables as printed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from homeward.evidence.comparable import Comparable
from homeward.evidence.entry import refuse_blank


class Symbol(StrEnum):
    """What a publication prints where it gives no number. Not a number, not None, and never zero.

    Python refuses to add or compare one with a number, so that a hidden cell cannot slip into a sum.
    """

    SUPPRESSED = "c"
    NOT_APPLICABLE = "z"
    NOT_AVAILABLE = "x"
    ROUNDS_TO_ZERO = "k"
    SUPPRESSED_OR_MISSING = "-"

    @property
    def meaning(self) -> str:
        """Return the symbol in words, fit for a table's foot."""
        return _MEANINGS[self]


_MEANINGS = {
    Symbol.SUPPRESSED: "hidden so that nobody can be recognised",
    Symbol.NOT_APPLICABLE: "does not apply",
    Symbol.NOT_AVAILABLE: "not available",
    Symbol.ROUNDS_TO_ZERO: "above zero, but rounds to zero",
    Symbol.SUPPRESSED_OR_MISSING: "hidden or missing; the source does not say which",
}


class Counting(StrEnum):
    """How a table counts. A local figure stands beside a published one only when it is counted the same way."""

    ON_31_MARCH = "on_31_march"
    FIRST_START = "first_start_of_a_child_in_the_year"
    LAST_EXIT = "last_exit_of_a_child_in_the_year"


class NotANumberError(ValueError):
    """A published cell was asked for its number and has none, because it is hidden or does not apply."""


@dataclass(frozen=True, kw_only=True)
class PublishedFigure:
    """One cell of a published table. `year` is the return year: 2025 ends on 31 March 2025.

    `area` is `england` or an authority's nine-character code; `group` is empty for the total. `value` is a number as
    printed, in `unit`, rounded to the nearest `rounded_to`, or the symbol printed in its place.
    """

    measure: str
    area: str
    year: int
    group: Mapping[str, str] = field(hash=False)
    value: float | Symbol
    unit: str
    rounded_to: int
    counting: Counting
    release_id: str

    @property
    def is_number(self) -> bool:
        """Return whether a number is printed here, and not a symbol."""
        return not isinstance(self.value, Symbol)

    @property
    def number(self) -> float:
        """Return the number; NotANumberError where the publication prints a symbol instead."""
        if isinstance(self.value, Symbol):
            raise NotANumberError(f"The published cell for {self.year} has no number: {self.value.meaning}.")
        return self.value


@dataclass(frozen=True)
class PublishedRow:
    """One row of a published table: the names of its group, and its cells in the order of the table's years."""

    names: tuple[str, ...]
    cells: tuple[float | Symbol, ...]


@dataclass(frozen=True, kw_only=True)
class PublishedTable:
    """One table: what it counts, its years, and for each group or authority the printed cells in the years' order.

    `keys` says what the names of each row are, such as `age_band`; `authority` among them means one row for
    each authority. `comparable` says which of our measures may stand beside it.
    Raises ValueError where a row has too few or too many cells, a cell is neither number nor symbol, or a row repeats.
    """

    measure: str
    title: str
    unit: str
    rounded_to: int
    counting: Counting
    comparable: Comparable
    keys: tuple[str, ...]
    years: tuple[int, ...]
    rows: tuple[PublishedRow, ...]

    def __post_init__(self) -> None:
        refuse_blank(self, "measure", "title", "unit")
        if not self.years or not self.rows or list(self.years) != sorted(set(self.years)):
            raise ValueError(f"the table “{self.title}” needs rows, and years in their order.")
        for number, row in enumerate(self.rows, start=1):
            if len(row.names) != len(self.keys) or len(row.cells) != len(self.years):
                raise ValueError(f"row {number} of “{self.title}” does not fit its keys and years.")
            if not all(isinstance(name, str) and name for name in row.names):
                raise ValueError(f"row {number} of “{self.title}” has a name that is no word.")
            if not all(type(cell) in (int, float, Symbol) for cell in row.cells):
                raise ValueError(f"row {number} of “{self.title}” holds a cell that is neither number nor symbol.")
        if len({row.names for row in self.rows}) != len(self.rows):
            raise ValueError(f"the table “{self.title}” has the same row twice.")


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A local authority of England: name, code (`E09000002`), number of the Department for Education (`301`), region.

    Raises ValueError where a text is blank or a code does not look like one.
    """

    name: str
    code: str
    number: str
    region: str

    def __post_init__(self) -> None:
        refuse_blank(self, "name", "region")
        if not re.fullmatch(r"E\d{8}", self.code) or not re.fullmatch(r"\d{3}", self.number):
            raise ValueError("an authority has a code such as E09000002 and a number of three digits such as 301.")


@dataclass(frozen=True, kw_only=True)
class Release:
    """One published release, or figures of several that were published in the same way, with all it takes to cite it.

    `published` is a year or a month (`2025-11`), and of two releases the later answers. `covers_from` and `covers_to`
    are the first and last day the figures are about. `reference` is the publisher's page. `seen` says what was read.
    `caution` says what must not be done with the figures. `authorities` and `neighbours` (an authority's number, then
    pairs of number and closeness) are empty in most releases.
    Raises ValueError where a text is blank, the reference is no address, or the dates are not in order.
    """

    id: str
    about: str
    title: str
    publisher: str
    published: str
    covers_from: date
    covers_to: date
    licence: str
    reference: str
    checked_on: date
    seen: str
    rounding: str
    counting: str
    caution: str
    tables: tuple[PublishedTable, ...]
    authorities: tuple[Authority, ...] = ()
    neighbours: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        refuse_blank(self, "about", "title", "publisher", "licence", "seen", "rounding", "counting", "caution")
        if not self.reference.startswith("https://"):
            raise ValueError("a release needs a reference: the address of its page, beginning with https://.")
        if not re.fullmatch(r"\d{4}(-\d{2})?", self.published):
            raise ValueError("published is a year or a month, such as 2025 or 2025-11.")
        if not self.covers_from < self.covers_to <= self.checked_on:
            raise ValueError("covers_from, covers_to and checked_on are not in the order of time.")

    @property
    def citation(self) -> str:
        """Return the release in words: publisher, title, when published, licence."""
        return f"{self.publisher}, {self.title}, published {self.published}. {self.licence}."
