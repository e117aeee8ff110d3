"""Which points of a curve are shown: the days people ask about first, and only steps of six children or of none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import NamedTuple

from homeward.measures.result import Result, ResultRow
from homeward.measures.suppression.tables import SMALLEST_SHOWN, Place, is_small, place_of

DAYS_ASKED_ABOUT = (365, 91, 730, 183, 1826, 2191)
"""The ends of the windows that measures ask about, the most important first."""


class Window(NamedTuple):
    """The least and the most that a count can be for whoever sees a rounded share of it."""

    least: int
    most: int


def choose_points(result: Result) -> Result:
    """Return a curve with the points hidden that would tell of small numbers.

    A point is shown where at least 6 are still at risk and where, since the point shown before, nobody or at least 6
    had it happen; so it is for the point shown after. The days that people ask about are chosen first, then all others
    from the first on. Counts stay in the rows for the audit; `shared_point` takes them out.
    """
    groups: dict[Place, list[ResultRow]] = defaultdict(list)
    for row in result.rows:
        groups[frozenset(row.group.items())].append(row)
    shown = {id(row) for rows in groups.values() for row in _points_shown(rows)}
    return replace(result, rows=tuple(row if id(row) in shown else _hidden(row) for row in result.rows))


def _points_shown(rows: Sequence[ResultRow]) -> Iterable[ResultRow]:
    possible = {
        row.at_days or 0: row for row in rows if not row.suppressed and (row.denominator or 0) >= SMALLEST_SHOWN
    }
    counts = {day: row.numerator or 0 for day, row in possible.items()}
    chosen: set[int] = set()
    asked_about = [day for day in DAYS_ASKED_ABOUT if day in counts]
    for day in (*asked_about, *sorted(counts)):
        before = max((each for each in chosen if each < day), default=None)
        after = min((each for each in chosen if each > day), default=None)
        step_to = counts[day] - (counts[before] if before is not None else 0)
        step_on = counts[after] - counts[day] if after is not None else 0
        if not is_small(step_to) and not is_small(step_on):
            chosen.add(day)
    return [possible[day] for day in chosen]


def decimals_for(at_risk: int) -> int:
    """Return to how many decimals a share is rounded so that it leaves room for about 6 children and more."""
    return 2 if at_risk < 1000 * SMALLEST_SHOWN else 3


def _hidden(row: ResultRow) -> ResultRow:
    return replace(row, numerator=None, denominator=None, value=None, low=None, high=None, suppressed=True)


def window_told(curve: Result) -> Mapping[Place, Window]:
    """Return by point how far a reader of its rounded share can narrow down how many had it happen.

    The reader is taken to know, to the child, how many the share is out of; only the rounding is in the way.
    """
    return {place_of(row): _window(row) for row in curve.rows if not row.suppressed}


def _window(row: ResultRow) -> Window:
    count, share = row.numerator or 0, row.value
    if not count or not share:
        return Window(count, count)
    decimals = decimals_for(row.denominator or 0)
    half, shown, out_of = 0.5 * 10.0**-decimals, round(share, decimals), count / share
    return Window(min(count, ceil((shown - half) * out_of)), max(count, floor((shown + half) * out_of)))


def shared_point(row: ResultRow) -> ResultRow:
    """Return a point as it is shared: its share and interval rounded, so that no number can be worked back.

    Its counts are left out, as the number at risk would tell when each child came back.
    """
    if row.suppressed:
        return row
    decimals = decimals_for(row.denominator or 0)
    value, low, high = (None if each is None else round(each, decimals) for each in (row.value, row.low, row.high))
    return replace(row, numerator=None, denominator=None, value=value, low=low, high=high)
