"""Periods of care: unbroken runs of a child's episodes, from the day care began to the day it ended."""

from typing import Any

import narwhals as nw

from homeward.sources.ssda903.codes import exit_kind_of
from homeward.sources.table import Column, Schema

IMPUTED = "unknown_imputed"
"""The kind of an end that was worked out, not recorded."""

UNKNOWN_CODE = "unknown_code"
"""The kind of a recorded end whose code no list knows."""

PERIODS = Schema(
    "periods",
    "one period of care",
    (
        Column("child_id", "text", "id", "the child"),
        Column("period_number", "integer", "count", "1 for the child's first period in the data, and so on"),
        Column("start_day", "day", "day number", "care began, as far as the data know"),
        Column("start_known", "integer", "0 or 1", "0 where care began before the data do"),
        Column("end_day", "day", "day number", "care ended; empty while it goes on", nullable=True),
        Column("end_year", "integer", "return year", "return year in which care ended", nullable=True),
        Column("exit_kind", "text", "word", "what kind of end it was; empty while care goes on", nullable=True),
        Column("episodes", "integer", "count", "episodes in the period"),
        Column("legal_status", "text", "code", "legal status in the last episode (LS)"),
        Column("need", "text", "code", "category of need in the last episode (CIN)"),
        Column("place", "text", "code", "placement type in the last episode (PLACE)"),
        Column("age_at_end", "integer", "whole years", "age on the day care ended", nullable=True),
        Column("adult_day", "day", "day number", "the child's 18th birthday", nullable=True),
        Column("born_day", "day", "day number", "date of birth", nullable=True),
        Column("sex", "text", "word", "female, male or unknown"),
        Column("ethnicity", "text", "code", "ethnicity as the return codes it", nullable=True),
    ),
)


def derive_periods(children: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]", as_of_day: int) -> "nw.LazyFrame[Any]":
    """Join episodes into periods of care as they stood at the end of `as_of_day` (a day number).

    Takes the tables of `Rows` with the columns that `calendar` adds. What happened later does not count: episodes that
    began later are left out, later ends are blank.
    """
    numbered = _number_periods(_as_they_stood(episodes, as_of_day))
    firsts = numbered.filter(nw.col("begins_period") == 1).select(
        "child_id",
        "period_number",
        nw.col("decom_day").alias("start_day"),
        nw.col("episode_number").alias("first_episode_number"),
        _one_where(nw.col("reason_new_episode") == "S").alias("start_known"),
    )
    lasts = numbered.filter(nw.col("next_begins_period") == 1)
    joined = lasts.join(firsts, on=["child_id", "period_number"]).join(children, on="child_id")
    return joined.with_columns(
        nw.col("dec_day").alias("end_day"),
        nw.col("dec_year").alias("end_year"),
        _exit_kind().alias("exit_kind"),
        _age_at_end().alias("age_at_end"),
        (nw.col("episode_number") - nw.col("first_episode_number") + 1).cast(nw.Int32).alias("episodes"),
    ).select(*PERIODS.names)


def _as_they_stood(episodes: "nw.LazyFrame[Any]", as_of_day: int) -> "nw.LazyFrame[Any]":
    has_ended = nw.col("dec_day") <= as_of_day
    return episodes.filter(nw.col("decom_day") <= as_of_day).with_columns(
        nw.when(has_ended).then(nw.col(column)).alias(column) for column in ("dec_number", "dec_year", "dec_day")
    )


def _number_periods(episodes: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Count the periods: a new one begins where the episode before ended earlier than this one begins."""
    previous_end = nw.col("dec_day").shift(1).over("child_id", order_by="episode_number")
    begins = nw.col("begins_period")
    return (
        episodes.with_columns(previous_end.alias("previous_end_day"))
        .with_columns(_begins_period().alias("begins_period"))
        .with_columns(
            begins.cum_sum().over("child_id", order_by="episode_number").cast(nw.Int32).alias("period_number"),
            begins.shift(-1).over("child_id", order_by="episode_number").fill_null(1).alias("next_begins_period"),
        )
    )


def _begins_period() -> nw.Expr:
    """Return 1 unless the episode before ended on this one's first day; an empty end before means there was none."""
    continues = nw.col("previous_end_day") >= nw.col("decom_day")
    return nw.when(continues).then(nw.lit(0)).otherwise(nw.lit(1)).cast(nw.Int32)


def _exit_kind() -> nw.Expr:
    recorded = nw.col("reason_ceased").replace_strict(
        dict(exit_kind_of), default=UNKNOWN_CODE, return_dtype=nw.String()
    )
    ended = nw.when(nw.col("end_imputed") == 1).then(nw.lit(IMPUTED)).otherwise(recorded)
    return nw.when(~nw.col("dec_day").is_null()).then(ended)


def _age_at_end() -> nw.Expr:
    """Return completed years between two dates as YYYYMMDD; nothing where the birth is unknown or comes later."""
    difference = nw.col("dec_number") - nw.col("born_number")
    return nw.when(difference >= 0).then(difference // 10_000).cast(nw.Int32)


def _one_where(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int32)
