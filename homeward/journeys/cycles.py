"""Cycles: how often one child went home, and how often care began again."""

from typing import Any

import narwhals as nw

from homeward.journeys.episodes import one_where
from homeward.sources.table import Column, Schema

CYCLES = Schema(
    "cycles",
    "one child who went home at least once within the data",
    (
        Column("child_id", "text", "id", "the child"),
        Column("returns", "integer", "count", "returns home within the data"),
        Column("re_entries", "integer", "count", "of these, how many were followed by care again"),
        Column("first_home_day", "day", "day number", "the child went home for the first time within the data"),
        Column("last_home_day", "day", "day number", "the child went home for the last time within the data"),
        Column("history_cut_off", "integer", "0 or 1", "1 where the child was in care before the data begin"),
    ),
)


def derive_cycles(returns_home: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """Return one row for each child who went home: home and back again."""
    marked = returns_home.with_columns(one_where(~nw.col("re_entry_day").is_null()).alias("is_back"))
    return marked.group_by("child_id").agg(
        nw.len().alias("returns"),
        nw.col("is_back").sum().alias("re_entries"),
        nw.col("home_day").min().alias("first_home_day"),
        nw.col("home_day").max().alias("last_home_day"),
        nw.col("history_cut_off").max(),
    )
