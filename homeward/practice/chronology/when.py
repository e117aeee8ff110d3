"""When something happened, as exactly as it is known: to the day, to the month, to the year, or about then."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

_ABOUT_DAYS = 45
"""What is said to be "about" a month may have been so many days before it or after."""


class Exactness(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


@dataclass(frozen=True)
class When:
    """A day, month, year or about a month, or from one to another; `at` is the time of day where that is known.

    Of a month the first day stands for it, of a year 1 January. Raises ValueError where it would end before it begins.
    """

    first_on: date
    exactness: Exactness = Exactness.DAY
    last_on: date | None = None
    at: time | None = None

    def __post_init__(self) -> None:
        if self.last_on and self.last_on < self.first_on:
            raise ValueError("The last day cannot be before the first.")

    @property
    def earliest_on(self) -> date:
        """The first day on which it can have happened or begun."""
        first = _first_day(self.first_on, self.exactness)
        return first - timedelta(days=_ABOUT_DAYS) if self.exactness == Exactness.ABOUT else first

    @property
    def latest_on(self) -> date:
        """The last day on which it can have happened or ended."""
        last = _last_day(self.last_on or self.first_on, self.exactness)
        return last + timedelta(days=_ABOUT_DAYS) if self.exactness == Exactness.ABOUT else last

    @property
    def order(self) -> tuple[date, date, time]:
        """What events are put in order by: the first day it can have been, what is less exact after what is exact."""
        return _first_day(self.first_on, self.exactness), self.latest_on, self.at or time.min

    @property
    def in_words(self) -> str:
        """Such as 3 March 2024 at 14:30, March 2024, about March 2024, or 3 March to 5 May 2024."""
        said = _in_words(self.first_on, self.exactness)
        if self.last_on and self.last_on != self.first_on:
            said = f"{said} to {_in_words(self.last_on, self.exactness)}"
        about = "about " if self.exactness == Exactness.ABOUT else ""
        return f"{about}{said}" + (f" at {self.at:%H:%M}" if self.at else "")


def _first_day(day: date, exactness: Exactness) -> date:
    if exactness == Exactness.DAY:
        return day
    return day.replace(day=1) if exactness != Exactness.YEAR else day.replace(month=1, day=1)


def _last_day(day: date, exactness: Exactness) -> date:
    if exactness == Exactness.DAY:
        return day
    last = day.replace(month=12) if exactness == Exactness.YEAR else day
    return last.replace(day=monthrange(last.year, last.month)[1])


def _in_words(day: date, exactness: Exactness) -> str:
    if exactness == Exactness.DAY:
        return f"{day.day} {day:%B %Y}"
    return f"{day:%Y}" if exactness == Exactness.YEAR else f"{day:%B %Y}"
