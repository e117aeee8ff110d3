"""Joins the years of every table beside Header and Episodes: one row for each fact, and a fate for each row read."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.ssda903.layout import LAYOUTS, TableLayout
from homeward.sources.ssda903.noticed import at_rows
from homeward.sources.ssda903.reading import OTHER_ROWS
from homeward.sources.table import Table, empty_table


@dataclass(frozen=True)
class JoinedTable:
    """One table after joining: the rows that stand for their facts (with file and line), and how rows fared."""

    layout: TableLayout
    rows: pl.DataFrame
    used: int
    repaired: int
    findings: tuple[Finding, ...]

    def as_table(self) -> Table:
        """Return the rows as the table of `Rows` that they become."""
        schema = self.layout.schema
        if schema is None:
            raise ValueError(f"{self.layout.table} has rules of its own")
        rows = self.rows
        if "worker" in rows.columns:
            rows = rows.with_columns(worker_number=pl.col("worker").rank("dense").over("child_id").cast(pl.Int32))
        return Table(schema, rows.select(schema.names))


def join_tables(others: Mapping[str, Table]) -> dict[str, JoinedTable]:
    """Join every table that was given, by the natural key of its layout."""
    return {table: _join(LAYOUTS[table], rows.native) for table, rows in others.items()}


def tables_of_rows(joined: Mapping[str, JoinedTable]) -> dict[str, Table]:
    """Return the joined tables by the name of the field of `Rows` that takes them; those not given are empty."""
    tables: dict[str, Table] = {}
    for table, layout in LAYOUTS.items():
        if layout.schema is not None:
            tables[layout.schema.name] = joined[table].as_table() if table in joined else empty_table(layout.schema)
    return tables


def _join(layout: TableLayout, rows: pl.DataFrame) -> JoinedTable:
    """Keep the last row of each fact; an earlier one agrees where each of its cells is blank or the same."""
    key = ("child_id", *layout.key)
    last_of = {name: pl.col(name).last().over(key) for name in (*_values(layout), "return_number")}
    judged = (
        rows.with_row_index("sequence")
        .sort(*key, "sequence")
        .with_columns(
            is_kept=pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in key)
            | (pl.int_range(pl.len()) == pl.len() - 1),
            is_set_aside=~pl.all_horizontal(
                pl.lit(True),
                *(pl.col(name).is_null() | pl.col(name).eq_missing(last_of[name]) for name in _values(layout)),
            ),
            is_repeated=pl.col("return_number") == last_of["return_number"],
            first_seen_year=pl.col("return_year").min().over(key),
            last_seen_year=pl.col("return_year").max().over(key),
        )
    )
    stands, aside = judged.filter(~pl.col("is_set_aside")), judged.filter("is_set_aside")
    repaired = int(stands["is_repaired"].sum())
    findings = (
        *at_rows("row_repeated", aside.filter("is_repeated")),
        *at_rows("row_changed", aside.filter(~pl.col("is_repeated"))),
    )
    return JoinedTable(layout, judged.filter("is_kept"), stands.height - repaired, repaired, findings)


def _values(layout: TableLayout) -> tuple[str, ...]:
    """Return the columns that the rows of one fact must tell alike."""
    told = OTHER_ROWS[layout.table].names
    left_out = {"child_id", *layout.key, "born_day", "is_repaired", "return_year", "return_number", "file", "line"}
    return tuple(name for name in told if name not in left_out)
