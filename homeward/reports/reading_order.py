"""In which order a reader meets the measures: those at the head of the pack, then the others by what they are about."""

from homeward.measures.result import Result

THEMES = {
    "Going home": ("returns_home", "returns_home_unplanned", "time_in_care_before_return", "repeat_returns"),
    "Coming back into care": (
        "re_entry_within_12_months",
        "re_entry_cumulative",
        "re_entry_within_3_months",
        "re_entry_within_6_months",
        "re_entry_within_24_months",
        "re_entry_within_60_months",
        "re_entry_within_72_months",
        "time_at_home_before_re_entry",
        "early_re_entry_by_month",
    ),
    "Placed with parents while in care": ("placed_with_parents", "placed_with_parents_ended_in_care"),
    "Plans and reviews": (
        "plan_is_return_home",
        "plan_against_outcome",
        "first_review_on_time",
        "reviews_on_time",
    ),
    "Being in care": (
        "looked_after",
        "started",
        "looked_after_before",
        "exits",
        "three_or_more_placements",
        "under_five_still_in_care_after_two_years",
    ),
}
"""Themes in their order, each with the ids of its measures in theirs."""

FURTHER = "Further figures"
"""The theme of a measure that no other theme names."""

_ORDER = tuple(measure for ids in THEMES.values() for measure in ids)


def theme_of(result: Result) -> str:
    """Return the heading under which a measure stands, unless it is at the head of the pack."""
    return next((theme for theme, ids in THEMES.items() if result.id in ids), FURTHER)


def reading_place(result: Result) -> tuple[bool, int, str]:
    """Return what sorts measures: headline measures first, then theme by theme, unnamed ones last by their ids."""
    place = _ORDER.index(result.id) if result.id in _ORDER else len(_ORDER)
    return not result.is_headline, place, result.id
