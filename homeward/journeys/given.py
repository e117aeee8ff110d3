"""The source's tables made ready for the engines: children by number, episodes in one order, dates as numbers."""

from dataclasses import dataclass

import polars as pl

from homeward.journeys.calendar import add_birthdays, add_date_numbers, review_due_days
from homeward.sources.rows import Rows

NO_END = 2**30
"""A day number after every date: stands for an end that is not there, where days are compared."""

_OF_AN_EPISODE = (
    "decom_day",
    "decom_number",
    "dec_day",
    "dec_number",
    "reason_new_episode",
    "legal_status",
    "need",
    "place",
    "reason_ceased",
    "end_imputed",
)


@dataclass(frozen=True)
class Given:
    """Polars tables in which `child` numbers the children from 0 in the order of their ids.

    The rows of the others are numbered by `row` in the order of child and time, so that an engine finds a child's
    previous row without sorting. `children` has `unaccompanied_until`: the last day a child counts as unaccompanied,
    `NO_END` where none is known, empty for all others. `due_days` is as in `calendar`.
    """

    children: pl.DataFrame
    episodes: pl.DataFrame
    reviews: pl.DataFrame
    care_plans: pl.DataFrame
    due_days: pl.DataFrame


def prepare(rows: Rows) -> Given:
    """Make the tables of a source ready. Rows about children whom `children` does not hold are left out."""
    children = add_birthdays(rows.children.native).sort("child_id").with_row_index("child")
    children = children.with_columns(pl.col("child").cast(pl.Int32))
    numbers = children.select("child_id", "child")
    reviews = _in_order(rows.reviews.native.unique(["child_id", "review_day"]), numbers, "review_day")
    episodes = _in_order(rows.episodes.native, numbers, "episode_number")
    return Given(
        children=_with_unaccompanied(children, rows.unaccompanied.native),
        episodes=add_date_numbers(episodes).select("row", "child", *_OF_AN_EPISODE),
        reviews=reviews.select("row", "child", "review_day"),
        care_plans=_in_order(rows.care_plans.native, numbers, "from_day").select("row", "child", "from_day", "plan"),
        due_days=_due_days(episodes, reviews, is_asked="Reviews" in rows.tables_read),
    )


def _in_order(table: pl.DataFrame, numbers: pl.DataFrame, by: str) -> pl.DataFrame:
    numbered = table.join(numbers, on="child_id", how="inner", maintain_order="left")
    key = pl.col("child").cast(pl.Int64) * 2**31 + pl.col(by)
    # Sources hand their rows on in order; looking costs less than sorting again.
    if numbered.height and not numbered.select(key).to_series().is_sorted():
        numbered = numbered.sort("child", by, maintain_order=True)
    return numbered.with_columns(row=pl.int_range(pl.len(), dtype=pl.Int32))


def _with_unaccompanied(children: pl.DataFrame, unaccompanied: pl.DataFrame) -> pl.DataFrame:
    until = unaccompanied.group_by("child_id").agg(
        pl.col("until_day").fill_null(NO_END).max().cast(pl.Int32).alias("unaccompanied_until")
    )
    return children.join(until, on="child_id", how="left", maintain_order="left")


def _due_days(episodes: pl.DataFrame, reviews: pl.DataFrame, *, is_asked: bool) -> pl.DataFrame:
    """Work due days out once for every day that starts a clock, and only where the table of reviews was given."""
    if not is_asked:
        return review_due_days([], [])
    starts = episodes.filter(pl.col("reason_new_episode") == "S")["decom_day"]
    return review_due_days(starts.unique().sort().to_list(), reviews["review_day"].unique().sort().to_list())
