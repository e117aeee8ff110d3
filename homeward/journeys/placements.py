"""Placements: times spent in one place, made of the episodes in which only the legal status changed."""

from typing import Any

import narwhals as nw

from homeward.journeys.characteristics import TEMPORARY
from homeward.journeys.episodes import one_where, previous
from homeward.sources.table import Column, Schema

SAME_CARER = ("T", "U")
"""Reasons for a new episode that change the placement and not the carer."""

PLACEMENTS = Schema(
    "placements",
    "one placement, temporary ones left out",
    (
        Column("row", "integer", "number", "the placement's first episode"),
        Column("child", "integer", "number", "numbers the children"),
        Column("period", "integer", "number", "numbers the periods of care in the order of child and time"),
        Column("start_day", "day", "day number", "the placement began, as far as the data know"),
        Column("end_day", "day", "day number", "the next one began or care ended; empty while it goes on", True),
        Column("place", "text", "code", "placement type (PLACE)"),
        Column("same_carer", "integer", "0 or 1", "1 where the child stayed with the carers of the placement before"),
    ),
)


def derive_placements(episodes: "nw.LazyFrame[Any]", periods: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Join episodes into placements.

    RNE L goes on with the placement; S, P, T, B and U, and codes that no list knows, begin one; T and U keep the carer.
    Temporary places (T0 to T4) are left out: a child who afterwards is in a place of the same type as before is taken
    to have come back to it, and the placement goes on.
    """
    lasting = episodes.filter(~nw.col("place").is_in(list(TEMPORARY))).with_columns(
        *(previous(column).alias(f"previous_{column}") for column in ("row", "period", "place"))
    )
    firsts = lasting.filter(~_goes_on()).with_columns(
        one_where((_has_previous()) & nw.col("reason_new_episode").is_in(list(SAME_CARER))).alias("same_carer"),
        nw.col("period").shift(-1).over(order_by="row").alias("next_period"),
        nw.col("decom_day").shift(-1).over(order_by="row").alias("next_day"),
    )
    is_followed = nw.col("next_period") == nw.col("period")
    return firsts.join(periods.select("period", "end_day"), on="period").with_columns(
        nw.col("decom_day").alias("start_day"),
        nw.when(is_followed).then(nw.col("next_day")).otherwise(nw.col("end_day")).alias("end_day"),
    )


def _has_previous() -> nw.Expr:
    return (nw.col("previous_period") == nw.col("period")).fill_null(value=False)


def _goes_on() -> nw.Expr:
    was_away_for_a_while = nw.col("row") - nw.col("previous_row") > 1
    is_same_place = (nw.col("previous_place") == nw.col("place")) & was_away_for_a_while
    goes_on = (nw.col("reason_new_episode") == "L") | is_same_place
    return (_has_previous() & goes_on).fill_null(value=False)
