"""What the tables beside the episodes tell, each with the days over which returns tell it, and how a return cuts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from homeward.invented.council import Invented
from homeward.invented.margins import Days
from homeward.sources.day import year_end, year_start
from homeward.sources.ssda903.codes import RESPITE


@dataclass(frozen=True)
class Told:
    """One table of the return for all years: which, in which file, and its rows.

    `columns` are the return's, in its order. `rows` has child, `told_from` and `told_until` (the first and last day on
    which a return tells the row) and those columns without CHILD, DOB and SEX; `dates` names the ones in day numbers.
    A date after the return's end is not known to it and left blank, and so is what `known_with` ties to that date.
    """

    table: str
    file: str
    columns: tuple[str, ...]
    rows: pl.DataFrame
    dates: tuple[str, ...] = ()
    known_with: tuple[tuple[str, str], ...] = ()
    first_year: int | None = None

    def is_in(self, year: int) -> bool:
        """Say whether the return of this year has the table."""
        return self.first_year is None or year >= self.first_year

    def cut(self, year: int) -> pl.DataFrame:
        """Return the rows that the return of a year tells, with what is not known by its end left blank."""
        here = self.rows.filter(pl.col("told_from") <= year_end(year), pl.col("told_until") >= year_start(year))
        tied = {**{date: date for date in self.dates}, **dict(self.known_with)}
        return here.with_columns(
            pl.when(pl.col(date) <= year_end(year))
            .then(written(name) if name == date else pl.col(name))
            .otherwise(pl.lit(""))
            .alias(name)
            for name, date in tied.items()
        )


def written(day: str) -> pl.Expr:
    """Return a column of day numbers as dd/mm/yyyy."""
    return pl.col(day).cast(pl.Int32).cast(pl.Date).dt.strftime("%d/%m/%Y")


def periods_of(council: Invented) -> pl.DataFrame:
    """Return the periods of care, short breaks left out: one row each, with the first episode's columns."""
    in_care = council.spells.filter(~pl.col("legal_status").is_in(RESPITE))
    return in_care.unique("period", keep="first", maintain_order=True)


def column(table: pl.DataFrame, name: str) -> Days:
    """Return a column of whole numbers as an array."""
    return table[name].to_numpy().astype(np.int64)


def words(codes: tuple[str, ...], places: Days) -> pl.Series:
    """Return the codes at the places."""
    return pl.Series(codes).gather(pl.Series(places, dtype=pl.Int64))


def spread(counts: Days) -> tuple[Days, Days]:
    """Return for so many rows each: which one the row belongs to, and its number within it, from 0."""
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)


def rows_of(child: Days, told_from: Days, told_until: Days, columns: Mapping[str, Any]) -> pl.DataFrame:
    """Return the rows of a table from its parts, all of one length."""
    return pl.DataFrame({"child": child, "told_from": told_from, "told_until": told_until, **columns})
