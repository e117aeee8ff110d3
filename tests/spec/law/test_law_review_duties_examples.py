"""England's three review duties: 20 working days, three months, six months (SI 2010/959, regulation 33)."""

from datetime import date

import pytest

from homeward.law.duty import OutsideKnownDatesError
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from tests.spec.worked_example import Table

FIRST_REVIEW = Table(
    title="First review: within 20 working days of becoming looked after",
    says="Bank holidays of England in the period move the last day; so do those that were proclaimed for one year.",
    columns=("Looked after from", "Due by", "Not counted, besides weekends"),
    rows=(
        (date(2011, 4, 1), date(2011, 5, 5), "Easter, 29 April 2011 (royal wedding), 2 May; the duty's first day"),
        (date(2022, 2, 5), date(2022, 3, 4), "nothing; the event is on a Saturday"),
        (date(2022, 3, 28), date(2022, 4, 27), "Good Friday and Easter Monday"),
        (date(2022, 5, 13), date(2022, 6, 14), "2 and 3 June 2022"),
        (date(2022, 9, 6), date(2022, 10, 5), "19 September 2022"),
        (date(2023, 4, 14), date(2023, 5, 16), "1 and 8 May 2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "nothing; ends on a leap day"),
        (date(2026, 12, 1), date(2026, 12, 31), "25 and 28 December 2026"),
    ),
)

SECOND_REVIEW = Table(
    title="Second review: at most three months after the first",
    says="The last day stays where it falls, also on a weekend or a holiday: the regulation moves it for neither.",
    columns=("First review on", "Due by", "Note"),
    rows=(
        (date(2026, 12, 15), date(2027, 3, 15), ""),
        (date(2026, 1, 31), date(2026, 4, 30), "no 31 April"),
        (date(2025, 11, 30), date(2026, 2, 28), "no 30 February; a Saturday"),
        (date(2023, 11, 30), date(2024, 2, 29), "a leap year"),
    ),
)

LATER_REVIEW = Table(
    title="Later reviews: at most six months apart",
    says="Counted from the review before, on the day it was in fact held.",
    columns=("Review before on", "Due by", "Note"),
    rows=(
        (date(2026, 6, 25), date(2026, 12, 25), "Christmas Day: not moved"),
        (date(2025, 8, 31), date(2026, 2, 28), "no 31 February"),
        (date(2023, 8, 31), date(2024, 2, 29), "a leap year"),
        (date(2024, 2, 29), date(2024, 8, 29), "from a leap day"),
    ),
)

UNKNOWN = Table(
    title="Events before the regulations were in force",
    says="They came into force on 1 April 2011. What applied before is not known here, so there is no answer.",
    columns=("Duty", "Event on"),
    rows=(
        ("first_review", date(2011, 3, 31)),
        ("second_review", date(2011, 3, 31)),
        ("later_review", date(2010, 4, 1)),
    ),
)


def _due_on(duty_id, event_on):
    return duty(duty_id, Nation.ENGLAND).due_on(event_on).due_on


@pytest.mark.parametrize(("event_on", "due_on", "not_counted"), FIRST_REVIEW.rows)
def test_first_review(event_on, due_on, not_counted):
    assert _due_on("first_review", event_on) == due_on


@pytest.mark.parametrize(("event_on", "due_on", "note"), SECOND_REVIEW.rows)
def test_second_review(event_on, due_on, note):
    assert _due_on("second_review", event_on) == due_on


@pytest.mark.parametrize(("event_on", "due_on", "note"), LATER_REVIEW.rows)
def test_later_review(event_on, due_on, note):
    assert _due_on("later_review", event_on) == due_on


@pytest.mark.parametrize(("duty_id", "event_on"), UNKNOWN.rows)
def test_no_answer_before_the_first_known_day(duty_id, event_on):
    with pytest.raises(OutsideKnownDatesError, match="from 1 April 2011"):
        _due_on(duty_id, event_on)
