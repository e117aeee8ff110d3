"""Dates as whole day numbers, so that every engine counts days alike."""

from datetime import date, timedelta

_FIRST = date(1970, 1, 1)


def day_of(when: date) -> int:
    """Return the day number of a date: whole days since 1 January 1970."""
    return (when - _FIRST).days


def date_of(day: int) -> date:
    """Return the date of a day number (whole days since 1 January 1970)."""
    return _FIRST + timedelta(days=day)


def return_year_of(when: date) -> int:
    """Return the return year a date falls in: the calendar year of the 31 March that ends it."""
    return when.year + (1 if (when.month, when.day) > (3, 31) else 0)


def year_start(return_year: int) -> int:
    """Return the day number of 1 April that opens a return year."""
    return day_of(date(return_year - 1, 4, 1))


def year_end(return_year: int) -> int:
    """Return the day number of 31 March that closes a return year."""
    return day_of(date(return_year, 3, 31))
