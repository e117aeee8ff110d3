"""A duty demands its source, answers by exact date, and refuses where it does not know."""

from dataclasses import MISSING, fields, replace
from datetime import date

import pytest

from homeward.law.duty import Duty, Limit, OutsideKnownDatesError, Status, Unit
from homeward.law.nation import Nation

WEEKS_THEN_DAYS = (
    Limit(in_force_from=date(2015, 4, 1), amount=1, unit=Unit.WEEKS),
    Limit(in_force_from=date(2020, 4, 24), amount=10, unit=Unit.CALENDAR_DAYS),
    Limit(in_force_from=date(2020, 9, 26), amount=5, unit=Unit.WORKING_DAYS),
)
DUTY = Duty(
    id="example_visit",
    nation=Nation.SCOTLAND,
    title="Example visit",
    trigger="the placement began",
    requirement="Somebody visits.",
    instrument="Example Regulations, regulation 1",
    reference="https://example.org/regulation/1",
    checked_on=date(2026, 11, 20),
    status=Status.INFERRED,
    limits=WEEKS_THEN_DAYS,
    in_force_to=date(2026, 3, 31),
)


@pytest.mark.parametrize("left_out", ["reference", "checked_on", "instrument", "status", "limits"])
def test_a_duty_without_its_source_cannot_be_made(left_out):
    given = {field.name: getattr(DUTY, field.name) for field in fields(Duty) if field.default is MISSING}
    del given[left_out]
    with pytest.raises(TypeError, match=left_out):
        Duty(**given)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reference": ""}, "needs a reference"),
        ({"reference": "the handbook"}, "needs a reference"),
        ({"instrument": " "}, "needs its instrument"),
        ({"limits": ()}, "needs limits"),
        ({"limits": WEEKS_THEN_DAYS[::-1]}, "in the order"),
        ({"limits": WEEKS_THEN_DAYS[:1] * 2}, "its own first day"),
        ({"in_force_to": date(2020, 9, 25)}, "cannot be before"),
    ],
)
def test_a_duty_that_is_not_complete_is_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        replace(DUTY, **change)


def test_a_limit_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Limit(in_force_from=date(2015, 4, 1), amount=0, unit=Unit.WEEKS)


@pytest.mark.parametrize(
    ("event_on", "due_on", "counted_as"),
    [
        (date(2015, 4, 1), date(2015, 4, 8), "1 week"),
        (date(2020, 4, 23), date(2020, 4, 30), "1 week"),
        (date(2020, 4, 24), date(2020, 5, 4), "10 calendar days"),
        (date(2020, 9, 25), date(2020, 10, 5), "10 calendar days"),
        (date(2020, 9, 26), date(2020, 10, 2), "5 working days"),
        # By Scotland's calendar: St Andrew's Day is a holiday, Easter Monday is not.
        (date(2023, 11, 29), date(2023, 12, 7), "5 working days"),
        (date(2026, 3, 31), date(2026, 4, 8), "5 working days"),
    ],
)
def test_the_newest_limit_that_is_not_later_than_the_event_counts(event_on, due_on, counted_as):
    due = DUTY.due_on(event_on)
    assert (due.due_on, due.counted_as) == (due_on, counted_as)


def test_a_callers_holidays_move_the_due_day():
    assert DUTY.due_on(date(2020, 9, 26), {date(2020, 9, 28): True}).due_on == date(2020, 10, 5)


@pytest.mark.parametrize(
    ("event_on", "sentence"),
    [(date(2015, 3, 31), "from 1 April 2015, and .* earlier"), (date(2026, 4, 1), "up to 31 March 2026, and .* later")],
)
def test_outside_its_known_days_a_duty_refuses(event_on, sentence):
    with pytest.raises(OutsideKnownDatesError, match=sentence) as refused:
        DUTY.due_on(event_on)
    assert event_on.isoformat() not in str(refused.value)


def test_a_due_day_explains_itself():
    assert DUTY.due_on(date(2015, 4, 1)).explanation == (
        "Due by 8 April 2015: at most 1 week after 1 April 2015, when the placement began"
        " (Example Regulations, regulation 1)."
    )
