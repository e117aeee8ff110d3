"""Series: a share month by month, for charts that show whether something has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.calendar import months
from homeward.journeys.engine import collect_counts
from homeward.journeys.episodes import one_where
from homeward.measures.counting import Counting, Part
from homeward.measures.result import ResultRow, RowAt
from homeward.measures.shares import share_row
from homeward.sources.day import date_of, return_year_of


@dataclass(frozen=True, eq=False, kw_only=True)
class MonthsOf(Counting):
    """Which share of the events asked about `has` something (a condition), for each month (the column `month`).

    A month is complete once `window_days` have passed since its end.
    """

    has: nw.Expr
    window_days: int = 0

    stands_at = "period"

    def rows(self, events: Events) -> tuple[ResultRow, ...]:
        """Return a row for each month from the first day of the data to the day of the figures."""
        by_month = self.frame.select("month", one_where(self.has).alias("having")).group_by("month")
        found = collect_counts(by_month.agg(nw.col("having").sum(), nw.len().alias("rows")))
        counts = {int(each["month"]): (int(each["having"]), int(each["rows"])) for each in found}
        last_days = _last_days(events)
        # Returns that tell ends of an earlier year again tell of months before the data: followed long enough by now.
        return tuple(
            replace(
                share_row({}, *counts.get(month, (0, 0))),
                period=f"{month // 100}-{month % 100:02}",
                complete=last_days.get(month, 0) + self.window_days <= events.as_of_day,
            )
            for month in sorted({*last_days, *counts})
        )

    def behind(self, at: RowAt, part: Part) -> nw.Expr | None:
        """Say which events a number counts."""
        in_month = nw.col("month").cast(nw.String()) == (at.period or "").replace("-", "")
        return in_month & self.has if part == "numerator" else in_month


def _last_days(events: Events) -> Mapping[int, int]:
    """Return the months to be given, as YYYYMM, with the number of each one's last day."""
    years = events.narrowed_to.get("year")
    every = months(events.data_from_day, events.as_of_day)
    return {month: day for month, day in every if years is None or str(return_year_of(date_of(day))) in years}
