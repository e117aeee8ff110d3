"""What to say where a table of the return is missing without which a measure cannot be given."""

from homeward.journeys import Journeys
from homeward.journeys.journeys import CARE_PLANS, REVIEWS


def without_care_plans(journeys: Journeys) -> str:
    """Return the sentence that says why a measure of care plans has no figures, or nothing where it can have some."""
    if CARE_PLANS in journeys.tables_read:
        return ""
    return "Not counted: no care plans were given. Add care_plans.csv (CHILD, PLAN_FROM, PLAN) to the returns."


def without_reviews(journeys: Journeys) -> str:
    """Return the sentence that says why a measure of reviews has no figures, or nothing where it can have some."""
    if REVIEWS in journeys.tables_read:
        return ""
    return "Not counted: the returns given hold no table of reviews. Add it (CHILD, DOB, REVIEW, REVIEW_CODE)."
