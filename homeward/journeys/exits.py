"""Exits: the ends of periods of care, with their kind, the child's age and the time in care."""

from typing import Any

import narwhals as nw

from homeward.sources.table import Column, Schema

EXITS = Schema(
    "exits",
    "one end of a period of care",
    (
        Column("child_id", "text", "id", "the child"),
        Column("period_number", "integer", "count", "the period of care that ended"),
        Column("exit_day", "day", "day number", "care ended"),
        Column("year", "integer", "return year", "return year in which care ended"),
        Column("exit_kind", "text", "word", "what kind of end; unknown_imputed where it was worked out, not recorded"),
        Column("days_in_care", "integer", "days", "from the first day known to the exit"),
        Column("start_known", "integer", "0 or 1", "0 where care began before the data do: days_in_care is too short"),
        Column("age", "integer", "whole years", "age on the day of the exit", nullable=True),
        Column("sex", "text", "word", "female, male or unknown"),
        Column("ethnicity", "text", "code", "ethnicity as the return codes it", nullable=True),
        Column("legal_status", "text", "code", "legal status at the exit (LS)"),
        Column("need", "text", "code", "category of need (CIN)"),
        Column("place", "text", "code", "last placement type (PLACE)"),
    ),
)


def derive_exits(periods: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Return the periods of care that have ended, each as an exit."""
    return (
        periods.filter(~nw.col("end_day").is_null())
        .with_columns(
            nw.col("end_day").alias("exit_day"),
            nw.col("end_year").alias("year"),
            nw.col("age_at_end").alias("age"),
            (nw.col("end_day") - nw.col("start_day")).cast(nw.Int32).alias("days_in_care"),
        )
        .select(*EXITS.names)
    )
