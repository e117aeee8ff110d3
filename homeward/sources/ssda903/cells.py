"""Reads the text of a cell as a date, a code or an id."""

import polars as pl

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


def code(cell: str) -> pl.Expr:
    """Return a cell's text as a code: trimmed and in capitals."""
    return trimmed(cell).str.to_uppercase()


def code_or_nothing(cell: str) -> pl.Expr:
    """Return a cell's code, nothing where it is blank."""
    return pl.when(code(cell) != "").then(code(cell))


def day(cell: str) -> pl.Expr:
    """Return the day number of a date written dd/mm/yyyy or yyyy-mm-dd, with or without a time, or nothing."""
    return _day(pl.col(cell).fill_null("").str.strip_chars().str.replace(_TIME_OF_DAY, ""))


def _day(text: pl.Expr) -> pl.Expr:
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


def number(cell: str, highest: int) -> pl.Expr:
    """Return a whole number from 0 to `highest`, or nothing; a spreadsheet's "1.0" is 1."""
    text = trimmed(cell).str.strip_suffix(".0")
    read = pl.when(text.str.contains(r"^\d{1,3}$")).then(text).cast(pl.Int32)
    return pl.when(read <= highest).then(read)


def part_day(cell: str) -> pl.Expr:
    """Return the first day that a date of which day, or day and month, are "zz" can mean; nothing for zz/zz/zzzz."""
    text = trimmed(cell).str.replace(_TIME_OF_DAY, "").str.to_lowercase()
    first = (
        pl.when(text.str.contains(_ZZ_YEAR))
        .then(pl.lit("01/01/") + text.str.tail(4))
        .when(text.str.contains(_ZZ_MONTH))
        .then(pl.lit("01") + text.str.strip_prefix("zz"))
        .otherwise(text)
    )
    return _day(first)


def part_day_precision(cell: str) -> pl.Expr:
    """Return how exactly a date is told: day, month, year or unknown."""
    text = trimmed(cell).str.to_lowercase()
    return (
        pl.when(part_day(cell).is_null())
        .then(pl.lit("unknown"))
        .when(text.str.contains(_ZZ_YEAR))
        .then(pl.lit("year"))
        .when(text.str.contains(_ZZ_MONTH))
        .then(pl.lit("month"))
        .otherwise(pl.lit("day"))
    )


def is_said_unknown(cell: str) -> pl.Expr:
    """Say whether a date is given as unknown altogether (zz/zz/zzzz)."""
    return trimmed(cell).str.to_lowercase() == "zz/zz/zzzz"


def word(cell: str) -> pl.Expr:
    """Return a cell's words as a code in capitals: spaces and hyphens become underscores."""
    return code(cell).str.replace_all(r"[\s-]+", "_")


def is_filled(cell: str) -> pl.Expr:
    """Say whether a cell holds anything but spaces."""
    return trimmed(cell) != ""
