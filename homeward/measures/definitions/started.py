"""How often children began to be looked after."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_START
from homeward.measures.shares import CountOf


def _ask(events: Events) -> Asked:
    as_dfe = Way(
        id="as_dfe",
        label="Counted as the Department for Education does: each child's first start of the year only",
        counting=CountOf(events.starts, where=nw.col("is_first_of_year") == 1, by=BY_START),
    )
    return Asked(CountOf(events.starts, by=BY_START), (as_dfe,))


DEFINITION = Definition(
    id="started",
    title="Starts of being looked after",
    unit="starts",
    kind="count",
    direction="neither",
    why="Whoever comes into care now will need a home for good later. Starts and exits together say how care grows.",
    definition=(
        "Periods of care that began within the years of the returns, up to the day of the figures. Each start "
        "counts, so a child can count more than once; counted as the Department for Education does, by each child's "
        "first start of the year, it stands beside. Grouped by the year of the start and by the child as on that "
        "day. A period whose beginning the data do not hold (its first episode does not say S) is not counted. A "
        "restart on the day care ended goes on with the same period. Short breaks (V3, V4) are left out."
    ),
    owner="Homeward",
    ask=_ask,
)
