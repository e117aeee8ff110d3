"""How many children who came into care under the age of five were still in care two years later."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.groups import BY_START
from homeward.measures.re_entry import window_days
from homeward.measures.shares import ShareOf

_WINDOW_DAYS = window_days(24)


def _ask(events: Events) -> Asked:
    young = (nw.col("age") < 5) & (nw.col("days_followed") >= _WINDOW_DAYS)
    is_still = (nw.col("days_cared_for") > _WINDOW_DAYS) | (nw.col("has_ended") == 0)
    return Asked(ShareOf(events.starts, where=young, has=is_still, by=BY_START, window_days=_WINDOW_DAYS))


DEFINITION = Definition(
    id="under_five_still_in_care_after_two_years",
    title="Still in care two years after coming into care under the age of five",
    unit="share of starts under the age of five",
    kind="share",
    direction="lower is better",
    why="Two years are half a small child's life. By then a child should be home, or have another family for good.",
    definition=(
        "Out of all periods of care of children under five that began within the years of the returns and were "
        f"followed for {_WINDOW_DAYS} days by the day of the figures: those that still went on at the end of day "
        f"{_WINDOW_DAYS}. Grouped by the year of the start and by the child as on that day. Each start counts; "
        "whoever left care and came back within the time is not counted as still in care, but starts anew. A year "
        "is complete once all who started in it could be followed that long. A child of unknown age is left out, "
        "and so are short breaks (V3, V4)."
    ),
    owner="Homeward",
    ask=_ask,
    drawn_from="started",
    within_days=_WINDOW_DAYS,
)
