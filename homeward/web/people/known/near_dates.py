"""Dates of birth that may be one and the same, written down wrongly."""

from datetime import date
from itertools import chain


def how_near(one: date, other: date) -> str:
    """Return in words how two dates may be one and the same, or nothing where they may not."""
    if one == other:
        return "same date of birth"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return "day and month of birth swapped"
    if (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) <= 1:
        return "same birthday, a year apart"
    if _digits_apart(one, other) == 1:
        return "date of birth differs in one digit"
    return ""


def near(day: date) -> frozenset[date]:
    """Return every date that `how_near` calls near a day, itself included."""
    swapped = _date(day.year, day.day, day.month)
    years = (_date(day.year + by, day.month, day.day) for by in (-1, 1))
    return frozenset(found for found in chain((day, swapped), years, _one_digit_off(day)) if found)


def _one_digit_off(day: date) -> list[date | None]:
    text = f"{day:%Y%m%d}".zfill(8)
    changed = (text[:at] + digit + text[at + 1 :] for at in range(8) for digit in "0123456789" if digit != text[at])
    return [_date(int(words[:4]), int(words[4:6]), int(words[6:])) for words in changed]


def _digits_apart(one: date, other: date) -> int:
    return sum(a != b for a, b in zip(f"{one:%Y%m%d}".zfill(8), f"{other:%Y%m%d}".zfill(8), strict=True))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
