"""A research finding: what a study found, among whom, how we know, and what to be careful about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.evidence.comparable import Comparable
from homeward.evidence.entry import refuse_blank


class Direction(StrEnum):
    """What goes with what: returns that hold less well, returns that hold or serve children better, or neither."""

    LESS_STABLE = "less_stable"
    MORE_STABLE = "more_stable"
    DESCRIBES = "describes"


class Status(StrEnum):
    """How we know: read in a source, concluded from what was read, or recalled and still to be checked."""

    FOUND = "found"
    INFERRED = "inferred"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Where a finding was published. `reference` is the publication's own address, or empty where none is known.

    Raises ValueError where authors or title are blank, the year cannot be one, or the reference is no https address.
    """

    authors: str
    year: int
    title: str
    published_in: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        refuse_blank(self, "authors", "title")
        if not 1900 <= self.year <= 2100:
            raise ValueError("the year of a publication has four digits.")
        if self.reference and not self.reference.startswith("https://"):
            raise ValueError("a reference is an address that begins with https://; leave it out where none is known.")

    @property
    def citation(self) -> str:
        """Return the publication in words: authors (year), title, where it appeared."""
        where = f", {self.published_in}" if self.published_in else ""
        return f"{self.authors} ({self.year}), {self.title}{where}"


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Whom the study looked at, where, and over what time; `number` is how many, where it was given."""

    who: str
    where: str
    period: str
    number: int | None = None

    def __post_init__(self) -> None:
        refuse_blank(self, "who", "where", "period")
        if self.number is not None and self.number < 1:
            raise ValueError("a cohort's number is at least 1; leave it out where it is not known.")


@dataclass(frozen=True, kw_only=True)
class FindingFigure:
    """One number of a finding. `value` is in `unit` (`percent` or `children`); a range goes on to `value_to`.

    `counts` says what was counted out of what. `is_about` marks a number that the source gives in words only (almost
    half). `after_months` is the time since going home. Raises ValueError where the numbers contradict each other.
    """

    counts: str
    value: float
    unit: str
    comparable: Comparable
    value_to: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    after_months: int | None = None
    is_about: bool = False

    def __post_init__(self) -> None:
        refuse_blank(self, "counts", "unit")
        if self.unit not in ("percent", "children"):
            raise ValueError("the unit of a figure is percent or children.")
        if self.value < 0 or (self.unit == "percent" and max(self.value, self.value_to or 0) > 100):
            raise ValueError("a percentage lies between 0 and 100, and no count is below 0.")
        if self.value_to is not None and self.value_to <= self.value:
            raise ValueError("a range goes from the smaller number to the larger.")
        if self.unit == "percent" and not self._counts_agree:
            raise ValueError("numerator and denominator do not give the percentage.")

    @property
    def _counts_agree(self) -> bool:
        """Return whether the percentage is what its counts give, as far as both are there."""
        if self.numerator is None or self.denominator is None:
            return True
        # Sources print whole per cent, or one decimal; half a point is their rounding.
        return abs(100 * self.numerator / self.denominator - self.value) <= 0.5


@dataclass(frozen=True, kw_only=True)
class ResearchFinding:
    """One finding about children going home. Nothing is left out: without a citation and a checked-on day it is none.

    `statement` is in our words. `seen` says what was read: the publication, its abstract, or another that reports it.
    `caution` says what the finding does not show. A finding is about groups and never one child's probability.
    Raises ValueError where a text is blank or no publication is given.
    """

    id: str
    title: str
    statement: str
    direction: Direction
    cohort: Cohort
    publications: tuple[Publication, ...]
    seen: str
    caution: str
    status: Status
    checked_on: date
    figures: tuple[FindingFigure, ...] = ()

    def __post_init__(self) -> None:
        refuse_blank(self, "id", "title", "statement", "seen", "caution")
        if not self.publications:
            raise ValueError("a finding needs the publication it comes from.")
