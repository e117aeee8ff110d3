"""Episodes as they stood on a day, each with the period of care that it belongs to."""

from typing import Any

import narwhals as nw

from homeward.sources.table import Column, Schema

EPISODES = Schema(
    "episodes",
    "one episode of care, as it stood",
    (
        Column("row", "integer", "number", "numbers the episodes in the order of child and time"),
        Column("child", "integer", "number", "numbers the children"),
        Column("period", "integer", "number", "numbers the periods of care in the order of child and time"),
        Column("begins_period", "integer", "0 or 1", "1 for a period's first episode"),
        Column("ends_period", "integer", "0 or 1", "1 for a period's last episode"),
        Column("decom_day", "day", "day number", "the episode began"),
        Column("decom_number", "integer", "YYYYMMDD", "the episode began"),
        Column("dec_day", "day", "day number", "the episode ended; empty while it is open", nullable=True),
        Column("dec_number", "integer", "YYYYMMDD", "the episode ended; empty while it is open", nullable=True),
        Column("reason_new_episode", "text", "code", "why the episode began (RNE)"),
        Column("legal_status", "text", "code", "legal status (LS)"),
        Column("need", "text", "code", "category of need (CIN)"),
        Column("place", "text", "code", "placement type (PLACE)"),
        Column("reason_ceased", "text", "code", "why it ended (REC); empty while open or where imputed", nullable=True),
        Column("end_imputed", "integer", "0 or 1", "1 where the end was worked out, not recorded"),
    ),
)


def previous(column: str) -> nw.Expr:
    """Return the value in the row before, whoever's row that is. Needs the column `row`."""
    return nw.col(column).shift(1).over(order_by="row")


def following(column: str) -> nw.Expr:
    """Return the value in the row after, whoever's row that is. Needs the column `row`."""
    return nw.col(column).shift(-1).over(order_by="row")


def one_where(condition: nw.Expr) -> nw.Expr:
    """Return 1 where a condition holds, 0 where it does not or cannot be told."""
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))


def derive_episodes(episodes: "nw.LazyFrame[Any]", as_of_day: int) -> "nw.LazyFrame[Any]":
    """Return the episodes as they stood at the end of `as_of_day` (a day number), with their periods of care.

    What happened later does not count: episodes that began later are left out, later ends are blank. A new period
    begins where the child's episode before ended earlier than this one begins.
    """
    continues = (nw.col("previous_child") == nw.col("child")) & (nw.col("previous_end") >= nw.col("decom_day"))
    return (
        _as_they_stood(episodes, as_of_day)
        .with_columns(previous("child").alias("previous_child"), previous("dec_day").alias("previous_end"))
        .with_columns((1 - one_where(continues)).alias("begins_period"))
        .with_columns(
            nw.col("begins_period").cum_sum().over(order_by="row").alias("period"),
            following("begins_period").fill_null(1).alias("ends_period"),
        )
    )


def with_codes(frame: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]", row: str) -> "nw.LazyFrame[Any]":
    """Add legal_status, need and place, as codes, of the episode whose number stands in the column `row`."""
    codes = episodes.select(nw.col("row").alias(row), "legal_status", "need", "place")
    return frame.join(codes, on=row)


def _as_they_stood(episodes: "nw.LazyFrame[Any]", as_of_day: int) -> "nw.LazyFrame[Any]":
    has_ended = nw.col("dec_day") <= as_of_day
    return episodes.filter(nw.col("decom_day") <= as_of_day).with_columns(
        nw.when(has_ended).then(nw.col(column)).alias(column) for column in ("dec_number", "dec_day")
    )
