"""Returns home: exits to a parent, how long each child was followed afterwards, and whether care began again."""

from typing import Any

import narwhals as nw

from homeward.sources.table import Column, Schema

RETURNS_HOME = Schema(
    "returns_home",
    "one exit from care to a parent or another person with parental responsibility",
    (
        Column("child_id", "text", "id", "the child"),
        Column("period_number", "integer", "count", "the period of care that ended"),
        Column("home_day", "day", "day number", "the child went home"),
        Column("year", "integer", "return year", "return year in which the child went home"),
        Column("plan", "text", "word", "planned, unplanned or plan_unknown"),
        Column("days_in_care", "integer", "days", "from the first day known to the return home"),
        Column("start_known", "integer", "0 or 1", "0 where care began before the data do: days_in_care is too short"),
        Column("next_start_day", "day", "day number", "the next period of care began", nullable=True),
        Column("days_to_re_entry", "integer", "days", "from going home to the next period of care", nullable=True),
        Column("days_followed", "integer", "days", "from going home to the day the figures are for"),
        Column("days_to_18", "integer", "days", "from going home to the 18th birthday", nullable=True),
        Column("earlier_returns", "integer", "count", "returns home before this one within the data"),
        Column("history_cut_off", "integer", "0 or 1", "1 where the child was in care before the data begin"),
        Column("age", "integer", "whole years", "age on the day of going home", nullable=True),
        Column("sex", "text", "word", "female, male or unknown"),
        Column("ethnicity", "text", "code", "ethnicity as the return codes it", nullable=True),
        Column("legal_status", "text", "code", "legal status when the child went home (LS)"),
        Column("need", "text", "code", "category of need (CIN)"),
        Column("place", "text", "code", "last placement type (PLACE)"),
    ),
)

PLAN_OF = {
    "return_home_planned": "planned",
    "return_home_unplanned": "unplanned",
    "return_home_plan_unknown": "plan_unknown",
}
"""The kinds of exit that are returns home, and what each says about the plan."""


def is_return_home() -> nw.Expr:
    """Say whether `exit_kind` is a return home. An end that was worked out, not recorded, never is."""
    return nw.col("exit_kind").is_in(list(PLAN_OF))


def derive_returns_home(periods: "nw.LazyFrame[Any]", *, as_of_day: int, data_from_day: int) -> "nw.LazyFrame[Any]":
    """Return each return home with what followed it up to `as_of_day`; both arguments are day numbers."""
    next_start = nw.col("start_day").shift(-1).over("child_id", order_by="period_number")
    returned = periods.with_columns(next_start.alias("next_start_day"), _history_cut_off(data_from_day))
    home = nw.col("end_day")
    return (
        returned.filter(is_return_home())
        .with_columns(
            home.alias("home_day"),
            nw.col("end_year").alias("year"),
            nw.col("age_at_end").alias("age"),
            nw.col("exit_kind").replace_strict(PLAN_OF, default="plan_unknown", return_dtype=nw.String()).alias("plan"),
            nw.col("child_id").cum_count().over("child_id", order_by="period_number").alias("return_number"),
            (home - nw.col("start_day")).cast(nw.Int32).alias("days_in_care"),
            (nw.col("next_start_day") - home).cast(nw.Int32).alias("days_to_re_entry"),
            (nw.lit(as_of_day) - home).cast(nw.Int32).alias("days_followed"),
            (nw.col("adult_day") - home).cast(nw.Int32).alias("days_to_18"),
        )
        .with_columns((nw.col("return_number") - 1).cast(nw.Int32).alias("earlier_returns"))
        .select(*RETURNS_HOME.names)
    )


def _history_cut_off(data_from_day: int) -> nw.Expr:
    """Return 1 for all periods of a child whose first one began before the data, or nobody knows when."""
    is_cut = (nw.col("start_known") == 0) | (nw.col("start_day") < data_from_day)
    first_is_cut = nw.when((nw.col("period_number") == 1) & is_cut).then(nw.lit(1)).otherwise(nw.lit(0))
    return first_is_cut.max().over("child_id").cast(nw.Int32).alias("history_cut_off")
