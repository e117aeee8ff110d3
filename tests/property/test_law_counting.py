"""Rules of counting that hold for every date: nothing skipped, nothing before its event, never backwards."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.law.clock import add_months, add_working_days, age_on, anniversary, is_working_day, working_days_between
from homeward.law.duty import OutsideKnownDatesError
from homeward.law.nation import Nation
from homeward.law.shelf import every_duty

DAYS = st.dates(date(2011, 4, 1), date(2060, 12, 31))
NATIONS = st.sampled_from(list(Nation))
DUTIES = st.sampled_from(every_duty())
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(DAYS, st.integers(0, 60), NATIONS, st.dictionaries(DAYS, st.booleans(), max_size=5))
def test_adding_working_days_and_counting_them_undo_each_other(day, count, nation, overrides):
    last = add_working_days(day, count, nation, overrides)
    assert working_days_between(day, last, nation, overrides) == count
    assert not count or is_working_day(last, nation, overrides)


@FEW
@given(DAYS, st.integers(0, 90), st.integers(0, 90), NATIONS)
def test_working_days_between_add_up(day, first_part, second_part, nation):
    middle = day + timedelta(days=first_part)
    end = middle + timedelta(days=second_part)
    parts = working_days_between(day, middle, nation) + working_days_between(middle, end, nation)
    assert working_days_between(day, end, nation) == parts


@given(DAYS, st.integers(-240, 240))
def test_adding_months_never_skips_a_month_and_moves_the_day_only_where_it_must(day, count):
    end = add_months(day, count)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == count
    assert end.day == day.day or (end.day < day.day and end.day == monthrange(end.year, end.month)[1])


@given(DAYS, st.integers(0, 400), st.integers(0, 240))
def test_a_later_event_never_ends_earlier(day, later, months):
    assert add_months(day, months) <= add_months(day + timedelta(days=later), months)


@given(DAYS, st.integers(0, 40))
def test_an_age_lasts_from_one_anniversary_to_the_day_before_the_next(birthday, years):
    assert age_on(birthday, anniversary(birthday, years)) == years
    assert age_on(birthday, anniversary(birthday, years + 1) - timedelta(days=1)) == years


@FEW
@given(DUTIES, DAYS, st.integers(0, 40))
def test_a_due_day_lies_after_its_event_and_moves_only_forward(each, day, later):
    due_on = each.due_on(day).due_on
    assert due_on > day
    assert each.due_on(day + timedelta(days=later)).due_on >= due_on


@FEW
@given(DUTIES, st.integers(1, 20_000))
def test_every_duty_refuses_events_before_its_first_known_day(each, days_before):
    with pytest.raises(OutsideKnownDatesError):
        each.due_on(each.in_force_from - timedelta(days=days_before))
