"""Reads the text of a cell as a date, a code or an id.

A column of a return holds few different texts many times over (codes, days), so each text is read once and what it says
is handed to all cells that hold it.
"""

from collections.abc import Callable

import polars as pl

Reads = Callable[[pl.Expr], pl.Expr]

FIRST_DATE = pl.date(1950, 1, 1)
"""No date of a child in care lies before this day; spreadsheets turn blank cells into 1900."""

LAST_DATE = pl.date(2099, 12, 31)
"""A date after this day is a slip of the pen."""

_TIME_OF_DAY = r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$"
_FORMS = ((r"^\d{1,2}/\d{1,2}/\d{4}$", "%d/%m/%Y"), (r"^\d{4}-\d{1,2}-\d{1,2}$", "%Y-%m-%d"))
_ZZ_YEAR = r"^zz/zz/\d{4}$"
_ZZ_MONTH = r"^zz/\d{1,2}/\d{4}$"


def trimmed(cell: str) -> pl.Expr:
    """Return a cell's text without spaces around it; an empty cell is empty text."""
    return pl.col(cell).fill_null("").str.strip_chars()


def _each_text_once(cell: str, reads: Reads, holds: type[pl.DataType]) -> pl.Expr:
    """Return what `reads` makes of a cell's trimmed text, worked out once for each different text."""

    def read(texts: pl.Series) -> pl.Series:
        if texts.is_empty():
            return pl.Series(texts.name, [], dtype=holds)
        different = texts.fill_null("").unique()
        trimmed_texts = different.to_frame("text").select(pl.col("text").str.strip_chars())
        values = trimmed_texts.select(reads(pl.col("text")).cast(holds)).to_series()
        return texts.fill_null("").replace_strict(different, values, return_dtype=holds)

    return pl.col(cell).map_batches(read, return_dtype=holds)


def code(cell: str) -> pl.Expr:
    """Return a cell's text as a code: trimmed and in capitals."""
    return _each_text_once(cell, lambda text: text.str.to_uppercase(), pl.String)


def code_or_nothing(cell: str) -> pl.Expr:
    """Return a cell's code, nothing where it is blank."""
    return _each_text_once(cell, lambda text: pl.when(text != "").then(text.str.to_uppercase()), pl.String)


def day(cell: str) -> pl.Expr:
    """Return the day number of a date written dd/mm/yyyy or yyyy-mm-dd, with or without a time, or nothing."""
    return _each_text_once(cell, lambda text: _day(text.str.replace(_TIME_OF_DAY, "")), pl.Int32)


def _day(text: pl.Expr) -> pl.Expr:
    read = pl.coalesce(
        pl.when(text.str.contains(pattern)).then(text).str.strptime(pl.Date, form, strict=False)
        for pattern, form in _FORMS
    )
    return pl.when(read.is_between(FIRST_DATE, LAST_DATE)).then(read).cast(pl.Int32)


def sex(cell: str) -> pl.Expr:
    """Return female, male or unknown for 2 or F, 1 or M, and anything else; "1.0" is 1."""
    return _each_text_once(cell, _sex, pl.String)


def _sex(text: pl.Expr) -> pl.Expr:
    plain = text.str.to_uppercase().str.strip_suffix(".0")
    return (
        pl.when(plain.is_in(["1", "M"])).then(pl.lit("male")).when(plain.is_in(["2", "F"])).then(pl.lit("female"))
    ).otherwise(pl.lit("unknown"))


def number(cell: str, highest: int) -> pl.Expr:
    """Return a whole number from 0 to `highest`, or nothing; a spreadsheet's "1.0" is 1."""

    def read(text: pl.Expr) -> pl.Expr:
        plain = text.str.strip_suffix(".0")
        value = pl.when(plain.str.contains(r"^\d{1,3}$")).then(plain).cast(pl.Int32)
        return pl.when(value <= highest).then(value)

    return _each_text_once(cell, read, pl.Int32)


def part_day(cell: str) -> pl.Expr:
    """Return the first day that a date of which day, or day and month, are "zz" can mean; nothing for zz/zz/zzzz."""
    return _each_text_once(cell, _first_day, pl.Int32)


def _first_day(text: pl.Expr) -> pl.Expr:
    plain = text.str.replace(_TIME_OF_DAY, "").str.to_lowercase()
    first = (
        pl.when(plain.str.contains(_ZZ_YEAR))
        .then(pl.lit("01/01/") + plain.str.tail(4))
        .when(plain.str.contains(_ZZ_MONTH))
        .then(pl.lit("01") + plain.str.strip_prefix("zz"))
        .otherwise(plain)
    )
    return _day(first)


def part_day_precision(cell: str) -> pl.Expr:
    """Return how exactly a date is told: day, month, year or unknown."""
    return _each_text_once(cell, _precision, pl.String)


def _precision(text: pl.Expr) -> pl.Expr:
    plain = text.str.to_lowercase()
    return (
        pl.when(_first_day(text).is_null())
        .then(pl.lit("unknown"))
        .when(plain.str.contains(_ZZ_YEAR))
        .then(pl.lit("year"))
        .when(plain.str.contains(_ZZ_MONTH))
        .then(pl.lit("month"))
        .otherwise(pl.lit("day"))
    )


def is_said_unknown(cell: str) -> pl.Expr:
    """Say whether a date is given as unknown altogether (zz/zz/zzzz)."""
    return trimmed(cell).str.to_lowercase() == "zz/zz/zzzz"


def word(cell: str) -> pl.Expr:
    """Return a cell's words as a code in capitals: spaces and hyphens become underscores."""
    return _each_text_once(cell, lambda text: text.str.to_uppercase().str.replace_all(r"[\s-]+", "_"), pl.String)


def is_filled(cell: str) -> pl.Expr:
    """Say whether a cell holds anything but spaces."""
    return trimmed(cell) != ""
