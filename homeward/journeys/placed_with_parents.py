"""Placed with parents: times that a child lives at home while still looked after, and how each ended."""

from typing import Any

import narwhals as nw

from homeward.journeys.calendar import return_year
from homeward.journeys.characteristics import GROUP_COLUMNS, TEMPORARY, WITH_PARENTS, characteristics
from homeward.journeys.episodes import one_where, previous, with_codes
from homeward.journeys.periods import IMPUTED, is_return_home
from homeward.sources.table import Column, Schema

DISCHARGED_HOME = "discharged_home"
BACK_IN_PLACEMENT = "back_in_placement"
LEFT_OTHERWISE = "left_otherwise"
END_UNKNOWN = "end_unknown"
STILL = "still"

FROM_ELSEWHERE = "elsewhere"

PLACED_WITH_PARENTS = Schema(
    "placed_with_parents",
    "one time of living with parents while looked after (placement P1)",
    (
        Column("child_id", "text", "id", "the child"),
        Column("child", "integer", "number", "numbers the children"),
        Column("period", "integer", "number", "numbers the periods of care in the order of child and time"),
        Column("period_number", "integer", "count", "the period of care"),
        Column("home_day", "day", "day number", "the placement with parents began, as far as the data know"),
        Column("home_number", "integer", "YYYYMMDD", "the placement with parents began"),
        Column(
            "came_from",
            "text",
            "word",
            "elsewhere: another placement in care; care_began: nowhere else in care; unknown: before the data",
        ),
        Column("end_day", "day", "day number", "it ended; empty while it goes on", nullable=True),
        Column(
            "year", "integer", "return year", "return year in which it ended; empty while it goes on", nullable=True
        ),
        Column(
            "ended",
            "text",
            "word",
            "discharged_home, back_in_placement, left_otherwise, end_unknown (worked out, not recorded) or still",
        ),
        Column("away_day", "day", "day number", "the child was placed elsewhere in care again", nullable=True),
        Column("days_at_home", "integer", "days", "from the first day known to the end; empty while going on", True),
        *GROUP_COLUMNS,
    ),
)
"""The group columns tell the child as on the day it ended, or as on its first day while it goes on."""


def derive_placed_with_parents(episodes: "nw.LazyFrame[Any]", periods: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Return each time that a child lived with parents while looked after.

    Temporary places (T0 to T4) between do not end it. An episode P1 after a P1 goes on with the same time, also where
    the child moves from one parent to the other. It ends when the child is placed elsewhere, or when care ends.
    """
    spells = _spells(_at_home_or_away(episodes))
    whole = with_codes(spells, episodes, "last_home_row").join(periods.drop("episodes"), on="period")
    whole = whole.with_columns(_came_from(), _ended().alias("ended"))
    is_away = nw.col("ended") == BACK_IN_PLACEMENT
    end_number = nw.when(is_away).then(nw.col("away_number")).otherwise(nw.col("end_number"))
    end_day = nw.when(is_away).then(nw.col("away_day")).otherwise(nw.col("end_day"))
    ended = whole.with_columns(end_day.alias("end_day"), end_number.alias("end_number"))
    return _as_on_the_last_day(ended)


def _at_home_or_away(episodes: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Return the lasting episodes of the periods that hold a placement with parents, and where each spell begins."""
    is_home = nw.col("place") == WITH_PARENTS
    concerned = episodes.filter(is_home).select("period").unique("period")
    lasting = episodes.filter(~nw.col("place").is_in(list(TEMPORARY))).join(concerned, on="period", how="semi")
    marked = lasting.with_columns(one_where(is_home).alias("is_home")).with_columns(
        previous("period").alias("previous_period"), previous("is_home").alias("previous_is_home")
    )
    has_previous = nw.col("previous_period") == nw.col("period")
    goes_on = has_previous & (nw.col("previous_is_home") == 1)
    begins = (nw.col("is_home") == 1) & (one_where(goes_on) == 0)
    return marked.with_columns(
        one_where(begins).alias("begins_spell"), one_where(has_previous).alias("has_previous")
    ).with_columns(nw.col("begins_spell").cum_sum().over(order_by="row").alias("spell"))


def _spells(lasting: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Return one row a spell at home. What comes after a spell and before the child's next one bears its number."""
    is_home, begins = nw.col("is_home") == 1, nw.col("begins_spell") == 1
    home = lasting.filter(is_home).group_by("spell").agg(nw.col("row").max().alias("last_home_row"))
    first = lasting.filter(begins).select(
        "spell",
        "period",
        "has_previous",
        "reason_new_episode",
        nw.col("decom_day").alias("home_day"),
        nw.col("decom_number").alias("home_number"),
    )
    away = (
        lasting.filter(~is_home)
        .group_by("period", "spell")
        .agg(nw.col("decom_day").min().alias("away_day"), nw.col("decom_number").min().alias("away_number"))
    )
    # Episodes away before the period's first spell bear the number of another period's spell, and find no partner.
    return first.join(home, on="spell").join(away, on=["period", "spell"], how="left")


def _came_from() -> nw.Expr:
    """Say where the child lived before. Of a first episode in the data, RNE tells whether there was another place."""
    was_elsewhere = (nw.col("has_previous") == 1) | nw.col("reason_new_episode").is_in(["P", "B"])
    first = nw.when(nw.col("reason_new_episode") == "S").then(nw.lit("care_began")).otherwise(nw.lit("unknown"))
    return nw.when(was_elsewhere).then(nw.lit(FROM_ELSEWHERE)).otherwise(first).alias("came_from")


def _ended() -> nw.Expr:
    left = nw.when(is_return_home()).then(nw.lit(DISCHARGED_HOME)).otherwise(nw.lit(LEFT_OTHERWISE))
    care_ended = nw.when(nw.col("exit_kind") == IMPUTED).then(nw.lit(END_UNKNOWN)).otherwise(left)
    over = nw.when(nw.col("end_day").is_null()).then(nw.lit(STILL)).otherwise(care_ended)
    return nw.when(~nw.col("away_day").is_null()).then(nw.lit(BACK_IN_PLACEMENT)).otherwise(over)


def _as_on_the_last_day(spells: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    goes_on = nw.col("ended") == STILL
    day = nw.when(goes_on).then(nw.col("home_day")).otherwise(nw.col("end_day"))
    number = nw.when(goes_on).then(nw.col("home_number")).otherwise(nw.col("end_number"))
    return spells.with_columns(
        *characteristics(day=day, number=number, days_in_care=day - nw.col("start_day")),
        return_year(nw.col("end_number")).alias("year"),
        (nw.col("end_day") - nw.col("home_day")).alias("days_at_home"),
    )
