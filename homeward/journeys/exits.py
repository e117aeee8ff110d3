"""Exits: the ends of periods of care, with their kind, the child as on that day, and the time in care."""

from typing import Any

import narwhals as nw

from homeward.journeys.care_plans import with_plan
from homeward.journeys.characteristics import GROUP_COLUMNS, characteristics
from homeward.journeys.episodes import one_where, with_codes
from homeward.sources.table import Column, Schema

EXITS = Schema(
    "exits",
    "one end of a period of care",
    (
        Column("child_id", "text", "id", "the child"),
        Column("period", "integer", "number", "numbers the periods of care in the order of child and time"),
        Column("period_number", "integer", "count", "the period of care that ended"),
        Column("exit_day", "day", "day number", "care ended"),
        Column("year", "integer", "return year", "return year in which care ended"),
        Column("is_last_of_year", "integer", "0 or 1", "1 for the child's last exit in the return year"),
        Column("exit_kind", "text", "word", "what kind of end; unknown_imputed where it was worked out, not recorded"),
        Column("days_in_care", "integer", "days", "from the first day known to the exit"),
        Column("start_known", "integer", "0 or 1", "0 where care began before the data do: days_in_care is too short"),
        Column("history_cut_off", "integer", "0 or 1", "1 where the child was in care before the data begin"),
        Column("plan", "text", "word", "care plan in force when care ended; empty where none is known", nullable=True),
        *GROUP_COLUMNS,
    ),
)


def derive_exits(
    periods: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]", care_plans: "nw.LazyFrame[Any] | None"
) -> "nw.LazyFrame[Any]":
    """Return the periods of care that have ended, each as an exit with the child as on that day."""
    end, days = nw.col("end_day"), nw.col("end_day") - nw.col("start_day")
    next_year = nw.col("end_year").shift(-1).over(order_by="period")
    numbered = periods.with_columns(nw.when(~nw.col("next_start_day").is_null()).then(next_year).alias("next_end_year"))
    ended = with_codes(numbered.filter(~end.is_null()), episodes, "last_row").with_columns(
        *characteristics(day=end, number=nw.col("end_number"), days_in_care=days),
        end.alias("exit_day"),
        nw.col("end_year").alias("year"),
        (1 - one_where(nw.col("next_end_year") == nw.col("end_year"))).alias("is_last_of_year"),
        days.alias("days_in_care"),
    )
    return with_plan(ended, care_plans, day="exit_day")
