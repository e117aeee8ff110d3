"""Starts: the days on which children began to be looked after, as far as the data saw them begin."""

from typing import Any

import narwhals as nw

from homeward.journeys.calendar import return_year
from homeward.journeys.characteristics import GROUP_COLUMNS, characteristics
from homeward.journeys.episodes import one_where, with_codes
from homeward.sources.table import Column, Schema

STARTS = Schema(
    "starts",
    "one start of a period of care within the data",
    (
        Column("child_id", "text", "id", "the child"),
        Column("period_number", "integer", "count", "the period of care that began"),
        Column("start_day", "day", "day number", "care began"),
        Column("year", "integer", "return year", "return year in which care began"),
        Column("is_first_of_year", "integer", "0 or 1", "1 for the child's first start in the return year"),
        Column("days_cared_for", "integer", "days", "from the start to the end of care, or the day of the figures"),
        Column("has_ended", "integer", "0 or 1", "1 where care has ended"),
        Column("days_followed", "integer", "days", "from the start to the day of the figures"),
        Column("days_since_last_end", "integer", "days", "since the child's period before ended", nullable=True),
        Column("days_of_data_before", "integer", "days", "from the first day of the data to the start"),
        Column("history_cut_off", "integer", "0 or 1", "1 where the child was in care before the data begin"),
        *GROUP_COLUMNS,
    ),
)


def derive_starts(
    periods: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]", *, as_of_day: int, data_from_day: int
) -> "nw.LazyFrame[Any]":
    """Return each start of care that the data saw, with the child as on that day; both arguments are day numbers.

    Left truncation: a period whose start is not known, or lies before the data, has no start here.
    """
    start = nw.col("start_day")
    earlier_end = nw.col("end_day").shift(1).over(order_by="period")
    with_end = periods.with_columns(nw.when(nw.col("period_number") > 1).then(earlier_end).alias("earlier_end_day"))
    seen = _with_earlier_start(with_end.filter(nw.col("start_known") == 1, start >= data_from_day))
    ended = nw.when(nw.col("end_day").is_null()).then(nw.lit(as_of_day)).otherwise(nw.col("end_day"))
    return with_codes(seen, episodes, "first_row").with_columns(
        *characteristics(day=start, number=nw.col("start_number"), days_in_care=nw.lit(0)),
        nw.col("start_year").alias("year"),
        (1 - one_where(nw.col("earlier_start_year") == nw.col("start_year"))).alias("is_first_of_year"),
        (ended - start).alias("days_cared_for"),
        one_where(~nw.col("end_day").is_null()).alias("has_ended"),
        (nw.lit(as_of_day) - start).alias("days_followed"),
        (start - nw.col("earlier_end_day")).alias("days_since_last_end"),
        (start - data_from_day).alias("days_of_data_before"),
    )


def _with_earlier_start(starts: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Add the return year of each start, and that of the child's start before it among those given."""
    numbered = starts.with_columns(return_year(nw.col("start_number")).alias("start_year"))
    is_same = nw.col("child").shift(1).over(order_by="period") == nw.col("child")
    before = nw.col("start_year").shift(1).over(order_by="period")
    return numbered.with_columns(nw.when(is_same).then(before).alias("earlier_start_year"))
