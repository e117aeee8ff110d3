"""How many placements with parents ended with the child placed elsewhere in care again."""

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.placed_with_parents import BACK_IN_PLACEMENT, DISCHARGED_HOME, END_UNKNOWN, STILL
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_CHILD, BY_YEAR
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    ended = ~nw.col("ended").is_in([STILL, END_UNKNOWN])
    home = Way(
        id="discharged_home",
        label="Went on to be discharged home instead",
        counting=ShareOf(events.placed_with_parents, where=ended, has=nw.col("ended") == DISCHARGED_HOME, by=BY_YEAR),
    )
    by = (*BY_CHILD, "earlier_returns", "time_in_care")
    is_back = nw.col("ended") == BACK_IN_PLACEMENT
    return Asked(ShareOf(events.placed_with_parents, where=ended, has=is_back, by=by), (home,))


DEFINITION = Definition(
    id="placed_with_parents_ended_in_care",
    title="Placements with parents that ended with the child placed elsewhere",
    unit="share of placements with parents that ended",
    kind="share",
    direction="read together",
    why=(
        "When living at home under an order does not last, the child moves back into a placement, and no figure of "
        "re-entries shows it, as care never ended. It may be what kept the child safe."
    ),
    definition=(
        "Out of all placements with parents (P1) that ended by the day of the figures, and of which the returns say "
        "how: those after which the child was placed elsewhere in care. Moves from one parent to the other, and "
        "temporary places between (T0 to T4), do not end a placement with parents. The others were discharged home "
        "(E4A, E4B, E4), which stands beside, or left care in another way, such as an order or turning 18. Grouped "
        "by the year of the ending and by the child as on that day. Placements that began before the data count "
        "when they end: long ones are among them, and those that ended sooner, before the data, are not."
    ),
    owner="Homeward",
    ask=_ask,
)
