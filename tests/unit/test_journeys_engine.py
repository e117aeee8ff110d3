"""The engines: any table gets in whole, and tables outlive the engine that made them."""

import gc
from datetime import date

import polars as pl
import pytest

from homeward.journeys.engine import collect_counts, open_engine
from homeward.sources.table import Column, Schema
from tests.build_rows import build_rows, journeys_of, rows_of

THINGS = Schema(
    "things",
    "one thing",
    (Column("name", "text", "word", "its name", nullable=True), Column("size", "integer", "count", "", nullable=True)),
)
FRAMES = {
    "empty": [],
    "values and gaps": [("a", 1), (None, None), ("c", -3)],
    "gaps only": [(None, None)],
    "many gaps, then a value": [(None, None)] * 5_000 + [("é\x00'\"", 2_000_000_000)],
}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize("rows", FRAMES.values(), ids=FRAMES)
def test_a_table_gets_in_and_out_whole(engine, rows):
    opened = open_engine(engine)
    loaded = opened.load("loaded", pl.DataFrame(rows, {"name": pl.String, "size": pl.Int32}, orient="row"))
    kept = opened.keep(THINGS, loaded)
    del opened, loaded
    gc.collect()
    assert sorted(map(repr, (tuple(row.values()) for row in collect_counts(kept.lazy())))) == sorted(map(repr, rows))


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_no_children_at_all(engine):
    from homeward.journeys import derive

    journeys = derive(build_rows([], years=(2018,)), as_of_day=17_600, engine=engine)
    assert rows_of(journeys.periods) == rows_of(journeys.exits) == rows_of(journeys.returns_home) == []


def test_an_unknown_engine_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"'spark' is not known.*polars, duckdb"):
        journeys_of({"a": "S 2018-01-01 to open"}, date(2018, 3, 31), engine="spark")
