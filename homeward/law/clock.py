"""Working days, months and birthdays: how the law counts from one date to another."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType

from homeward.law.bank_holidays import bank_holidays
from homeward.law.nation import Nation

# A caller's own changes: True makes a day a holiday (a Scottish council's local holiday, a holiday proclaimed since the
# last release), False makes it a working day. They go before the bank holidays; a weekend is never a working day.
Overrides = Mapping[date, bool]
NO_OVERRIDES: Overrides = MappingProxyType({})
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def is_working_day(day: date, nation: Nation, overrides: Overrides = NO_OVERRIDES) -> bool:
    """Say whether a day is a working day: not a Saturday, a Sunday or a bank holiday of the nation.

    Good Friday and Christmas Day count as bank holidays. Raises ValueError where bank holidays are not known (see
    `bank_holidays`), and TypeError for an instant, which would otherwise match no holiday.
    """
    if isinstance(day, datetime):
        raise TypeError("A date is needed here, not an instant: take its local date first.")
    if day.weekday() >= _SATURDAY:
        return False
    if day in overrides:
        return not overrides[day]
    return day not in bank_holidays(nation, day.year)


def add_working_days(day: date, count: int, nation: Nation, overrides: Overrides = NO_OVERRIDES) -> date:
    """Return the last day of a period of `count` working days after an event on `day`.

    The day of the event is not counted, whatever day it is: day 1 is the first working day after it. A count of 0 gives
    `day` itself. Raises ValueError for a negative count, and as `is_working_day` does.
    """
    if count < 0:
        raise ValueError("A number of working days cannot be negative.")
    if not overrides:
        return _by_calendar(day, count, nation)
    while count:
        day += _ONE_DAY
        count -= is_working_day(day, nation, overrides)
    return day


def _by_calendar(day: date, count: int, nation: Nation) -> date:
    """Count on in the list of a year's working days, and in the next year's where it ends."""
    if not count:
        return day
    year, days = day.year, _working_days(nation, day.year)
    at = bisect_right(days, day) + count - 1
    while at >= len(days):
        at -= len(days)
        year += 1
        days = _working_days(nation, year)
    return days[at]


@cache
def _working_days(nation: Nation, year: int) -> tuple[date, ...]:
    every_day = (date(year, 1, 1) + timedelta(days=ahead) for ahead in range(366))
    return tuple(day for day in every_day if day.year == year and is_working_day(day, nation))


def working_days_between(first: date, last: date, nation: Nation, overrides: Overrides = NO_OVERRIDES) -> int:
    """Return how many working days lie after `first`, up to and including `last`.

    This undoes `add_working_days`: from an event to the last day of `n` working days there are `n`. Raises ValueError
    where `last` is before `first`, and as `is_working_day` does.
    """
    if last < first:
        raise ValueError("The last day is before the first: give the earlier date first.")
    later_days = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
    return sum(is_working_day(day, nation, overrides) for day in later_days)


def add_months(day: date, count: int) -> date:
    """Return the last day of a period of `count` calendar months after an event on `day` (earlier, if negative).

    The corresponding date rule: the period ends on the day of the same number; where the month has no such day it ends
    on the month's last day, so one month after 31 January is 28 or 29 February. Steps do not add up: count once from
    the event, never month by month. Source: Dodds v Walker [1981] 1 WLR 1027 (House of Lords),
    https://swarb.co.uk/dodds-v-walker-hl-1981/. Raises ValueError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError("The end of this period lies outside the calendar: check the date and the number of months.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def anniversary(birthday: date, years: int) -> date:
    """Return the day on which somebody born on `birthday` reaches the age of `years`.

    An age is reached when the anniversary of the birth begins (Family Law Reform Act 1969, section 9, for England and
    Wales; Age of Majority Act (Northern Ireland) 1969, section 5). Neither says what holds for a child born on
    29 February: here, in a year without that day, it is 1 March. That is our decision, not a rule we could cite: a
    child must not lose a child's protection a day early. Raises ValueError for negative years or after the year 9999.
    """
    if years < 0:
        raise ValueError("An age cannot be negative.")
    is_leap_day = (birthday.month, birthday.day) == (2, 29)
    reached = add_months(birthday, 12 * years)
    return reached + _ONE_DAY if is_leap_day and reached.day != birthday.day else reached


def age_on(birthday: date, day: date) -> int:
    """Return the age in whole years on a day, by the rule of `anniversary`. Raises ValueError before the birth."""
    if day < birthday:
        raise ValueError("The day is before the birth: check both dates.")
    years = day.year - birthday.year
    return years if anniversary(birthday, years) <= day else years - 1
