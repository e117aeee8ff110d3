"""Makes one row for each child out of the Header of every year."""

from collections.abc import Iterator

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.rows import CHILDREN
from homeward.sources.ssda903.noticed import at_cell

_SAME = ("sex", "born_day", "ethnicity")


def join_children(header: pl.DataFrame, episodes: pl.DataFrame) -> tuple[pl.DataFrame, tuple[int, int], list[Finding]]:
    """Keep one header row for each child, from the latest return, and add the children whom no Header holds.

    `header` follows HEADER_ROWS in the order of the returns; `episodes` are the kept episodes with their file and line.
    Returns the children sorted by id, the counts of header rows used and repaired, and the findings.
    """
    last_of = {name: pl.col(name).last().over("child_id") for name in _SAME}
    is_last = pl.int_range(pl.len()).over("child_id") == pl.len().over("child_id") - 1
    rows = header.with_columns(
        is_kept=is_last,
        agrees=pl.all_horizontal(pl.col(name).eq_missing(last_of[name]) for name in _SAME),
    )
    stands = rows.filter("agrees")
    repaired = int(stands["born_unreadable"].sum())
    orphans = _without_header(header, episodes)
    children = pl.concat([rows.filter("is_kept").select(CHILDREN.names), _unknown(orphans)]).sort("child_id")
    findings = [*_changed(rows.filter(~pl.col("agrees"))), *_orphaned(orphans)]
    return children, (stands.height - repaired, repaired), findings


def _without_header(header: pl.DataFrame, episodes: pl.DataFrame) -> pl.DataFrame:
    first = episodes.filter(pl.col("episode_number") == 1)
    return first.join(header, on="child_id", how="anti", maintain_order="left").select("child_id", "file", "line")


def _unknown(orphans: pl.DataFrame) -> pl.DataFrame:
    return orphans.select(
        "child_id",
        pl.lit("unknown").alias("sex"),
        pl.lit(None, pl.Int32).alias("born_day"),
        pl.lit(None, pl.String).alias("ethnicity"),
    )


def _changed(rows: pl.DataFrame) -> Iterator[Finding]:
    for file, line in rows.select("file", "line").iter_rows():
        says = (
            "tells the child's sex, date of birth or ethnicity otherwise than the latest row: this row was set aside."
        )
        yield at_cell("warning", "child_changed", (file, line, None), None, says)


def _orphaned(orphans: pl.DataFrame) -> Iterator[Finding]:
    for child_id, file, line in orphans.iter_rows():
        says = "is about a child who is in no Header: kept, with unknown sex and no date of birth."
        yield at_cell("warning", "child_without_header", (file, line, "CHILD"), child_id, says)
