"""A table that passes a door carries its written schema: column, type, unit and meaning."""

from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import polars as pl

Kind = Literal["text", "day", "integer"]

_TYPES: dict[Kind, nw.dtypes.DType] = {"text": nw.String(), "day": nw.Int32(), "integer": nw.Int32()}
_POLARS: dict[Kind, type[pl.DataType]] = {"text": pl.String, "day": pl.Int32, "integer": pl.Int32}


@dataclass(frozen=True)
class Column:
    """One column: `kind` is text, day (whole days since 1970-01-01) or integer; `unit` and `meaning` in words."""

    name: str
    kind: Kind
    unit: str
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Schema:
    """The written schema of a table: its name, what one row is, and its columns in order."""

    name: str
    one_row_is: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def polars_types(self) -> dict[str, type[pl.DataType]]:
        """The Polars type of each column, by name, in order."""
        return {column.name: _POLARS[column.kind] for column in self.columns}


@dataclass(frozen=True)
class Table:
    """A native frame (Polars frame or DuckDB relation) that was checked against its schema.

    Raises ValueError when columns or types differ from the schema.
    """

    schema: Schema
    native: Any

    def __post_init__(self) -> None:
        """Refuse a frame that is not what its schema says."""
        found = dict(self.lazy().collect_schema())
        wanted = {column.name: _TYPES[column.kind] for column in self.schema.columns}
        if found != wanted:
            raise ValueError(f"table {self.schema.name} differs from its schema: {found} is not {wanted}")

    def lazy(self) -> "nw.LazyFrame[Any]":
        """Return the frame for Narwhals expressions, whatever the engine."""
        frame: nw.LazyFrame[Any] = nw.from_native(self.native).lazy()
        return frame


def empty_table(schema: Schema) -> Table:
    """Return the table of a schema without any rows, as a Polars frame."""
    return Table(schema, pl.DataFrame(schema=schema.polars_types))
