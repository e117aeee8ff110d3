"""How long children had been in care when they went home."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.groups import BY_START
from homeward.measures.quantiles import HOW, QuantilesOf
from homeward.measures.returning import BRISTOL, OWNER


def _ask(events: Events) -> Asked:
    is_measured = nw.col("start_known") == 1
    return Asked(QuantilesOf(events.returns_home, where=is_measured, days="days_in_care", by=BY_START))


DEFINITION = Definition(
    id="time_in_care_before_return",
    title="Time in care before going home",
    unit="days",
    kind="quantile",
    direction="read together",
    why=(
        "A child's chance to go home falls with every month in care, and going home too soon may not last: read it "
        "together with how many came back."
    ),
    definition=(
        "For all returns home whose period of care has a known beginning: days from that beginning to the day of going "
        "home. The row tells how many were measured. Care that began before the data, with "
        "its first episodes not held, cannot be measured; as that is so of long stays most of all, the first years "
        f"look shorter than they were. {HOW} Grouped by the year of the return home and by the child as on that day. "
        f"{BRISTOL}"
    ),
    owner=OWNER,
    ask=_ask,
    drawn_from="returns_home",
)
