"""Quantiles of days, worked out from how many had which number of days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor, sqrt
from typing import Any

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.engine import collect_counts
from homeward.measures.counting import Counting, Part, refuse_denominator
from homeward.measures.groups import GROUPINGS, keys_known, values_of
from homeward.measures.result import ResultRow, RowAt
from homeward.measures.shares import mark_complete
from homeward.stats.intervals import two_sided_z

QUANTILES = (0.25, 0.5, 0.75)

HOW = (
    "Given are the lower quartile, the median and the upper quartile, each the smallest number of days that at least a "
    "quarter, half or three quarters of those measured did not exceed, so always a number of days that occurred. The "
    "interval is between two of the days measured, chosen by their rank (95 %, normal approximation)."
)
"""How the quantiles are worked out, for the definitions of measures."""

Measured = Mapping[tuple[str, str], Mapping[int, int]]
"""By key and value: how many had which number of days. The total stands under the empty key and value."""


@dataclass(frozen=True, eq=False, kw_only=True)
class QuantilesOf(Counting):
    """Quantiles of the column `days` over the events asked about, which must all have it.

    In a row `numerator` is how many were measured; there is no denominator. Of nobody the value is None.
    """

    days: str

    def rows(self, events: Events) -> tuple[ResultRow, ...]:
        """Return a row for each quantile: for all, then for each group."""
        keys = keys_known(events, self.by)
        measured = _measured(self.frame, self.days, keys)
        values = {key: tuple(value for at, value in measured if at == key) for key in keys}
        groups = [{key: value} for key in keys for value in values_of(key, values[key], events)]
        rows = [
            _row(group, quantile, measured.get(next(iter(group.items()), ("", "")), {}))
            for group in ({}, *groups)
            for quantile in QUANTILES
        ]
        return mark_complete(rows, events)

    def behind(self, at: RowAt, part: Part) -> nw.Expr | None:
        """Say which events a number counts: all that were measured, whichever the quantile."""
        refuse_denominator(part)
        return None


def _measured(frame: "nw.LazyFrame[Any]", days: str, keys: Sequence[str]) -> Measured:
    """Fetch from the engine, for every group, how many had which number of days."""
    values = frame.select(*(GROUPINGS[key].value.alias(key) for key in keys), nw.col(days).alias("days"))
    parts = [
        values.group_by(key, "days")
        .agg(nw.len().alias("rows"))
        .select(nw.lit(key).alias("key"), nw.col(key).cast(nw.String()).alias("value"), "days", "rows")
        for key in keys
    ]
    measured: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in collect_counts(nw.concat(parts)):
        key, number = row["key"], int(row["rows"])
        value = GROUPINGS[key].written.get(row["value"], row["value"])
        measured[key, value][int(row["days"])] += number
        if key == keys[0]:
            measured["", ""][int(row["days"])] += number
    return measured


def _row(group: Mapping[str, str], quantile: float, counts: Mapping[int, int]) -> ResultRow:
    value, low, high = quantile_of(counts, quantile)
    return ResultRow(group, sum(counts.values()), None, value, low, high, quantile=quantile)


def quantile_of(counts: Mapping[int, int], quantile: float) -> tuple[float | None, float | None, float | None]:
    """Return a quantile of days and its 95 % interval, from how many had which number of days.

    The quantile is the smallest number of days that at least that share did not exceed (the inverse of the empirical
    distribution). The interval goes from the day of rank n·q − z·√(n·q·(1 − q)) to the day of rank
    n·q + z·√(n·q·(1 − q)) + 1, rounded outwards; None where there are too few to have such ranks. Source: Conover,
    Practical Nonparametric Statistics, on confidence intervals for a quantile. Of nobody there is nothing.
    """
    number = sum(counts.values())
    if not number:
        return None, None, None
    reach = two_sided_z(0.95) * sqrt(number * quantile * (1 - quantile))
    low, high = floor(number * quantile - reach), ceil(number * quantile + reach) + 1
    # Products such as 0.75 · 4 are exact, as the quantiles are sums of halves and quarters.
    value = _at_rank(counts, max(1, ceil(number * quantile)))
    return value, _at_rank(counts, low) if low >= 1 else None, _at_rank(counts, high) if high <= number else None


def _at_rank(counts: Mapping[int, int], rank: int) -> float:
    days = sorted(counts)
    upto = accumulate(counts[day] for day in days)
    return float(next(day for day, number in zip(days, upto, strict=True) if number >= rank))
