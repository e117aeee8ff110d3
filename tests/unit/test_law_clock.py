"""The clock of the law against a calendar typed by hand, and what it refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest

from homeward.law.clock import add_months, add_working_days, age_on, anniversary, is_working_day, working_days_between
from homeward.law.nation import Nation

# England's bank holidays on weekdays, typed from a calendar and not worked out: month and day by year.
TYPED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
HOLIDAYS = {date.fromisoformat(f"{year}-{day}") for year, days in TYPED.items() for day in days.split()}
ALL_DAYS = [
    date(2022, 1, 1) + timedelta(days=number) for number in range((date(2027, 12, 31) - date(2022, 1, 1)).days + 1)
]
WORKING = [day for day in ALL_DAYS if day.isoweekday() not in (6, 7) and day not in HOLIDAYS]


def test_six_years_of_england_agree_with_the_typed_calendar():
    assert [day for day in ALL_DAYS if is_working_day(day, Nation.ENGLAND)] == WORKING


@pytest.mark.parametrize("count", [1, 10, 20])
def test_periods_agree_with_the_typed_calendar_from_every_day(count):
    for event_on in ALL_DAYS[:-60]:
        expected = [day for day in WORKING if day > event_on][count - 1]
        assert add_working_days(event_on, count, Nation.ENGLAND) == expected


def test_overrides_close_and_open_days_but_never_a_weekend():
    monday, saturday, easter_monday = date(2026, 9, 28), date(2026, 9, 26), date(2026, 4, 6)
    overrides = {monday: True, saturday: False, easter_monday: False}
    assert not is_working_day(monday, Nation.SCOTLAND, overrides)
    assert not is_working_day(saturday, Nation.SCOTLAND, overrides)
    assert is_working_day(easter_monday, Nation.ENGLAND, overrides)
    assert add_working_days(date(2026, 9, 25), 1, Nation.SCOTLAND, overrides) == date(2026, 9, 29)
    assert working_days_between(date(2026, 9, 25), date(2026, 9, 29), Nation.SCOTLAND, overrides) == 1


@pytest.mark.parametrize("year", [1871, 2101])
def test_years_without_known_bank_holidays_are_refused_without_repeating_the_date(year):
    weekday = next(date(year, 6, day) for day in range(1, 8) if date(year, 6, day).isoweekday() == 3)
    with pytest.raises(ValueError, match="known for the years 1872 to 2100 only") as refused:
        is_working_day(weekday, Nation.WALES)
    assert str(year) not in str(refused.value)


def test_a_period_that_runs_out_of_the_known_years_is_refused():
    with pytest.raises(ValueError, match="check the year"):
        add_working_days(date(2100, 12, 20), 20, Nation.ENGLAND)


def test_an_instant_is_refused_because_it_would_match_no_holiday():
    with pytest.raises(TypeError, match="not an instant"):
        is_working_day(datetime(2026, 12, 25, tzinfo=UTC), Nation.ENGLAND)


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 1, 1), -1, Nation.ENGLAND)
    with pytest.raises(ValueError, match="earlier date first"):
        working_days_between(date(2026, 1, 2), date(2026, 1, 1), Nation.ENGLAND)
    with pytest.raises(ValueError, match="negative"):
        anniversary(date(2010, 1, 1), -1)
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2010, 1, 2), date(2010, 1, 1))
    with pytest.raises(ValueError, match="outside the calendar"):
        add_months(date(9999, 12, 1), 1)
