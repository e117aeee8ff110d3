"""Joins the yearly returns into one history for each child, and tells the fate of every row."""

from collections.abc import Callable

import polars as pl

from homeward.sources.day import year_end, year_start
from homeward.sources.findings import Fate
from homeward.sources.rows import CHILDREN, EPISODES, Rows
from homeward.sources.ssda903 import layout
from homeward.sources.ssda903.children import join_children
from homeward.sources.ssda903.reading import Reading
from homeward.sources.ssda903.row_by_row import judge_rows
from homeward.sources.ssda903.sequence import follow
from homeward.sources.table import Table


def stitch(reading: Reading, *, progress: Callable[[float], None] | None = None) -> Rows:
    """Join the years as docs/reference/joining-histories.md says, case by case.

    `progress` is told the share of the work done, from 0 to 1. The rows returned hold every finding of the reading and
    of the joining, in that order.
    """
    tell = progress or (lambda share: None)
    tell(0.0)
    rows, row_findings = judge_rows(reading.episodes.native)
    tell(0.4)
    kept, chain_findings = follow(rows.filter(pl.col("is_kept")), reading.years[-1])
    tell(0.7)
    children, header_counts, child_findings = join_children(reading.header.native, kept)
    tell(0.9)
    joined = Rows(
        source=reading.source,
        years=reading.years,
        data_from_day=year_start(reading.years[0]),
        data_to_day=year_end(reading.years[-1]),
        children=Table(CHILDREN, children),
        episodes=Table(EPISODES, kept.select(EPISODES.names)),
        findings=(*reading.findings, *row_findings, *chain_findings, *child_findings),
        fates={
            layout.HEADER: _fate(reading.rows_read[layout.HEADER], *header_counts),
            layout.EPISODES: _fate(reading.rows_read[layout.EPISODES], *_episode_counts(rows, kept)),
        },
    )
    tell(1.0)
    return joined


def _fate(read: int, used: int, repaired: int) -> Fate:
    """Return the fate of a table's rows: what was neither used nor repaired was set aside."""
    return Fate(read, used, repaired, read - used - repaired)


def _episode_counts(rows: pl.DataFrame, kept: pl.DataFrame) -> tuple[int, int]:
    """Return how many rows were used as they are, and how many were repaired, by whatever rule."""
    others = rows.filter(~pl.col("is_kept"), ~pl.col("is_set_aside"))
    repaired = int(others["is_repaired"].sum()) + int(kept["is_repaired"].sum())
    return others.height + kept.height - repaired, repaired
