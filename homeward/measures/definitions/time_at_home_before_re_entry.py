"""How long children had been home when they came back into care."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.quantiles import HOW, QuantilesOf
from homeward.measures.returning import BRISTOL, OWNER


def _ask(events: Events) -> Asked:
    came_back = ~nw.col("days_to_re_entry").is_null()
    return Asked(QuantilesOf(events.returns_home, where=came_back, days="days_to_re_entry"))


DEFINITION = Definition(
    id="time_at_home_before_re_entry",
    title="Time at home before coming back into care",
    unit="days",
    kind="quantile",
    direction="read together",
    why="It says until when families need support: where most come back within weeks, help has to be there from day 1.",
    definition=(
        "For all returns home after which the child came back into care by the day of the figures: days from going "
        "home to the start of the next period of care. The row tells how many came back. Only those who came back "
        "are measured: of returns in the last years only the quick re-entries can have been seen yet, and whoever "
        "turned 18 could not come back any more, so these days are no forecast of how long a return lasts. The "
        f"curve by time since going home is. {HOW} Grouped by the year of the return home and by the child as on "
        f"that day. {BRISTOL}"
    ),
    owner=OWNER,
    ask=_ask,
    drawn_from="returns_home",
)
