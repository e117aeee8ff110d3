"""Where the tables are worked on: in Polars, or in DuckDB where memory is short; both give the same figures."""

from collections.abc import Mapping
from typing import Any, Literal, Protocol

import duckdb
import narwhals as nw
import numpy as np
import polars as pl

from homeward.sources.table import Schema, Table

EngineName = Literal["polars", "duckdb"]


class Engine(Protocol):
    """Takes tables in, and keeps the tables that were worked out."""

    def load(self, name: str, frame: pl.DataFrame) -> "nw.LazyFrame[Any]":
        """Take a Polars frame of text and whole numbers; hand it back for expressions."""

    def keep(self, schema: Schema, frame: "nw.LazyFrame[Any]") -> Table:
        """Work a frame out now, once, as the table that the schema describes."""


class InPolars:
    """Polars, within this process: the default."""

    def load(self, name: str, frame: pl.DataFrame) -> "nw.LazyFrame[Any]":
        """Hand the frame back for expressions; `name` is not needed here."""
        return nw.from_native(frame.lazy())

    def keep(self, schema: Schema, frame: "nw.LazyFrame[Any]") -> Table:
        """Work a frame out now, once, as the table that the schema describes."""
        return Table(schema, frame.select(*_typed(schema)).collect("polars").to_native())


class InDuckDB:
    """A DuckDB database in memory, which spills to disk when memory is short; it lives as long as its tables."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": False})

    def load(self, name: str, frame: pl.DataFrame) -> "nw.LazyFrame[Any]":
        """Copy a frame of text and whole numbers into a table of this name."""
        self._connection.register("incoming", {column.name: _as_array(column) for column in frame})
        # A text column without a single value arrives without a type, so every type is said.
        types = {column.name: nw.String() if column.dtype == pl.String else nw.Int32() for column in frame}
        incoming = nw.from_native(self._connection.table("incoming"))
        incoming.select(nw.col(column).cast(type_) for column, type_ in types.items()).to_native().create(name)
        self._connection.unregister("incoming")
        return nw.from_native(self._connection.table(name))

    def keep(self, schema: Schema, frame: "nw.LazyFrame[Any]") -> Table:
        """Work a frame out now, once, as the table that the schema describes."""
        frame.select(*_typed(schema)).to_native().create(schema.name)
        return Table(schema, self._connection.table(schema.name))


def _typed(schema: Schema) -> list[nw.Expr]:
    """Return the columns of a schema; engines count in types of their own, tables hold whole numbers of 32 bits."""
    return [
        nw.col(column.name) if column.kind == "text" else nw.col(column.name).cast(nw.Int32)
        for column in schema.columns
    ]


def _as_array(column: pl.Series) -> "np.ndarray[Any, Any]":
    """Return a column as DuckDB reads it: NumPy, which needs no third library; whole numbers with a mask for gaps."""
    if column.dtype == pl.String:
        return column.to_numpy()
    return np.ma.masked_array(column.fill_null(0).to_numpy(), mask=column.is_null().to_numpy())


_ENGINES: Mapping[EngineName, type[InPolars] | type[InDuckDB]] = {"polars": InPolars, "duckdb": InDuckDB}


def open_engine(name: EngineName) -> Engine:
    """Open an engine by its name. Raises ValueError for a name that is not known."""
    if name not in _ENGINES:
        raise ValueError(f"The engine {name!r} is not known; use one of: {', '.join(_ENGINES)}.")
    return _ENGINES[name]()


def choose(table: Table, condition: nw.Expr) -> Table:
    """Return the rows of a table that meet a condition, in the same engine: in Polars now, in DuckDB when asked for."""
    native = table.lazy().filter(condition).to_native()
    return Table(table.schema, native.collect() if isinstance(native, pl.LazyFrame) else native)


def collect_counts(frame: "nw.LazyFrame[Any]") -> list[dict[str, Any]]:
    """Fetch the rows of a grouped frame from its engine: counts by group, so that no child's row leaves the engine."""
    return _fetch(frame)


def collect_children(frame: "nw.LazyFrame[Any]") -> list[dict[str, Any]]:
    """Fetch rows about single children from their engine: for the list behind a count, and for nothing else."""
    return _fetch(frame)


def _fetch(frame: "nw.LazyFrame[Any]") -> list[dict[str, Any]]:
    native = frame.to_native()
    if isinstance(native, duckdb.DuckDBPyRelation):
        return [dict(zip(native.columns, row, strict=True)) for row in native.fetchall()]
    return frame.collect("polars").rows(named=True)
