"""By when somebody who asks for their record must be answered: a month, perhaps three, without the days of a pause.

Source: UK GDPR, articles 12(3) and 12A (Data (Use and Access) Act 2025, section 76, in force since 5 February 2026),
and the Information Commissioner's guidance on the right of access as updated on 8 December 2025,
https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/individual-rights/right-of-access/what-should-we-consider-when-responding-to-a-request/
(read on 2026-11-20). Article 12A itself was not read; its wording of the pause was read in the same words in section 54
of the Data Protection Act 2018, which counts both the day of asking and the day of the answer as paused. Here the day
of the answer counts again: the clock ends a day earlier at most, never later than the law allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.law.clock import NO_OVERRIDES, Overrides, add_months, is_working_day
from homeward.law.nation import Nation

MONTHS, MONTHS_MORE = 1, 2
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """From the day on which more was asked of somebody until the day of their answer; None: still waiting."""

    asked_on: date
    answered_on: date | None = None


@dataclass(frozen=True)
class AccessClock:
    """What the time to answer hangs on.

    `began_on` is when the request came or, where proof was needed of who asks, when that came. `is_extended` says that
    two months were added, and that the person was told so, with the reason, in time.
    """

    began_on: date
    pauses: Sequence[Pause] = ()
    is_extended: bool = False


def due_on(clock: AccessClock, nation: Nation, today: date, overrides: Overrides = NO_OVERRIDES) -> date:
    """Return the last day on which the answer is in time; while a pause goes on, as if it ended today.

    The day of the same number in the month due, else that month's last day; then the days of the pauses more; and where
    that is a weekend or bank holiday, the next working day. Raises ValueError where bank holidays are not known.
    """
    months = MONTHS + (MONTHS_MORE if clock.is_extended else 0)
    day = add_months(clock.began_on, months) + timedelta(days=paused_days(clock, today))
    while not is_working_day(day, nation, overrides):
        day += _ONE_DAY
    return day


def extend_by_on(clock: AccessClock, today: date) -> date:
    """Return the last day on which somebody may still be told that two months are added: the first month's end."""
    return add_months(clock.began_on, MONTHS) + timedelta(days=paused_days(clock, today))


def is_paused(clock: AccessClock) -> bool:
    """Tell whether an answer is still awaited."""
    return any(pause.answered_on is None for pause in clock.pauses)


def paused_days(clock: AccessClock, today: date) -> int:
    """Return how many days the clock has stood still; days in two pauses at once count once."""
    stood: set[date] = set()
    for pause in clock.pauses:
        first, until = max(pause.asked_on, clock.began_on), pause.answered_on or max(today, pause.asked_on)
        stood |= {first + timedelta(days=ahead) for ahead in range((until - first).days)}
    return len(stood)
