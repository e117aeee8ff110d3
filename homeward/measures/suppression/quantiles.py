"""What a quantile tells about few children: how many lie below it and above it."""

from dataclasses import replace
from math import ceil, floor, sqrt

from homeward.measures.result import ResultRow
from homeward.measures.suppression.tables import SMALLEST_SHOWN

_WIDEST_REACH = 2.0
"""The ends of a 95 % interval are at most so many standard errors, rounded up, from the middle."""


def is_of_few(row: ResultRow) -> bool:
    """Say whether a quantile has somebody, but fewer than 6 children, up to it or from it on: it would count them."""
    number = _measured(row)
    if row.quantile is None or not number:
        return False
    rank = min(max(1, ceil(number * row.quantile)), number)
    return min(rank, number - rank + 1) < SMALLEST_SHOWN


def without_far_ends(row: ResultRow) -> ResultRow:
    """Leave out the ends of a quantile's interval that lie among the 5 lowest or highest children.

    These ends are days that a child really had, found by rank; the ranks are estimated here on the safe side.
    """
    number = _measured(row)
    if row.quantile is None or not number:
        return row
    reach = _WIDEST_REACH * sqrt(number * row.quantile * (1 - row.quantile))
    lowest, highest = floor(number * row.quantile - reach), ceil(number * row.quantile + reach) + 1
    low = row.low if lowest >= SMALLEST_SHOWN else None
    high = row.high if number - highest + 1 >= SMALLEST_SHOWN else None
    return replace(row, low=low, high=high)


def _measured(row: ResultRow) -> int:
    """Return how many children a quantile is of: those measured, of all asked about."""
    return (row.denominator if row.numerator is None else row.numerator) or 0
