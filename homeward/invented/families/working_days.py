"""Says on which days a service works, so that what it writes and does falls on them."""

from datetime import date, timedelta

_SATURDAY = 5
_CHRISTMAS = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})
_AUGUST, _LATE_JUNE_DAYS = 8, 45
_HOLIDAYS_BEGIN, _HOLIDAYS_END, _TO_TERM_DAYS = (12, 18), (1, 6), 22


def is_working(day: date) -> bool:
    """Say whether the service works on a day; bank holidays besides Christmas and New Year are not known here."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _CHRISTMAS


def working_day_before(day: date) -> date:
    """Return a day, or the last working day before it."""
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def before_christmas(day: date) -> date:
    """Return a day, or the last before it that is no day of Christmas or New Year."""
    while (day.month, day.day) in _CHRISTMAS:
        day -= timedelta(days=1)
    return day


def at_work(day: date, last: date) -> date:
    """Return a day, or the next working day, but none after the last."""
    while not is_working(day) and day < last:
        day += timedelta(days=1)
    return min(day, last)


def school_day_before(day: date) -> date:
    """Return a day, or one before it on which schools are open; the short holidays are not known here."""
    if day.month == _AUGUST:
        day -= timedelta(days=_LATE_JUNE_DAYS)
    elif (day.month, day.day) >= _HOLIDAYS_BEGIN or (day.month, day.day) <= _HOLIDAYS_END:
        day -= timedelta(days=_TO_TERM_DAYS)
    return working_day_before(day)
