"""Reviews due: for each review that the law asks for, when it was due and when it was held."""

from typing import Any

import narwhals as nw

from homeward.journeys.calendar import FIRST, LATER, SECOND
from homeward.journeys.characteristics import GROUP_COLUMNS, characteristics
from homeward.journeys.episodes import following, one_where
from homeward.journeys.given import NO_END
from homeward.sources.table import Column, Schema

REVIEWS_DUE = Schema(
    "reviews_due",
    "one review of a child's case that fell due by the day of the figures, while the child was looked after",
    (
        Column("child_id", "text", "id", "the child"),
        Column("period_number", "integer", "count", "the period of care"),
        Column("review", "text", "word", "first, second or later: which duty it is due under"),
        Column("due_day", "day", "day number", "last day in time"),
        Column("year", "integer", "return year", "return year in which it was due"),
        Column("held_day", "day", "day number", "the review was held; empty where none was", nullable=True),
        Column("is_on_time", "integer", "0 or 1", "1 where it was held by the last day in time"),
        *GROUP_COLUMNS,
    ),
)
"""The group columns tell the child as on the day care began."""


def derive_reviews_due(  # noqa: PLR0913 - four tables and two days, each by its name
    reviews: "nw.LazyFrame[Any]",
    due_days: "nw.LazyFrame[Any]",
    periods: "nw.LazyFrame[Any]",
    episodes: "nw.LazyFrame[Any]",
    *,
    as_of_day: int,
    data_from_day: int,
) -> "nw.LazyFrame[Any]":
    """Return every review that fell due by `as_of_day`, both arguments being day numbers.

    The first is due after care began, each other after the one before was held; where none is held, nothing further is
    due. A review that falls due on or after the day on which care ended is not asked for. Left truncation: of a period
    that began before the data, the first review seen may be of any number, so that what is due after it is not known;
    what is due after the ones that follow is.
    """
    held = _held(reviews, periods, as_of_day)
    is_whole = (nw.col("start_known") == 1) & (nw.col("start_day") >= data_from_day)
    of_period = with_codes_of_start(periods, episodes).with_columns(one_where(is_whole).alias("is_whole"))
    due = nw.concat([_first(of_period, held), _others(of_period, held)])
    known = due.join(due_days, on=["day", "review"]).drop("day").join(of_period, on="period")
    asked = known.filter(nw.col("due_day") <= as_of_day, nw.col("due_day") < nw.col("end_day").fill_null(NO_END))
    return asked.with_columns(
        one_where(nw.col("held_day") <= nw.col("due_day")).alias("is_on_time"),
        nw.col("due_year").alias("year"),
        *characteristics(day=nw.col("start_day"), number=nw.col("start_number"), days_in_care=nw.lit(0)),
    )


def with_codes_of_start(periods: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Add legal_status, need and place, as codes, of the episode with which a period began."""
    codes = episodes.filter(nw.col("begins_period") == 1).select("period", "legal_status", "need", "place")
    return periods.drop("episodes").join(codes, on="period")


def _held(reviews: "nw.LazyFrame[Any]", periods: "nw.LazyFrame[Any]", as_of_day: int) -> "nw.LazyFrame[Any]":
    """Return the reviews held within a period of care, with the next one of it and whether each is the period's first.

    On the day on which care ends a review belongs to the period that ends.
    """
    spans = periods.select("child", "period", "start_day", "end_day")
    within = (nw.col("review_day") >= nw.col("start_day")) & (
        nw.col("review_day") <= nw.col("end_day").fill_null(NO_END)
    )
    held = reviews.filter(nw.col("review_day") <= as_of_day).join(spans, on="child").filter(within)
    before = nw.col("period").shift(1).over(order_by="row")
    has_next = following("period") == nw.col("period")
    return held.select(
        "period",
        nw.col("review_day").alias("day"),
        (1 - one_where(before == nw.col("period"))).alias("is_first"),
        nw.when(has_next).then(following("review_day")).alias("held_day"),
    )


def _first(periods: "nw.LazyFrame[Any]", held: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    firsts = held.filter(nw.col("is_first") == 1).select("period", nw.col("day").alias("held_day"))
    begun = periods.filter(nw.col("is_whole") == 1).select("period", nw.col("start_day").alias("day"))
    return begun.join(firsts, on="period", how="left").select(
        "period", "day", nw.lit(FIRST).alias("review"), "held_day"
    )


def _others(periods: "nw.LazyFrame[Any]", held: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    after = held.join(periods.select("period", "is_whole"), on="period")
    is_first = nw.col("is_first") == 1
    number = nw.when(is_first).then(nw.lit(SECOND)).otherwise(nw.lit(LATER))
    return after.filter(~is_first | (nw.col("is_whole") == 1)).select(
        "period", "day", number.alias("review"), "held_day"
    )
