"""What to say where a table of the return is missing without which a measure, or a group of it, cannot be given."""

from homeward.journeys import Events
from homeward.journeys.journeys import CARE_PLANS, REVIEWS, UNACCOMPANIED


def without_care_plans(events: Events) -> str:
    """Return the sentence that says why a measure of care plans has no figures, or nothing where it can have some."""
    if CARE_PLANS in events.tables_read:
        return ""
    return "Not counted: no care plans were given. Add care_plans.csv (CHILD, PLAN_FROM, PLAN) to the returns."


def without_reviews(events: Events) -> str:
    """Return the sentence that says why a measure of reviews has no figures, or nothing where it can have some."""
    if REVIEWS in events.tables_read:
        return ""
    return "Not counted: the returns given hold no table of reviews. Add it (CHILD, DOB, REVIEW, REVIEW_CODE)."


def without_unaccompanied(events: Events) -> str:
    """Return the sentence that says why nobody is known to be unaccompanied, or nothing where the returns tell."""
    if UNACCOMPANIED in events.tables_read:
        return ""
    return "Not counted: the returns given hold no table that says who is unaccompanied. Add it (CHILD, SEX, DOB, DUC)."
