"""Months and ages: the corresponding date, month ends, and birthdays on a leap day."""

from datetime import date, timedelta

import pytest

from homeward.law.clock import add_months, age_on, anniversary
from tests.spec.worked_example import Table

MONTHS = Table(
    title="Periods of months",
    says="A period ends on the day of the same number; where there is none, on the last day of the month.",
    columns=("Event on", "Months", "Last day", "Why"),
    rows=(
        (date(2025, 11, 15), 3, date(2026, 2, 15), "the corresponding date, in the next year"),
        (date(1978, 9, 30), 4, date(1979, 1, 30), "the case that settled it: not 31 January (Dodds v Walker)"),
        (date(2023, 1, 31), 1, date(2023, 2, 28), "no 31 February"),
        (date(2024, 1, 31), 1, date(2024, 2, 29), "no 31 February, in a leap year"),
        (date(2022, 11, 30), 3, date(2023, 2, 28), "no 30 February"),
        (date(2026, 3, 31), 6, date(2026, 9, 30), "no 31 September"),
        (date(2023, 2, 28), 6, date(2023, 8, 28), "a month's end is not carried over"),
        (date(2024, 2, 29), 12, date(2025, 2, 28), "twelve months from a leap day"),
        (date(2025, 12, 31), 2, date(2026, 2, 28), "over the turn of the year"),
        (date(2026, 3, 31), -1, date(2026, 2, 28), "backwards by the same rule"),
    ),
)

AGES = Table(
    title="When an age is reached",
    says="At the beginning of the birthday. Born on 29 February, in a common year: 1 March (our decision).",
    columns=("Born on", "Age", "Reached on"),
    rows=(
        (date(2008, 6, 30), 18, date(2026, 6, 30)),
        (date(2008, 2, 28), 18, date(2026, 2, 28)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 2, 29), 17, date(2025, 3, 1)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 3, 1), 18, date(2026, 3, 1)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ),
)


@pytest.mark.parametrize(("event_on", "months", "last_day", "why"), MONTHS.rows)
def test_period_of_months(event_on, months, last_day, why):
    assert add_months(event_on, months) == last_day


@pytest.mark.parametrize(("born_on", "age", "reached_on"), AGES.rows)
def test_age_is_reached_on_the_day_and_not_before(born_on, age, reached_on):
    assert anniversary(born_on, age) == reached_on
    assert age_on(born_on, reached_on) == age
    if age:
        assert age_on(born_on, reached_on - timedelta(days=1)) == age - 1
