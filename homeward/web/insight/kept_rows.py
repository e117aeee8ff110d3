"""How the rows of a return are kept in the database: two Parquet files, and its findings and fates as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from io import BytesIO

import polars as pl

from homeward.sources.day import year_end, year_start
from homeward.sources.findings import Fate, Finding
from homeward.sources.rows import CHILDREN, EPISODES, Rows
from homeward.sources.table import Schema, Table


@dataclass(frozen=True)
class KeptRows:
    """Rows in the form in which the database keeps them.

    `children` and `episodes` are Parquet files; `findings` is JSON as bytes, because a broken file may hold
    characters that a database refuses as text.
    """

    source: str
    years: list[int]
    children: bytes
    episodes: bytes
    findings: bytes
    fates: dict[str, dict[str, int]]


def keep(rows: Rows) -> KeptRows:
    """Return the rows in the form in which the database keeps them."""
    return KeptRows(
        source=rows.source,
        years=list(rows.years),
        children=_parquet(rows.children),
        episodes=_parquet(rows.episodes),
        findings=json.dumps([asdict(finding) for finding in rows.findings]).encode(),
        fates={table: asdict(fate) for table, fate in rows.fates.items()},
    )


def restore(kept: KeptRows) -> Rows:
    """Return the rows as they were before they were kept; raises ValueError where a table differs from its schema."""
    return Rows(
        source=kept.source,
        years=tuple(kept.years),
        data_from_day=year_start(kept.years[0]),
        data_to_day=year_end(kept.years[-1]),
        children=_table(CHILDREN, kept.children),
        episodes=_table(EPISODES, kept.episodes),
        findings=findings_of(kept.findings),
        fates=fates_of(kept.fates),
    )


def findings_of(kept: bytes) -> tuple[Finding, ...]:
    """Return the findings as values."""
    return tuple(Finding(**finding) for finding in json.loads(bytes(kept)))


def fates_of(kept: Mapping[str, Mapping[str, int]]) -> dict[str, Fate]:
    """Return the fates as values, by table."""
    return {table: Fate(**fate) for table, fate in kept.items()}


def _parquet(table: Table) -> bytes:
    file = BytesIO()
    table.lazy().collect("polars").to_native().write_parquet(file)
    return file.getvalue()


def _table(schema: Schema, content: bytes) -> Table:
    return Table(schema, pl.read_parquet(BytesIO(content)))
