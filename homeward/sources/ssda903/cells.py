"""Reads the text of a cell as a date, a code or an id."""

import polars as pl

FIRST_DATE = pl.date(1950, 1, 1)
"""No date of a child in care lies before this day; spreadsheets turn blank cells into 1900."""

LAST_DATE = pl.date(2099, 12, 31)
"""A date after this day is a slip of the pen."""

_TIME_OF_DAY = r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$"
_FORMS = ((r"^\d{1,2}/\d{1,2}/\d{4}$", "%d/%m/%Y"), (r"^\d{4}-\d{1,2}-\d{1,2}$", "%Y-%m-%d"))


def trimmed(cell: str) -> pl.Expr:
    """Return a cell's text without spaces around it; an empty cell is empty text."""
    return pl.col(cell).fill_null("").str.strip_chars()


def code(cell: str) -> pl.Expr:
    """Return a cell's text as a code: trimmed and in capitals."""
    return trimmed(cell).str.to_uppercase()


def code_or_nothing(cell: str) -> pl.Expr:
    """Return a cell's code, nothing where it is blank."""
    return pl.when(code(cell) != "").then(code(cell))


def day(cell: str) -> pl.Expr:
    """Return the day number of a date written dd/mm/yyyy or yyyy-mm-dd, with or without a time, or nothing."""
    text = pl.col(cell).fill_null("").str.strip_chars().str.replace(_TIME_OF_DAY, "")
    read = pl.coalesce(
        pl.when(text.str.contains(pattern)).then(text).str.strptime(pl.Date, form, strict=False)
        for pattern, form in _FORMS
    )
    return pl.when(read.is_between(FIRST_DATE, LAST_DATE)).then(read).cast(pl.Int32)


def sex(cell: str) -> pl.Expr:
    """Return female, male or unknown for 2 or F, 1 or M, and anything else; "1.0" is 1."""
    text = code(cell).str.strip_suffix(".0")
    return (
        pl.when(text.is_in(["1", "M"])).then(pl.lit("male")).when(text.is_in(["2", "F"])).then(pl.lit("female"))
    ).otherwise(pl.lit("unknown"))


def is_filled(cell: str) -> pl.Expr:
    """Say whether a cell holds anything but spaces."""
    return trimmed(cell) != ""
