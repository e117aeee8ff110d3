"""How many of the children looked after on 31 March had three or more placements in the year."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_YEAR
from homeward.measures.shares import ShareOf

_MANY = 3


def _ask(events: Events) -> Asked:
    with_same_carer = Way(
        id="same_carer_counted",
        label="With changes of placement counted in which the carer stayed",
        counting=ShareOf(events.looked_after, has=nw.col("placements_with_same_carer") >= _MANY, by=BY_YEAR),
    )
    return Asked(ShareOf(events.looked_after, has=nw.col("placements") >= _MANY), (with_same_carer,))


DEFINITION = Definition(
    id="three_or_more_placements",
    title="Three or more placements in the year",
    unit="share of children looked after on 31 March",
    kind="share",
    direction="lower is better",
    why="Every move costs a child carers, friends and often a school. Fewer placements went with returns that lasted.",
    definition=(
        "Out of the children looked after at the end of 31 March of each return year: those with three or more "
        "placements in that return year. A placement open on 1 April counts, and so do those of an earlier period "
        "of care in the year. A placement begins with a change of placement and carer (RNE S, P, B, or a code that "
        "no list knows). A change of placement in which the carer stays (T, U) does not count, a change of the "
        "legal status alone (L) never does; the figure with T and U counted stands beside. Temporary places (T0 to "
        "T4) are left out, and a child who afterwards is in a place of the same type as before is taken to be back "
        "in it. Grouped by the year and by the child as on 31 March; the total, and each group other than a year, "
        "adds up all 31 Marches."
    ),
    owner="Homeward; meant to count as England's figures do, whose exact rule on same carers was not seen",
    ask=_ask,
    drawn_from="looked_after",
)
