"""What only a calendar knows, worked out before the engines see the tables: birthdays, due days, dates as numbers."""

from collections.abc import Iterator
from datetime import date

import narwhals as nw
import polars as pl

from homeward.law.duty import Duty, OutsideKnownDatesError
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from homeward.sources.day import date_of, day_of, return_year_of

FIRST, SECOND, LATER = "first", "second", "later"
"""A child's reviews, by the duty that says when each is due."""

_DUTIES = {FIRST: "first_review", SECOND: "second_review", LATER: "later_review"}


def add_birthdays(children: pl.DataFrame) -> pl.DataFrame:
    """Add `born_number` (the date of birth as YYYYMMDD) and `adult_day` (day number of the 18th birthday).

    A child born on 29 February comes of age on 1 March, as 18 years later there is no 29 February.
    """
    born = pl.col("born_day").cast(pl.Date)
    is_leap_day = (born.dt.month() == 2) & (born.dt.day() == 29)
    birthday = pl.when(is_leap_day).then(born.dt.offset_by("1d")).otherwise(born)
    return children.with_columns(
        _as_number(born).alias("born_number"),
        birthday.dt.offset_by("18y").cast(pl.Int32).alias("adult_day"),
    )


def add_date_numbers(episodes: pl.DataFrame) -> pl.DataFrame:
    """Add `decom_number` and `dec_number`: beginning and end as YYYYMMDD, the end empty while the episode is open."""
    began, ended = (pl.col(column).cast(pl.Date) for column in ("decom_day", "dec_day"))
    return episodes.with_columns(decom_number=_as_number(began), dec_number=_as_number(ended))


def _as_number(when: pl.Expr) -> pl.Expr:
    """Write a date as the whole number YYYYMMDD: two of them differ by 10,000 for every completed year between."""
    return when.dt.year() * 10_000 + when.dt.month().cast(pl.Int32) * 100 + when.dt.day().cast(pl.Int32)


def number_of(day: int) -> int:
    """Return a day number as the whole number YYYYMMDD."""
    when = date_of(day)
    return when.year * 10_000 + when.month * 100 + when.day


def return_year(number: nw.Expr) -> nw.Expr:
    """Return the return year of a date written as YYYYMMDD: from 1 April on it is the next calendar year."""
    is_after_march = nw.when(number % 10_000 > 331).then(nw.lit(1)).otherwise(nw.lit(0))
    return number // 10_000 + is_after_march


def months(from_day: int, to_day: int) -> Iterator[tuple[int, int]]:
    """Yield the months from the one of `from_day` to the one of `to_day`, each as YYYYMM and its last day's number."""
    first, last = date_of(from_day), date_of(to_day)
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
        yield month // 12 * 100 + month % 12 + 1, day_of(following) - 1


def review_due_days(starts: list[int], reviews: list[int]) -> pl.DataFrame:
    """Return when the next review is due: day of the event, review, due_day, due_year.

    `starts` are days on which care began, the event of a first review; `reviews` days of reviews, that of later ones.
    The due days are those of England's duties `first_review`, `second_review` and `later_review`. An event on a day
    for which a duty is not known has no row.
    """
    events = {FIRST: starts, SECOND: reviews, LATER: reviews}
    rows = [
        row for review, days in events.items() for row in _due_rows(review, duty(_DUTIES[review], Nation.ENGLAND), days)
    ]
    schema = {"day": pl.Int32, "review": pl.String, "due_day": pl.Int32, "due_year": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _due_rows(review: str, of: Duty, days: list[int]) -> Iterator[tuple[int, str, int, int]]:
    for day in days:
        try:
            due_on = of.due_on(date_of(day)).due_on
        except OutsideKnownDatesError:
            continue
        yield day, review, day_of(due_on), return_year_of(due_on)
