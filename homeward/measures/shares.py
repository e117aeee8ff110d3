"""Shares and counts: how many of some children, in all and by group, with Wilson's interval where it is a share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw

from homeward.journeys import Journeys
from homeward.measures.groups import BY_ALL, Counts, count_by, keys_known, values_of
from homeward.measures.result import ResultRow
from homeward.sources.day import year_end
from homeward.stats.intervals import wilson


def share_rows(
    journeys: Journeys,
    frame: "nw.LazyFrame[Any]",
    has: nw.Expr,
    by: Sequence[str] = BY_ALL,
    *,
    window_days: int = 0,
) -> tuple[ResultRow, ...]:
    """Count which share of a table's rows `has` something (a condition): in all, then by each key of `by`.

    The engine counts; only counts leave it. A group without rows has the value None. The first key must be known for
    every row, as the total is the sum over it. A year is complete once `window_days` have passed since its end.
    """
    keys = keys_known(journeys, by)
    counted = count_by(frame, keys, has)
    rows = [share_row(group, *counts) for group, counts in groups_of(counted, keys, journeys)]
    return mark_complete(rows, journeys, window_days)


def count_rows(journeys: Journeys, frame: "nw.LazyFrame[Any]", by: Sequence[str] = BY_ALL) -> tuple[ResultRow, ...]:
    """Count a table's rows: in all, then by each key of `by`, of which the first is known for every row."""
    keys = keys_known(journeys, by)
    rows = [count_row(group, *counts) for group, counts in groups_of(count_by(frame, keys), keys, journeys)]
    return mark_complete(rows, journeys)


def groups_of(counted: Counts, keys: Sequence[str], journeys: Journeys) -> list[tuple[dict[str, str], tuple[int, ...]]]:
    """Return each group with its counts, the total first."""
    every = list(counted[keys[0]].values())
    nobody = (0,) * len(every[0]) if every else (0, 0)
    total = tuple(map(sum, zip(*every, strict=True))) or nobody
    groups: list[tuple[dict[str, str], tuple[int, ...]]] = [({}, total)]
    for key in keys:
        for value in values_of(key, tuple(counted[key]), journeys):
            groups.append(({key: value}, counted[key].get(value, nobody)))
    return groups


def share_row(group: Mapping[str, str], numerator: int, denominator: int) -> ResultRow:
    """Return the row of a share with its 95 % interval; of nobody there is no share."""
    interval = wilson(numerator, denominator)
    if interval is None:
        return ResultRow(group, numerator, denominator, None)
    return ResultRow(group, numerator, denominator, numerator / denominator, interval.low, interval.high)


def count_row(group: Mapping[str, str], number: int, *_: int) -> ResultRow:
    """Return the row of a count: nothing it is out of, and no interval, as everybody was counted."""
    return ResultRow(group, number, None, float(number))


def mark_complete(rows: Sequence[ResultRow], journeys: Journeys, window_days: int = 0) -> tuple[ResultRow, ...]:
    """Mark the rows of years that are not over, or whose last children were not followed for the whole window yet."""
    return tuple(
        replace(row, complete=False)
        if "year" in row.group and year_end(int(row.group["year"])) + window_days > journeys.as_of_day
        else row
        for row in rows
    )
