"""How many of the children starting to be looked after had been looked after before."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_CHILD, BY_YEAR
from homeward.measures.re_entry import window_days
from homeward.measures.shares import ShareOf

_LOOK_BACK_DAYS = window_days(24)


def _ask(events: Events) -> Asked:
    within = Way(
        id="within_two_years",
        label="Looked after within the two years before, out of starts for which the data reach back that far",
        counting=ShareOf(
            events.starts,
            where=nw.col("days_of_data_before") >= _LOOK_BACK_DAYS,
            has=nw.col("days_since_last_end") <= _LOOK_BACK_DAYS,
            by=BY_YEAR,
        ),
    )
    return Asked(ShareOf(events.starts, has=~nw.col("days_since_last_end").is_null(), by=BY_CHILD), (within,))


DEFINITION = Definition(
    id="looked_after_before",
    title="Starts of children who had been looked after before",
    unit="share of starts",
    kind="share",
    direction="lower is better",
    why=(
        "It looks at coming back from the other end: of those whom the service takes in today, how many had it let go, "
        "home or elsewhere."
    ),
    definition=(
        "Out of all periods of care that began within the years of the returns: those of children with an earlier "
        "period of care in the data, however it ended. Grouped by the year of the start and by the child as on that "
        "day. Each start counts. The longer the data reach back, the more earlier care they show: the first years "
        "look lower than they were. Beside stands a figure that is fair to all years: care that ended in the "
        f"{_LOOK_BACK_DAYS} days before the start, out of starts with at least so many days of data before them. "
        "Short breaks (V3, V4) are left out."
    ),
    owner="Homeward",
    ask=_ask,
    drawn_from="started",
)
