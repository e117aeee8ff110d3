"""Makes one row for each child out of the Header of every year."""

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.rows import CHILDREN
from homeward.sources.ssda903.noticed import at_rows

_SAME = ("sex", "born_day", "ethnicity")


def join_children(header: pl.DataFrame, episodes: pl.DataFrame) -> tuple[pl.DataFrame, tuple[int, int], list[Finding]]:
    """Keep one header row for each child, from the latest return, and add the children whom no Header holds.

    `header` follows HEADER_ROWS in the order of the returns; `episodes` are the kept episodes with their file and line.
    Returns the children sorted by id, the counts of header rows used and repaired, and the findings.
    """
    last = header.unique("child_id", keep="last", maintain_order=True)
    rows = header.join(last.select("child_id", *_SAME), on="child_id", suffix="_last", maintain_order="left")
    rows = rows.with_columns(
        agrees=pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_last")) for name in _SAME)
    )
    stands = rows.filter("agrees")
    repaired = int(stands["born_unreadable"].sum())
    orphans = _without_header(header, episodes)
    children = pl.concat([last.select(CHILDREN.names), _unknown(orphans)]).sort("child_id")
    findings = [
        *at_rows("child_changed", rows.filter(~pl.col("agrees"))),
        *at_rows("child_without_header", orphans, "CHILD", "child_id"),
    ]
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
