"""Joins the yearly returns into one history for each child, and tells the fate of every row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import polars as pl

from homeward.sources.day import year_end, year_start
from homeward.sources.findings import Fate, Finding
from homeward.sources.rows import CHILDREN, EPISODES, PLACEMENTS_DETAIL, Rows
from homeward.sources.ssda903 import layout
from homeward.sources.ssda903.checks import check_histories
from homeward.sources.ssda903.children import join_children
from homeward.sources.ssda903.codes import RESPITE
from homeward.sources.ssda903.joined_tables import JoinedTable, join_tables, tables_of_rows
from homeward.sources.ssda903.noticed import note
from homeward.sources.ssda903.reading import Reading
from homeward.sources.ssda903.row_by_row import judge_rows
from homeward.sources.ssda903.sequence import follow
from homeward.sources.table import Table, empty_table


def stitch(reading: Reading, *, progress: Callable[[float], None] | None = None) -> Rows:
    """Join the years as docs/reference/joining-histories.md says, case by case.

    `progress` is told the share of the work done, from 0 to 1. The rows returned hold every finding of the reading, of
    the joining and of the checks, in that order.
    """
    tell = progress or (lambda share: None)
    tell(0.0)
    # What was read is let go table by table, where nobody else holds it: at England's size it is most of the memory.
    told, header, episodes, others = _heading(reading), reading.header, reading.episodes.native, dict(reading.others)
    del reading
    rows, row_findings = judge_rows(episodes)
    breaks = episodes.filter(pl.col("legal_status").is_in(RESPITE))
    del episodes
    tell(0.3)
    kept, chain_findings = follow(rows.filter(pl.col("is_kept")), told.years[-1])
    episode_counts = _episode_counts(rows, kept)
    del rows  # the largest table of all; what follows needs the kept episodes only
    tell(0.5)
    children, header_counts, child_findings = join_children(header.native, kept)
    del header
    joined = join_tables(others)
    tell(0.7)
    changed = [finding for table in joined.values() for finding in table.findings]
    odd = check_histories(kept, children, breaks, joined, told.years)
    stitched = Rows(
        source=told.source,
        years=told.years,
        data_from_day=year_start(told.years[0]),
        data_to_day=year_end(told.years[-1]),
        children=Table(CHILDREN, children),
        episodes=Table(EPISODES, kept.select(EPISODES.names)),
        placements_detail=Table(PLACEMENTS_DETAIL, _placements_detail(kept)),
        **tables_of_rows(joined),
        tables_read=told.tables_read,
        findings=(
            *told.findings,
            *row_findings,
            *chain_findings,
            *child_findings,
            *changed,
            *_strangers(told.source, children, joined),
            *odd,
        ),
        fates=_fates(told.rows_read, header_counts, episode_counts, joined),
    )
    tell(1.0)
    return stitched


def _heading(reading: Reading) -> Reading:
    """Return what a reading says beside its rows."""
    return replace(
        reading,
        header=empty_table(reading.header.schema),
        episodes=empty_table(reading.episodes.schema),
        others={},
    )


def _fates(
    rows_read: Mapping[str, int],
    header: tuple[int, int],
    episodes: tuple[int, int],
    joined: Mapping[str, JoinedTable],
) -> dict[str, Fate]:
    counts = {layout.HEADER: header, layout.EPISODES: episodes}
    counts.update({table: (rows.used, rows.repaired) for table, rows in joined.items()})
    return {table: _fate(rows_read[table], *used_and_repaired) for table, used_and_repaired in counts.items()}


def _fate(read: int, used: int, repaired: int) -> Fate:
    """Return the fate of a table's rows: what was neither used nor repaired was set aside."""
    return Fate(read, used, repaired, read - used - repaired)


def _episode_counts(rows: pl.DataFrame, kept: pl.DataFrame) -> tuple[int, int]:
    """Return how many rows were used as they are, and how many were repaired, by whatever rule."""
    others = rows.filter(~pl.col("is_kept"), ~pl.col("is_set_aside"))
    repaired = int(others["is_repaired"].sum()) + int(kept["is_repaired"].sum())
    return others.height + kept.height - repaired, repaired


def _placements_detail(kept: pl.DataFrame) -> pl.DataFrame:
    """Return what else is known of placements. Postcodes and URNs are never read: no measure needs them."""
    detail = kept.select(PLACEMENTS_DETAIL.names)
    return detail.filter(pl.any_horizontal(pl.col("place_provider", "reason_place_change").is_not_null()))


def _strangers(source: str, children: pl.DataFrame, joined: Mapping[str, JoinedTable]) -> Iterator[Finding]:
    """Yield a note for each table that tells of children whom neither Header nor Episodes hold."""
    for table, rows in joined.items():
        count = rows.rows.select("child_id").join(children, on="child_id", how="anti")["child_id"].n_unique()
        if count:
            says = f"{table} tells of {count} children who are in no Header and no Episodes: its rows were kept."
            yield note("rows_without_child", source, says)
