"""By when a request for one's record must be answered: months, weekends and bank holidays, pauses, two months more."""

from datetime import date, timedelta

import pytest

from homeward.law.access_clock import AccessClock, Pause, due_on, extend_by_on, is_paused
from homeward.law.nation import Nation
from tests.spec.worked_example import Table

ONE_MONTH = Table(
    title="One month from the day on which the request came",
    says="England. A due day on a weekend or bank holiday moves to the next working day.",
    columns=("Came on", "Due by", "Why"),
    rows=(
        (date(2025, 9, 3), date(2025, 10, 3), "the same day of the next month"),
        (date(2026, 1, 1), date(2026, 2, 2), "came on a bank holiday; 1 February 2026 is a Sunday"),
        (date(2024, 11, 25), date(2024, 12, 27), "25 and 26 December are bank holidays (the Commissioner’s example)"),
        (date(2024, 1, 31), date(2024, 2, 29), "no 31 February, in a leap year"),
        (date(2026, 1, 31), date(2026, 3, 2), "28 February 2026 is a Saturday"),
        (date(2026, 3, 31), date(2026, 4, 30), "no 31 April"),
        (date(2026, 3, 3), date(2026, 4, 7), "3 April 2026 is Good Friday, 6 April Easter Monday"),
    ),
)

WITH_PAUSES = Table(
    title="Days on which we waited for an answer are added",
    says="From the day on which more was asked until the day before the answer.",
    columns=("Came on", "Asked on", "Answered on", "Extended", "Due by"),
    rows=(
        (date(2025, 9, 3), date(2025, 9, 5), date(2025, 9, 15), False, date(2025, 10, 13)),
        (date(2025, 9, 3), date(2025, 9, 5), date(2025, 9, 5), False, date(2025, 10, 3)),
        (date(2025, 9, 3), date(2025, 9, 5), date(2025, 9, 12), True, date(2025, 12, 10)),
        (date(2025, 11, 30), date(2025, 12, 1), date(2025, 12, 2), True, date(2026, 3, 2)),
    ),
)


@pytest.mark.parametrize(("came_on", "due", "why"), ONE_MONTH.rows)
def test_one_month(came_on, due, why):
    assert due_on(AccessClock(came_on), Nation.ENGLAND, came_on) == due


@pytest.mark.parametrize(("came_on", "asked_on", "answered_on", "is_extended", "due"), WITH_PAUSES.rows)
def test_with_pauses(came_on, asked_on, answered_on, is_extended, due):
    clock = AccessClock(came_on, (Pause(asked_on, answered_on),), is_extended)
    assert due_on(clock, Nation.ENGLAND, date(2027, 1, 1)) == due
    assert not is_paused(clock)


def test_while_we_wait_the_due_day_moves_on_with_each_day():
    clock = AccessClock(date(2025, 9, 3), (Pause(date(2025, 9, 5)),))
    assert is_paused(clock)
    days = [due_on(clock, Nation.ENGLAND, date(2025, 9, day)) for day in (5, 8, 9)]
    assert days == [date(2025, 10, 3), date(2025, 10, 6), date(2025, 10, 7)]


def test_days_in_two_pauses_at_once_count_once():
    pauses = (Pause(date(2025, 9, 5), date(2025, 9, 12)), Pause(date(2025, 9, 8), date(2025, 9, 15)))
    assert due_on(AccessClock(date(2025, 9, 3), pauses), Nation.ENGLAND, date(2026, 1, 1)) == date(2025, 10, 13)


def test_who_is_told_of_two_months_more_is_told_within_the_first():
    clock = AccessClock(date(2025, 9, 3), (Pause(date(2025, 9, 5), date(2025, 9, 15)),))
    assert extend_by_on(clock, date(2026, 1, 1)) == date(2025, 10, 3) + timedelta(days=10)


def test_scotland_has_its_own_holidays():
    came_on = date(2026, 3, 6)  # Easter Monday, 6 April 2026, is no bank holiday in Scotland
    assert due_on(AccessClock(came_on), Nation.SCOTLAND, came_on) == date(2026, 4, 6)
    assert due_on(AccessClock(came_on), Nation.ENGLAND, came_on) == date(2026, 4, 7)
