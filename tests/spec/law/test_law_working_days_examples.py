"""Working days: how a period of working days is counted, and where the nations differ."""

from datetime import date

import pytest

from homeward.law.clock import add_working_days, is_working_day, working_days_between
from homeward.law.nation import Nation
from tests.spec.worked_example import Table

ENGLAND = Table(
    title="Periods of working days in England",
    says="The day of the event is not counted, nor are weekends and bank holidays, wherever in the period they fall.",
    columns=("Event on", "Working days", "Last day", "Why"),
    rows=(
        (date(2022, 2, 7), 20, date(2022, 3, 7), "four plain weeks"),
        (date(2022, 3, 5), 1, date(2022, 3, 7), "an event on a Saturday: Monday is day 1"),
        (date(2022, 4, 4), 10, date(2022, 4, 20), "Good Friday and Easter Monday between"),
        (date(2022, 5, 30), 5, date(2022, 6, 8), "2 and 3 June 2022, Platinum Jubilee"),
        (date(2022, 9, 16), 1, date(2022, 9, 20), "19 September 2022, state funeral"),
        (date(2023, 4, 28), 5, date(2023, 5, 9), "early May holiday and 8 May 2023, coronation"),
        (date(2022, 12, 23), 1, date(2022, 12, 28), "Christmas Day on a Sunday: Tuesday instead"),
        (date(2022, 12, 30), 1, date(2023, 1, 3), "New Year's Day on a Sunday: Monday instead"),
        (date(2026, 12, 24), 1, date(2026, 12, 29), "Boxing Day on a Saturday: Monday 28 December instead"),
        (date(2024, 2, 28), 1, date(2024, 2, 29), "a leap day is a day like others"),
        (date(2022, 4, 15), 0, date(2022, 4, 15), "no days: the event's own day, even a holiday"),
    ),
)

NATIONS = Table(
    title="The same day in four nations",
    says="Whether a day is a working day depends on the nation whose law sets the limit.",
    columns=("Day", "What it is", "England", "Wales", "Scotland", "Northern Ireland"),
    rows=(
        (date(2022, 1, 4), "instead of Sunday 2 January", True, True, False, True),
        (date(2022, 9, 19), "state funeral", False, False, False, False),
        (date(2026, 1, 2), "2 January", True, True, False, True),
        (date(2026, 3, 17), "St Patrick's Day", True, True, True, False),
        (date(2026, 4, 3), "Good Friday", False, False, False, False),
        (date(2026, 4, 6), "Easter Monday", False, False, True, False),
        (date(2026, 6, 15), "Scotland's holiday for the World Cup", True, True, False, True),
        (date(2026, 7, 13), "instead of Sunday 12 July", True, True, True, False),
        (date(2026, 8, 3), "first Monday of August", True, True, False, True),
        (date(2026, 8, 31), "last Monday of August", False, False, True, False),
        (date(2026, 11, 30), "St Andrew's Day", True, True, False, True),
        (date(2026, 12, 28), "instead of Saturday 26 December", False, False, False, False),
        (date(2026, 12, 26), "Boxing Day, but a Saturday anyhow", False, False, False, False),
    ),
)


@pytest.mark.parametrize(("event_on", "count", "last_day", "why"), ENGLAND.rows)
def test_period_of_working_days(event_on, count, last_day, why):
    assert add_working_days(event_on, count, Nation.ENGLAND) == last_day
    assert working_days_between(event_on, last_day, Nation.ENGLAND) == count


@pytest.mark.parametrize(("day", "what", "england", "wales", "scotland", "northern_ireland"), NATIONS.rows)
def test_working_day_by_nation(day, what, england, wales, scotland, northern_ireland):
    assert [is_working_day(day, nation) for nation in Nation] == [england, wales, scotland, northern_ireland]
