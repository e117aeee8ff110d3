"""How many of those who went home in each month were back in care within 91 days: fit for a run chart."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.re_entry import WHY, window_days
from homeward.measures.returning import BRISTOL, OWNER
from homeward.measures.series import MonthsOf

_WINDOW_DAYS = window_days(3)


def _ask(events: Events) -> Asked:
    followed = nw.col("days_followed") >= _WINDOW_DAYS
    came_back = nw.col("days_to_re_entry") <= _WINDOW_DAYS
    return Asked(MonthsOf(events.returns_home, where=followed, has=came_back, window_days=_WINDOW_DAYS))


DEFINITION = Definition(
    id="early_re_entry_by_month",
    title="Back in care within 91 days, by the month of going home",
    unit="share of returns home",
    kind="series",
    direction="read together",
    why=WHY
    + " Month by month it shows soon enough whether a change in how the service works is a change for children.",
    definition=(
        f"For each month: out of the returns home in it that were followed for {_WINDOW_DAYS} days by the day of the "
        f"figures, those after which the child's next period of care began on day 1 to {_WINDOW_DAYS}. A month of "
        "whose returns home some were not followed that long yet is there, counts those who were, and is marked as "
        "not complete: it must not be judged. Each return home counts. A restart of care on the day of going home "
        "is no re-entry, short breaks (V3, V4) are left out, and an end of care that is not recorded is no return. "
        f"{BRISTOL}"
    ),
    owner=OWNER,
    ask=_ask,
    part_of="re_entry_within_3_months",
)
