"""A duty: what the law says must be done, by when, counted from what event, and where that is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from homeward.law.clock import NO_OVERRIDES, Overrides, add_months, add_working_days
from homeward.law.nation import Nation


class OutsideKnownDatesError(ValueError):
    """A duty was asked about a day for which we do not know what the law says."""


class Unit(StrEnum):
    """What a time limit is counted in. The value is the plural, in the words of a sentence with underscores."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"


class Status(StrEnum):
    """How we know: read in the source that is cited, or concluded from others and still to be checked."""

    FOUND = "found"
    INFERRED = "inferred"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A time limit, and the first day on which an event is counted by it. `amount` is at least 1."""

    in_force_from: date
    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("A time limit is at least 1.")

    def __str__(self) -> str:
        """Return the limit in words: `20 working days`, `1 month`."""
        words = self.unit.value.replace("_", " ")
        return f"{self.amount} {words.removesuffix('s') if self.amount == 1 else words}"


@dataclass(frozen=True, kw_only=True)
class Due:
    """The last day on which a duty is met in time, with what is needed to say why."""

    duty_id: str
    due_on: date
    trigger_on: date
    trigger: str
    counted_as: str
    instrument: str
    reference: str

    @property
    def explanation(self) -> str:
        """Return one sentence that says how the day was found, and under what instrument."""
        days = f"{_in_words(self.due_on)}: at most {self.counted_as} after {_in_words(self.trigger_on)}"
        return f"Due by {days}, when {self.trigger} ({self.instrument})."


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty with a time limit. Nothing is left out: a duty without a reference or a checked-on day is no duty.

    `trigger` is a clause that follows “when”: the event from which time runs. `requirement` is a sentence: what must be
    done. `reference` is the address of the text. `checked_on` is the day on which somebody last compared this with the
    source. `limits` stand in the order of their first days, and the newest that is not later than the event counts.
    `in_force_to` is the last day for whose events the duty is known, or None while it is in force.

    Raises ValueError where a text is blank, the reference is no address, or the dates are not in order.
    """

    id: str
    nation: Nation
    title: str
    trigger: str
    requirement: str
    instrument: str
    reference: str
    checked_on: date
    status: Status
    limits: tuple[Limit, ...]
    in_force_to: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("id", "title", "trigger", "requirement", "instrument"):
            if not getattr(self, name).strip():
                raise ValueError(f"A duty needs its {name}.")
        if not self.reference.startswith("https://"):
            raise ValueError("A duty needs a reference: the address of its text, beginning with https://.")
        first_days = [limit.in_force_from for limit in self.limits]
        if not first_days or first_days != sorted(set(first_days)):
            raise ValueError("A duty needs limits, each with its own first day, in the order of those days.")
        if self.in_force_to is not None and self.in_force_to < first_days[-1]:
            raise ValueError("A duty's last day cannot be before the first day of its newest limit.")

    @property
    def in_force_from(self) -> date:
        """Return the first day for whose events the duty is known."""
        return self.limits[0].in_force_from

    def limit_on(self, trigger_on: date) -> Limit:
        """Return the limit that counts for an event on `trigger_on`; OutsideKnownDatesError where none is known."""
        if trigger_on < self.in_force_from:
            known = f"known only for events from {_in_words(self.in_force_from)}"
            raise OutsideKnownDatesError(f"The duty “{self.title}” is {known}, and the date given is earlier.")
        if self.in_force_to is not None and trigger_on > self.in_force_to:
            known = f"known only for events up to {_in_words(self.in_force_to)}"
            raise OutsideKnownDatesError(f"The duty “{self.title}” is {known}, and the date given is later.")
        return [limit for limit in self.limits if limit.in_force_from <= trigger_on][-1]

    def due_on(self, trigger_on: date, overrides: Overrides = NO_OVERRIDES) -> Due:
        """Return the last day in time for an event on `trigger_on`, the exact date and never a year.

        The day of the event is not counted. `overrides` are a caller's own holidays, as in `clock.is_working_day`.
        Raises OutsideKnownDatesError as `limit_on` does, and ValueError where bank holidays are not known.
        """
        limit = self.limit_on(trigger_on)
        return Due(
            duty_id=self.id,
            due_on=_COUNT[limit.unit](trigger_on, limit.amount, self.nation, overrides),
            trigger_on=trigger_on,
            trigger=self.trigger,
            counted_as=str(limit),
            instrument=self.instrument,
            reference=self.reference,
        )


_COUNT: dict[Unit, Callable[[date, int, Nation, Overrides], date]] = {
    Unit.WORKING_DAYS: add_working_days,
    Unit.CALENDAR_DAYS: lambda day, amount, _nation, _overrides: day + timedelta(days=amount),
    Unit.WEEKS: lambda day, amount, _nation, _overrides: day + timedelta(weeks=amount),
    Unit.MONTHS: lambda day, amount, _nation, _overrides: add_months(day, amount),
}


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
