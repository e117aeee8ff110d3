"""Periods of care: unbroken runs of a child's episodes, from the day care began to the day it ended."""

from typing import Any

import narwhals as nw

from homeward.journeys.calendar import return_year
from homeward.journeys.characteristics import ETHNICITY_OF, in_words
from homeward.journeys.episodes import one_where
from homeward.sources.ssda903.codes import CONTINUES, exit_kind_of
from homeward.sources.table import Column, Schema

IMPUTED = "unknown_imputed"
"""The kind of an end that was worked out, not recorded."""

UNKNOWN_CODE = "unknown_code"
"""The kind of a recorded end whose code no list knows."""

EXIT_KINDS = (*dict.fromkeys(kind for code, kind in exit_kind_of.items() if code != CONTINUES), IMPUTED, UNKNOWN_CODE)
"""Every kind of exit."""

PLAN_OF = {
    "return_home_planned": "planned",
    "return_home_unplanned": "unplanned",
    "return_home_plan_unknown": "plan_unknown",
}
"""The kinds of exit that are returns home, and what each says about the plan."""

PERIODS = Schema(
    "periods",
    "one period of care",
    (
        Column("period", "integer", "number", "numbers the periods of care in the order of child and time"),
        Column("child", "integer", "number", "numbers the children"),
        Column("child_id", "text", "id", "the child"),
        Column("period_number", "integer", "count", "1 for the child's first period in the data, and so on"),
        Column("start_day", "day", "day number", "care began, as far as the data know"),
        Column("start_number", "integer", "YYYYMMDD", "care began, as far as the data know"),
        Column("start_known", "integer", "0 or 1", "0 where care began before the data do"),
        Column("end_day", "day", "day number", "care ended; empty while it goes on", nullable=True),
        Column("end_number", "integer", "YYYYMMDD", "care ended; empty while it goes on", nullable=True),
        Column("end_year", "integer", "return year", "return year in which care ended", nullable=True),
        Column("exit_kind", "text", "word", "what kind of end it was; empty while care goes on", nullable=True),
        Column("next_start_day", "day", "day number", "the child's next period of care began", nullable=True),
        Column("earlier_returns", "integer", "count", "earlier periods in the data that ended with a return home"),
        Column("history_cut_off", "integer", "0 or 1", "1 where the child was in care before the data begin"),
        Column("episodes", "integer", "count", "episodes in the period"),
        Column("first_row", "integer", "number", "the period's first episode"),
        Column("last_row", "integer", "number", "the period's last episode"),
        Column("adult_day", "day", "day number", "the child's 18th birthday", nullable=True),
        Column("born_number", "integer", "YYYYMMDD", "date of birth", nullable=True),
        Column("unaccompanied_until", "day", "day number", "last day as unaccompanied, if ever", nullable=True),
        Column("sex", "text", "word", "female, male or unknown"),
        Column("ethnicity", "text", "word", "white, mixed, asian, black, other or unknown"),
    ),
)


def is_return_home() -> nw.Expr:
    """Say whether `exit_kind` is a return home. An end that was worked out, not recorded, never is."""
    return nw.col("exit_kind").is_in(list(PLAN_OF))


def derive_periods(
    children: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]", data_from_day: int
) -> "nw.LazyFrame[Any]":
    """Join episodes into periods of care. `data_from_day` is the day number on which the first return read opens."""
    firsts = episodes.filter(nw.col("begins_period") == 1).select(
        "period",
        "child",
        nw.col("decom_day").alias("start_day"),
        nw.col("decom_number").alias("start_number"),
        nw.col("row").alias("first_row"),
        one_where(nw.col("reason_new_episode") == "S").alias("start_known"),
    )
    lasts = episodes.filter(nw.col("ends_period") == 1).select(
        "period",
        nw.col("dec_day").alias("end_day"),
        nw.col("dec_number").alias("end_number"),
        return_year(nw.col("dec_number")).alias("end_year"),
        nw.col("row").alias("last_row"),
        _exit_kind().alias("exit_kind"),
    )
    known = children.with_columns(in_words("ethnicity", ETHNICITY_OF))
    whole = firsts.join(lasts, on="period").with_columns(
        (nw.col("last_row") - nw.col("first_row") + 1).alias("episodes")
    )
    return _with_history(whole, data_from_day).join(known, on="child")


def _exit_kind() -> nw.Expr:
    recorded = nw.col("reason_ceased").replace_strict(
        dict(exit_kind_of), default=UNKNOWN_CODE, return_dtype=nw.String()
    )
    ended = nw.when(nw.col("end_imputed") == 1).then(nw.lit(IMPUTED)).otherwise(recorded)
    return nw.when(~nw.col("dec_day").is_null()).then(ended)


def _with_history(periods: "nw.LazyFrame[Any]", data_from_day: int) -> "nw.LazyFrame[Any]":
    """Add what a child's other periods say: the number, the next start, the returns before, whether history is cut.

    The periods are in the order of their numbers. What a child's first period says is carried on to the later ones
    by a running maximum, as each first period's mark is larger than all before it.
    """
    is_first = nw.col("previous_child").is_null() | (nw.col("previous_child") != nw.col("child"))
    is_cut = (nw.col("start_known") == 0) | (nw.col("start_day") < data_from_day)
    first_mark = nw.when(is_first).then(nw.col("period") * 2 + one_where(is_cut)).otherwise(nw.lit(0))
    first_base = nw.when(is_first).then(nw.col("returns_before")).otherwise(nw.lit(0))
    home = one_where(is_return_home())
    return (
        periods.with_columns(
            nw.col("child").shift(1).over(order_by="period").alias("previous_child"),
            nw.col("child").shift(-1).over(order_by="period").alias("next_child"),
            nw.col("start_day").shift(-1).over(order_by="period").alias("next_start"),
            home.alias("home"),
        )
        .with_columns((nw.col("home").cum_sum().over(order_by="period") - nw.col("home")).alias("returns_before"))
        .with_columns(first_mark.alias("first_mark"), first_base.alias("first_base"))
        .with_columns(
            nw.col("first_mark").cum_max().over(order_by="period"),
            nw.col("first_base").cum_max().over(order_by="period"),
        )
        .with_columns(
            (nw.col("period") - nw.col("first_mark") // 2 + 1).alias("period_number"),
            (nw.col("first_mark") % 2).alias("history_cut_off"),
            (nw.col("returns_before") - nw.col("first_base")).alias("earlier_returns"),
            nw.when(nw.col("next_child") == nw.col("child")).then(nw.col("next_start")).alias("next_start_day"),
        )
    )
