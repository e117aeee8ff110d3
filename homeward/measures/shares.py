"""Shares and counts: how many of some children, in all and by group, with Wilson's interval where it is a share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.counting import Counting, Part, refuse_denominator
from homeward.measures.groups import Counts, count_by, keys_known, values_of
from homeward.measures.result import ResultRow, RowAt
from homeward.sources.day import year_end
from homeward.stats.intervals import wilson


@dataclass(frozen=True, eq=False, kw_only=True)
class ShareOf(Counting):
    """Which share of the events asked about `has` something (a condition).

    A group without events has the value None. A year is complete once `window_days` have passed since its end.
    """

    has: nw.Expr
    window_days: int = 0

    def rows(self, events: Events) -> tuple[ResultRow, ...]:
        """Return a row for all, then one for each group."""
        keys = keys_known(events, self.by)
        counted = count_by(self.frame, keys, self.has)
        rows = [share_row(group, *counts) for group, counts in groups_of(counted, keys, events)]
        return mark_complete(rows, events, self.window_days)

    def behind(self, at: RowAt, part: Part) -> nw.Expr | None:
        """Say which events a number counts."""
        return self.has if part == "numerator" else None


@dataclass(frozen=True, eq=False)
class CountOf(Counting):
    """How many events there are."""

    def rows(self, events: Events) -> tuple[ResultRow, ...]:
        """Return a row for all, then one for each group."""
        keys = keys_known(events, self.by)
        rows = [count_row(group, *counts) for group, counts in groups_of(count_by(self.frame, keys), keys, events)]
        return mark_complete(rows, events)

    def behind(self, at: RowAt, part: Part) -> nw.Expr | None:
        """Say which events a number counts: all."""
        refuse_denominator(part)
        return None


def groups_of(counted: Counts, keys: Sequence[str], events: Events) -> list[tuple[dict[str, str], tuple[int, ...]]]:
    """Return each group with its counts, the total first."""
    every = list(counted[keys[0]].values())
    nobody = (0,) * len(every[0]) if every else (0, 0)
    total = tuple(map(sum, zip(*every, strict=True))) or nobody
    groups: list[tuple[dict[str, str], tuple[int, ...]]] = [({}, total)]
    for key in keys:
        for value in values_of(key, tuple(counted[key]), events):
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


def mark_complete(rows: Sequence[ResultRow], events: Events, window_days: int = 0) -> tuple[ResultRow, ...]:
    """Mark the rows of years that are not over, or whose last children were not followed for the whole window yet.

    Where the events are narrowed to some years, every row is of these years.
    """
    every_year = events.narrowed_to.get("year", ())

    def is_over(year: str) -> bool:
        return year_end(int(year)) + window_days <= events.as_of_day

    return tuple(
        row
        if all(map(is_over, (row.group["year"],) if "year" in row.group else every_year))
        else replace(row, complete=False)
        for row in rows
    )
