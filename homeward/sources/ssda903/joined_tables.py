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


def join_tables(others: dict[str, Table]) -> dict[str, JoinedTable]:
    """Join every table that was given, by the natural key of its layout. `others` is emptied: its rows are many."""
    return {table: _join(LAYOUTS[table], others.pop(table).native) for table in list(others)}


def tables_of_rows(joined: Mapping[str, JoinedTable]) -> dict[str, Table]:
    """Return the joined tables by the name of the field of `Rows` that takes them; those not given are empty."""
    tables: dict[str, Table] = {}
    for table, layout in LAYOUTS.items():
        if layout.schema is not None:
            tables[layout.schema.name] = joined[table].as_table() if table in joined else empty_table(layout.schema)
    return tables


def _join(layout: TableLayout, rows: pl.DataFrame) -> JoinedTable:
    """Keep the last row of each fact; an earlier one agrees where each of its cells is blank or the same.

    Sorted by key, the rows of one fact stand together; as the returns come in order, its first row is the earliest.
    """
    key = ("child_id", *layout.key)
    judged = rows.with_row_index("sequence").sort(*key, "sequence").drop("sequence")
    begins = judged.select(_differs(key, by=1)).to_series()
    fact = begins.cum_sum() - 1
    kept = judged.filter(judged.select(_differs(key, by=-1)).to_series())
    last = kept.select("return_number", "return_year", *_values(layout))[fact].rename(lambda name: f"last_{name}")
    first_seen_year = judged.filter(begins)["return_year"]
    judged = judged.hstack(last).with_columns(
        is_set_aside=~pl.all_horizontal(pl.lit(True), *(_agrees(name) for name in _values(layout))),
        is_repeated=pl.col("return_number") == pl.col("last_return_number"),
    )
    stands, aside = judged.filter(~pl.col("is_set_aside")), judged.filter("is_set_aside")
    repaired = int(stands["is_repaired"].sum())
    findings = (
        *at_rows("row_repeated", aside.filter("is_repeated")),
        *at_rows("row_changed", aside.filter(~pl.col("is_repeated"))),
    )
    kept = kept.drop("is_repaired", "return_number").with_columns(
        first_seen_year=first_seen_year, last_seen_year=pl.col("return_year")
    )
    return JoinedTable(layout, kept, stands.height - repaired, repaired, findings)


def _differs(key: tuple[str, ...], by: int) -> pl.Expr:
    """Say where the row so many places before (or after, below 0) is not of the same fact, or is not there."""
    edge = pl.int_range(pl.len()) == (0 if by > 0 else pl.len() - 1)
    return edge | pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(by)) for name in key)


def _agrees(name: str) -> pl.Expr:
    return pl.col(name).is_null() | pl.col(name).eq_missing(pl.col(f"last_{name}"))


def _values(layout: TableLayout) -> tuple[str, ...]:
    """Return the columns that the rows of one fact must tell alike."""
    told = OTHER_ROWS[layout.table].names
    left_out = {"child_id", *layout.key, "born_day", "is_repaired", "return_year", "return_number", "file", "line"}
    return tuple(name for name in told if name not in left_out)
