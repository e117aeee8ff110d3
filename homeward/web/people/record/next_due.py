"""Says by which day a child's first review is due, as the law counts it."""

from datetime import date

from homeward.law.duty import Due, OutsideKnownDatesError
from homeward.law.nation import Nation
from homeward.law.shelf import duty

_FIRST_REVIEW = "first_review"


def first_review_due(began_on: date, on: date) -> Due | None:
    """Return by when the first review of a child looked after since `began_on` is due, while that day is not past.

    None afterwards: this record does not keep yet which reviews were held, so nothing can be said of any later one.
    None, too, where the law or the bank holidays of those days are not known.
    """
    try:
        due = duty(_FIRST_REVIEW, Nation.ENGLAND).due_on(began_on)
    except (OutsideKnownDatesError, ValueError):
        return None
    return due if due.due_on >= on else None
