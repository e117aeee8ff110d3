"""Visits after a return: the law's longest gaps are the floor, and the local schedule, which is no law, may ask more.

The law sets visits only while a child is looked after, which a child on an order who lives at home still is (Care
Planning, Placement and Case Review (England) Regulations 2010, regulation 28; `facts/practice.md` 2.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.law.duty import Due, Duty


@dataclass(frozen=True)
class Band:
    """Until which day after coming home (both counted) a child is seen at least every so many days."""

    until_day: int
    every_days: int

    def __post_init__(self) -> None:
        if self.until_day < 1 or self.every_days < 1:
            raise ValueError("Each part of the schedule needs a last day and a number of days of at least 1.")


@dataclass(frozen=True)
class Schedule:
    """The service's own schedule, no law: heaviest at first. `name` says whose it is.

    Raises ValueError where its parts are not in order, or visits become more frequent later.
    """

    bands: tuple[Band, ...]
    name: str = "Homeward’s default"

    def __post_init__(self) -> None:
        ends = [band.until_day for band in self.bands]
        if not ends or ends != sorted(set(ends)):
            raise ValueError("The parts of the schedule must stand in the order of their last days, each once.")
        gaps = [band.every_days for band in self.bands]
        if gaps != sorted(gaps):
            raise ValueError("Visits must be most frequent at first: that is when a return is hardest.")

    def gap_on(self, day: int) -> int | None:
        """Return how many days may pass from a day after coming home; None after the schedule has ended."""
        return next((band.every_days for band in self.bands if day <= band.until_day), None)


DEFAULT_SCHEDULE = Schedule((Band(30, 7), Band(91, 14), Band(183, 28), Band(366, 42)))
"""Weekly in the first 30 days, when risk peaks after an event (Hindley and others 2006), then step by step fewer."""


@dataclass(frozen=True)
class Floor:
    """The law's visits in one situation, by three duties: the first, those until the first review, and later ones.

    `until_review` is None where nothing else holds before the first review.
    """

    first: Duty
    later: Duty
    until_review: Duty | None = None

    def next_due(self, began_on: date, seen_on: Iterable[date], reviewed_on: date | None) -> Due:
        """Return by when the child must be seen next. `seen_on` are the days on which the child was seen.

        Where nobody wrote down a first review, there was none: the shorter gap holds on. Raises OutsideKnownDatesError
        for a day on which we do not know the law.
        """
        last = max((day for day in seen_on if day >= began_on), default=None)
        if last is None:
            return self.first.due_on(began_on)
        if self.until_review and (reviewed_on is None or reviewed_on > last):
            return self.until_review.due_on(last)
        return self.later.due_on(last)


@dataclass(frozen=True)
class VisitDue:
    """By when the child is seen next: the earlier of the law's day and the local one; each is None where none is set.

    `due_on` is None where neither sets one: the schedule has ended and the child is not looked after.
    """

    statutory: Due | None
    local_on: date | None
    schedule: str = ""

    @property
    def due_on(self) -> date | None:
        """The earlier day."""
        days = [day for day in (self.statutory and self.statutory.due_on, self.local_on) if day]
        return min(days, default=None)

    @property
    def because(self) -> str:
        """Return why that day, in a sentence that says what is law and what is local."""
        if self.due_on is None:
            return ""
        if self.statutory and self.statutory.due_on == self.due_on:
            return self.statutory.explanation
        return f"The service’s own schedule ({self.schedule}), not a law."


def visit_due(  # noqa: PLR0913, PLR0917 - what the law, the council and the record each say
    came_home_on: date,
    seen_on: Iterable[date],
    schedule: Schedule,
    floor: Floor | None,
    until: date | None = None,
    reviewed_on: date | None = None,
    floor_from: date | None = None,
) -> VisitDue:
    """Return by when the child is seen next after coming home.

    `floor` is None for a child who is not looked after. Its clock starts on `floor_from`, or else when the child came
    home. The local schedule ends with the help, on `until`; the law's visits do not.
    """
    seen = tuple(seen_on)
    last = max((day for day in seen if day >= came_home_on), default=came_home_on)
    gap = schedule.gap_on((last - came_home_on).days + 1)
    local_on = last + timedelta(days=gap) if gap else None
    if local_on and until and local_on > until:
        local_on = until if last < until else None
    statutory = floor.next_due(floor_from or came_home_on, seen, reviewed_on) if floor else None
    return VisitDue(statutory, local_on, schedule.name)
