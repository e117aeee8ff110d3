"""Shares: how many of some children, in all and by group, with Wilson's interval."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from homeward.journeys import Journeys
from homeward.journeys.engine import collect_counts
from homeward.measures.groups import GROUPINGS
from homeward.measures.result import ResultRow
from homeward.stats.intervals import wilson

BY_YEAR = ("year",)
BY_YEAR_AND_CHILD = ("year", "sex", "age_band")


def share_rows(
    journeys: Journeys,
    frame: "nw.LazyFrame[Any]",
    has: nw.Expr,
    by: Sequence[str] = BY_YEAR_AND_CHILD,
) -> tuple[ResultRow, ...]:
    """Count which share of a table's rows `has` something (a condition): in all, then by each key of `by`.

    The engine counts; only counts leave it. A group without rows has the value None. The first key must be known for
    every row, as the total is the sum over it.
    """
    counted = {key: _count_by(frame, has, key) for key in by}
    every = counted[by[0]].values()
    total = share_row({}, sum(having for having, _ in every), sum(rows for _, rows in every))
    return (total, *(row for key in by for row in _rows_of(key, counted[key], journeys)))


def share_row(group: Mapping[str, str], numerator: int, denominator: int) -> ResultRow:
    """Return the row of a share with its 95 % interval; of nobody there is no share."""
    interval = wilson(numerator, denominator)
    if interval is None:
        return ResultRow(group, numerator, denominator, None)
    return ResultRow(group, numerator, denominator, numerator / denominator, interval.low, interval.high)


def _count_by(frame: "nw.LazyFrame[Any]", has: nw.Expr, key: str) -> dict[str, tuple[int, int]]:
    """Return by the value of the key how many rows have it, and how many there are."""
    one_where = nw.when(has).then(nw.lit(1)).otherwise(nw.lit(0))
    grouped = (
        frame.select(GROUPINGS[key].value.alias("value"), one_where.alias("having"))
        .group_by("value")
        .agg(nw.col("having").sum(), nw.len().alias("rows"))
    )
    return {each["value"]: (int(each["having"]), int(each["rows"])) for each in collect_counts(grouped)}


def _rows_of(key: str, counted: Mapping[str, tuple[int, int]], journeys: Journeys) -> list[ResultRow]:
    listed = GROUPINGS[key].listed(journeys)
    others = sorted(set(counted).difference(listed))
    # Years are put in order; other values stand as they are listed, with those not listed at the end.
    values = sorted([*listed, *others]) if key == "year" else [*listed, *others]
    return [share_row({key: value}, *counted.get(value, (0, 0))) for value in values]
