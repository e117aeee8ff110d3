"""Finds episodes that one return begins on one day and another return a few days off, and makes them one."""

import polars as pl

from homeward.sources.ssda903.codes import CODES

EPISODE = ("child_id", "decom_day")
"""What makes rows one episode."""

SAME = ("legal_status", "need", "place", "reason_new_episode")
"""What the rows of one episode must tell alike."""

MOVED_AT_MOST_DAYS = 31
"""A beginning that lies further off than this is another episode."""

_RECODED = {"place": {code.code: code.became for code in CODES["PLACE"].values() if code.became}}


def is_recoded(name: str, earlier: pl.Expr, later: pl.Expr) -> pl.Expr:
    """Say whether a later code is what an earlier one was turned into when the code lists changed."""
    turned = ((earlier == old) & later.is_in(list(new)) for old, new in _RECODED.get(name, {}).items())
    return pl.any_horizontal(pl.lit(False), *turned)


def move_beginnings(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the rows of one moved episode one beginning: that of the latest return among them. Adds `is_moved`.

    `rows` are sorted by child, beginning and `sequence` (their order in the returns), and so are those returned.
    """
    told = rows.with_columns(is_moved=pl.lit(False))
    chains = _chains(rows)
    if chains.is_empty():
        return told
    days = _latest_day(rows, chains)
    moved = told.join(days, on=EPISODE, how="left", maintain_order="left").with_columns(
        decom_day=pl.coalesce("latest_day", "decom_day"),
        is_moved=(pl.col("latest_day") != pl.col("decom_day")).fill_null(False),
    )
    return moved.drop("latest_day").sort(*EPISODE, "sequence")


def _chains(rows: pl.DataFrame) -> pl.DataFrame:
    """Return child, beginning and chain of the episodes that seem to be one with a neighbour."""
    last = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in EPISODE)
    episodes = rows.filter(last).with_columns(is_near=_overlaps_the_one_before().fill_null(False))
    # Few episodes lie so near that their codes need comparing.
    near = episodes.filter(pl.col("is_near") | pl.col("is_near").shift(-1, fill_value=False))
    return (
        near.with_columns(follows=pl.col("is_near") & _tells_the_same_as_the_one_before().fill_null(False))
        .with_columns(chain=(~pl.col("follows")).cum_sum())
        .filter(pl.col("follows") | pl.col("follows").shift(-1, fill_value=False))
        .select(*EPISODE, "chain")
    )


def _overlaps_the_one_before() -> pl.Expr:
    """Say whether an episode begins soon after the child's episode before it, and before that one ends."""
    began, ended, year = (pl.col(name).shift(1) for name in ("decom_day", "dec_day", "return_year"))
    lasts_until = pl.coalesce(ended, pl.date(year, 3, 31).cast(pl.Int32) + 1)
    return (
        (pl.col("decom_day") - began <= MOVED_AT_MOST_DAYS)
        & (pl.col("decom_day") < lasts_until)
        & (pl.col("child_id") == pl.col("child_id").shift(1))
    )


def _tells_the_same_as_the_one_before() -> pl.Expr:
    return pl.all_horizontal(
        (pl.col(name) == pl.col(name).shift(1))
        | is_recoded(name, pl.col(name).shift(1), pl.col(name))
        | is_recoded(name, pl.col(name), pl.col(name).shift(1))
        for name in SAME
    )


def _latest_day(rows: pl.DataFrame, chains: pl.DataFrame) -> pl.DataFrame:
    """Return `latest_day` for the episodes of each chain of which no return holds two."""
    held = rows.join(chains, on=EPISODE, how="inner", maintain_order="left")
    twice = held.group_by("chain", "return_number").agg(pl.col("decom_day").n_unique().alias("days"))
    clear = held.join(twice.filter(pl.col("days") > 1), on="chain", how="anti", maintain_order="left")
    latest = clear.group_by("chain").agg(pl.col("decom_day").sort_by("return_number").last().alias("latest_day"))
    return chains.join(latest, on="chain", how="inner").select(*EPISODE, "latest_day")
