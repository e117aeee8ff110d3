"""Looked after: the children in care on each 31 March, as they were on that day."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from homeward.journeys.calendar import number_of
from homeward.journeys.care_plans import with_plan
from homeward.journeys.characteristics import GROUP_COLUMNS, characteristics
from homeward.journeys.episodes import one_where
from homeward.sources.day import year_end, year_start
from homeward.sources.table import Column, Schema

LOOKED_AFTER = Schema(
    "looked_after",
    "one child in care at the end of one 31 March",
    (
        Column("child_id", "text", "id", "the child"),
        Column("period_number", "integer", "count", "the period of care"),
        Column("year", "integer", "return year", "the return year that ends on the day"),
        Column("day", "day", "day number", "31 March"),
        Column("days_in_care", "integer", "days", "from the first day known to the day"),
        Column("placements", "integer", "count", "placements in the year, temporary ones and same carers left out"),
        Column("placements_with_same_carer", "integer", "count", "the same, those with the same carers counted too"),
        Column("plan", "text", "word", "care plan in force; empty where none is known", nullable=True),
        *GROUP_COLUMNS,
    ),
)


def derive_looked_after(
    episodes: "nw.LazyFrame[Any]",
    periods: "nw.LazyFrame[Any]",
    placements: "nw.LazyFrame[Any]",
    care_plans: "nw.LazyFrame[Any] | None",
    years: Sequence[int],
) -> "nw.LazyFrame[Any]":
    """Return the children in care at the end of the 31 March of each of the return years (one at least).

    A child whose care ended on the day itself is not among them.
    """
    stock = nw.concat([_on_31_march(episodes, year) for year in years])
    counts = nw.concat([_placements_in(placements, year) for year in years])
    known = periods.drop("episodes", "end_number", "end_day", "child")
    whole = stock.join(known, on="period").join(counts, on=["child", "year"], how="left")
    days = nw.col("day") - nw.col("start_day")
    described = whole.with_columns(
        *characteristics(day=nw.col("day"), number=nw.col("number"), days_in_care=days),
        days.alias("days_in_care"),
        nw.col("placements").fill_null(0),
        nw.col("placements_with_same_carer").fill_null(0),
    )
    return with_plan(described, care_plans, day="day")


def _on_31_march(episodes: "nw.LazyFrame[Any]", year: int) -> "nw.LazyFrame[Any]":
    day = year_end(year)
    is_open = nw.col("dec_day").is_null() | (nw.col("dec_day") > day)
    return episodes.filter((nw.col("decom_day") <= day) & is_open).select(
        *("child", "period", "legal_status", "need", "place"),
        nw.lit(year).alias("year"),
        nw.lit(day).alias("day"),
        nw.lit(number_of(day)).alias("number"),
    )


def _placements_in(placements: "nw.LazyFrame[Any]", year: int) -> "nw.LazyFrame[Any]":
    """Count each child's placements that overlap a return year; one begun before it counts, whatever its carer."""
    first_day, last_day = year_start(year), year_end(year)
    is_over = nw.col("end_day") < first_day
    in_year = placements.filter(nw.col("start_day") <= last_day, ~is_over.fill_null(value=False))
    is_move = (nw.col("same_carer") == 0) | (nw.col("start_day") < first_day)
    return (
        in_year.with_columns(one_where(is_move).alias("is_move"))
        .group_by("child")
        .agg(nw.col("is_move").sum().alias("placements"), nw.len().alias("placements_with_same_carer"))
        .with_columns(nw.lit(year).alias("year"))
    )
