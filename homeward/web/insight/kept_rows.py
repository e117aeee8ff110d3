"""How the rows of a return are kept in the database: a Parquet file a table, and findings and fates as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO

import polars as pl

from homeward.sources.day import year_end, year_start
from homeward.sources.findings import Fate, Finding
from homeward.sources.rows import SCHEMAS, Rows
from homeward.sources.table import Schema, Table, empty_table


@dataclass(frozen=True)
class KeptRows:
    """Rows in the form in which the database keeps them.

    `tables` are Parquet files by the names of `homeward.sources.rows.SCHEMAS`; a table without rows has none.
    `tables_read` names the return's tables that were given. `findings` is JSON as bytes, because a broken file may hold
    characters that a database refuses as text.
    """

    source: str
    years: list[int]
    tables: Mapping[str, bytes]
    tables_read: list[str]
    findings: bytes
    fates: dict[str, dict[str, int]]


def keep(rows: Rows) -> KeptRows:
    """Return the rows in the form in which the database keeps them."""
    tables = {schema.name: _frame(getattr(rows, schema.name)) for schema in SCHEMAS}
    return KeptRows(
        source=rows.source,
        years=list(rows.years),
        tables={name: _parquet(frame) for name, frame in tables.items() if frame.height},
        tables_read=sorted(rows.tables_read),
        findings=json.dumps([asdict(finding) for finding in rows.findings]).encode(),
        fates={table: asdict(fate) for table, fate in rows.fates.items()},
    )


def restore(kept: KeptRows) -> Rows:
    """Return the rows as they were before they were kept; raises ValueError where a table differs from its schema."""
    tables = {
        schema.name: _table(kept.tables[schema.name], schema) if schema.name in kept.tables else empty_table(schema)
        for schema in SCHEMAS
    }
    return Rows(
        source=kept.source,
        years=tuple(kept.years),
        data_from_day=year_start(kept.years[0]),
        data_to_day=year_end(kept.years[-1]),
        findings=findings_of(kept.findings),
        fates=fates_of(kept.fates),
        tables_read=frozenset(kept.tables_read),
        **tables,
    )


def findings_of(kept: bytes) -> tuple[Finding, ...]:
    """Return the findings as values."""
    return tuple(Finding(**finding) for finding in json.loads(bytes(kept)))


def fates_of(kept: Mapping[str, Mapping[str, int]]) -> dict[str, Fate]:
    """Return the fates as values, by table."""
    return {table: Fate(**fate) for table, fate in kept.items()}


def _frame(table: Table) -> pl.DataFrame:
    frame: pl.DataFrame = table.lazy().collect("polars").to_native()
    return frame


def _parquet(frame: pl.DataFrame) -> bytes:
    file = BytesIO()
    frame.write_parquet(file)
    return file.getvalue()


def _table(content: bytes, schema: Schema) -> Table:
    return Table(schema, pl.read_parquet(BytesIO(content)))
