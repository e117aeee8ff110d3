"""True for us? A figure from elsewhere beside one of ours, and in words whether the two differ."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from homeward.measures.result import Result, ResultRow
from homeward.stats.intervals import Interval, wilson

WIDEST = 0.2
"""An interval wider than this (20 percentage points) says too little to call two figures alike."""

ABOUT = 0.05
"""How far a share that a source gives in words only (almost half) may lie from the number written down for it."""


class Verdict(StrEnum):
    """What can be said of two figures."""

    DIFFERS = "differs"
    DOES_NOT_DIFFER = "does not differ"
    CANNOT_BE_TOLD = "cannot be told"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True, kw_only=True)
class Published:
    """A share from elsewhere, from 0 to 1. `highest` is above `lowest` where a range or an approximate number is given.

    `out_of` is how many it was counted among, where that is known: then it has an uncertainty of its own.
    """

    lowest: float
    highest: float
    out_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One figure from elsewhere beside ours, with all a reader needs before believing the verdict.

    `source` is the id of the finding or release, `counts` what was counted there, `value` its share (0 to 1) or count,
    `value_to` the upper end of a range; `cohort`, `period` and `caution` in words. `ours` is our row, or None.
    `why` gives the reason for the verdict in a sentence.
    """

    source: str
    measure: str
    counts: str
    value: float
    value_to: float | None
    cohort: str
    period: str
    caution: str
    ours: ResultRow | None
    verdict: Verdict
    why: str


def row_of(result: Result | None, group: dict[str, str], beside: str = "") -> ResultRow | None:
    """Return the row of a group, of the measure or of another way of counting beside it; None where there is none."""
    if result is None:
        return None
    tables = {"": result.rows, **{each.id: each.rows for each in result.beside}}
    return next((row for row in tables.get(beside, ()) if dict(row.group) == group), None)


def judge(ours: ResultRow | None, published: Published) -> tuple[Verdict, str]:
    """Say whether our share differs from a published one, and why.

    Where the published share says what it is out of, the difference of the two gets a 95 % interval, by the square-and-
    add method on both Wilson intervals (R. G. Newcombe, Statistics in Medicine 17 (1998), 873 to 890, method 10); else
    the published share is taken as exact, and ours has its Wilson interval. Figures differ where the interval leaves
    out no difference at all. They do not differ where it holds it and is not wider than 20 percentage points; a wider
    one cannot tell.
    """
    if ours is None or not ours.denominator or ours.value is None:
        return Verdict.CANNOT_BE_TOLD, "There is no figure of ours to compare: nobody was counted, or it is hidden."
    if not ours.complete:
        return Verdict.CANNOT_BE_TOLD, "Our figure is not complete yet."
    low, high = _difference(ours, published)
    if low > 0 or high < 0:
        return Verdict.DIFFERS, f"Ours is {'higher' if low > 0 else 'lower'}, by more than chance would explain."
    if high - low - (published.highest - published.lowest) > WIDEST:
        return Verdict.CANNOT_BE_TOLD, "Too few were counted: the uncertainty is wider than 20 percentage points."
    return Verdict.DOES_NOT_DIFFER, "Chance alone would explain a difference of this size."


def _difference(ours: ResultRow, published: Published) -> tuple[float, float]:
    """Return the interval of our share less the published one; of a range, less whichever end is nearer."""
    own = _wilson(ours)
    value = (ours.numerator or 0) / (ours.denominator or 1)
    above, below = _reach(published.highest, published.out_of), _reach(published.lowest, published.out_of)
    low = value - published.highest - sqrt((value - own.low) ** 2 + (above.high - published.highest) ** 2)
    high = value - published.lowest + sqrt((own.high - value) ** 2 + (published.lowest - below.low) ** 2)
    return low, high


def _wilson(row: ResultRow) -> Interval:
    interval = wilson(row.numerator or 0, row.denominator or 0)
    return interval or Interval(0.0, 1.0)


def _reach(share: float, out_of: int | None) -> Interval:
    if not out_of:
        return Interval(share, share)
    return wilson(round(share * out_of), out_of) or Interval(share, share)
