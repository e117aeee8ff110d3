"""In which order a reader meets the figures: chapter by chapter, and in each the measures that belong to it."""

from homeward.measures.result import Result

TITLES = {
    "at-a-glance": "At a glance",
    "who-goes-home": "Who goes home, how and after how long",
    "do-they-stay": "Do they stay?",
    "who-comes-back": "Who comes back, and when",
    "early-warning": "Early warning: back within three months, month by month",
    "repeat-returns": "Repeat returns",
    "placed-with-parents": "Placed with parents",
    "plan-and-outcome": "Plan against outcome",
    "in-care": "Coming into care, being in care and leaving",
    "true-for-us": "True for us?",
    "beside-others": "Beside other authorities",
    "data-quality": "How good the data are",
    "definitions": "How each figure is defined, and by whom",
}
"""The chapters of the pack in their order, by id; the id is also the anchor and the address of a page."""

MEASURES = {
    "who-goes-home": ("returns_home", "returns_home_unplanned", "time_in_care_before_return"),
    "do-they-stay": (
        "re_entry_within_12_months",
        "re_entry_within_3_months",
        "re_entry_within_6_months",
        "re_entry_within_24_months",
        "re_entry_within_60_months",
        "re_entry_within_72_months",
    ),
    "who-comes-back": ("re_entry_cumulative", "time_at_home_before_re_entry"),
    "early-warning": ("early_re_entry_by_month",),
    "repeat-returns": ("repeat_returns",),
    "placed-with-parents": ("placed_with_parents", "placed_with_parents_ended_in_care"),
    "plan-and-outcome": ("plan_is_return_home", "plan_against_outcome"),
    "in-care": (
        "looked_after",
        "started",
        "looked_after_before",
        "exits",
        "under_five_still_in_care_after_two_years",
        "three_or_more_placements",
        "first_review_on_time",
        "reviews_on_time",
    ),
}
"""The measures of each chapter that has any, in their order."""

FURTHER = "in-care"
"""The chapter of a measure that no other one names, at its end."""

DRAWN_AT_ONCE = frozenset(
    {
        "returns_home",
        "time_in_care_before_return",
        "re_entry_within_12_months",
        "re_entry_cumulative",
        "early_re_entry_by_month",
        "repeat_returns",
        "placed_with_parents",
        "placed_with_parents_ended_in_care",
        "plan_is_return_home",
        "plan_against_outcome",
        "looked_after",
    }
)
"""Measures whose picture a reader sees at once; that of each other one folds open, and on paper it is left out."""

_ORDER = tuple(measure for ids in MEASURES.values() for measure in ids)


def chapter_of(measure: str) -> str:
    """Return the id of the chapter in which a measure stands."""
    return next((chapter for chapter, ids in MEASURES.items() if measure in ids), FURTHER)


def reading_place(result: Result) -> tuple[int, str]:
    """Return what sorts measures: chapter by chapter, unnamed ones last by their ids."""
    return (_ORDER.index(result.id) if result.id in _ORDER else len(_ORDER)), result.id
