"""England's visits and placement-with-parents duties: weeks and working days (SI 2010/959, regulations 14, 19, 28)."""

from datetime import date

import pytest

from homeward.law.duty import OutsideKnownDatesError, Status
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from tests.spec.worked_example import Table

VISITS = Table(
    title="Visits: the longest gap that is lawful",
    says="Weeks and months are counted from day to day, and no day is moved for a weekend or a holiday.",
    columns=("Duty", "Counted from", "Due by"),
    rows=(
        ("visit_first", date(2026, 12, 18), date(2026, 12, 25)),
        ("visit_in_first_year", date(2026, 1, 5), date(2026, 2, 16)),
        ("visit_later", date(2026, 1, 5), date(2026, 2, 16)),
        ("visit_meant_to_last", date(2025, 11, 30), date(2026, 2, 28)),
        ("visit_emergency_until_review", date(2026, 2, 25), date(2026, 3, 4)),
        ("visit_emergency_later", date(2026, 2, 25), date(2026, 4, 8)),
        ("visit_interim_order_first", date(2026, 2, 25), date(2026, 3, 4)),
        ("visit_interim_order_until_review", date(2026, 3, 4), date(2026, 3, 11)),
        ("visit_interim_order_later", date(2026, 3, 11), date(2026, 4, 8)),
        ("visit_at_home_first", date(2026, 6, 1), date(2026, 6, 8)),
        ("visit_at_home_later", date(2026, 6, 8), date(2026, 7, 20)),
    ),
)
EMERGENCY = Table(
    title="Placed with a parent before the assessment: 10 working days and 10 more",
    says="The first run ends with assessment and review, the second with the approved decision. The English text "
    "itself was not read: both limits are inferred from the Welsh regulation that matches it.",
    columns=("Duty", "Counted from", "Due by", "Not counted, besides weekends"),
    rows=(
        ("emergency_placement_assessed", date(2026, 11, 2), date(2026, 11, 16), "nothing"),
        ("emergency_placement_decided", date(2026, 11, 16), date(2026, 11, 30), "nothing"),
        ("emergency_placement_assessed", date(2026, 12, 18), date(2027, 1, 6), "25 and 28 December, 1 January"),
    ),
)
NOTICE = Table(
    title="A placement ended at once: written notice within 10 working days",
    says="Only where there was significant harm; otherwise notice comes before the end, and a review before both.",
    columns=("Ended on", "Due by"),
    rows=((date(2026, 4, 1), date(2026, 4, 17)),),
)


def _due_on(duty_id, event_on):
    return duty(duty_id, Nation.ENGLAND).due_on(event_on).due_on


@pytest.mark.parametrize(("duty_id", "event_on", "due_on"), VISITS.rows)
def test_visits(duty_id, event_on, due_on):
    assert _due_on(duty_id, event_on) == due_on
    assert duty(duty_id, Nation.ENGLAND).status == Status.FOUND


@pytest.mark.parametrize(("duty_id", "event_on", "due_on", "not_counted"), EMERGENCY.rows)
def test_the_emergency_route_is_not_verified(duty_id, event_on, due_on, not_counted):
    assert _due_on(duty_id, event_on) == due_on
    assert duty(duty_id, Nation.ENGLAND).status == Status.INFERRED


@pytest.mark.parametrize(("ended_on", "due_on"), NOTICE.rows)
def test_notice_after_the_end(ended_on, due_on):
    assert _due_on("placement_end_notice", ended_on) == due_on


def test_no_answer_before_the_regulations():
    with pytest.raises(OutsideKnownDatesError, match="from 1 April 2011"):
        _due_on("visit_first", date(2011, 3, 31))
