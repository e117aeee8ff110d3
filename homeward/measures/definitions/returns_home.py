"""How many of the exits from care were returns home, planned and unplanned apart."""

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.periods import IMPUTED, PLAN_OF, is_return_home
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_YEAR
from homeward.measures.returning import BRISTOL, OWNER, ways_out
from homeward.measures.shares import ShareOf

_LABELS = {
    "planned": "Planned returns home only (E4A)",
    "unplanned": "Unplanned returns home only (E4B)",
    "plan_unknown": "Returns home without a word on the plan only (E4, older returns)",
}


def _ask(events: Events) -> Asked:
    out = ways_out(events)
    by_plan = tuple(
        Way(plan, _LABELS[plan], ShareOf(out, has=nw.col("exit_kind") == kind, by=BY_YEAR))
        for kind, plan in PLAN_OF.items()
    )
    without = Way(
        id="without_imputed_exits",
        label="Out of exits with a recorded reason only",
        counting=ShareOf(out, where=nw.col("exit_kind") != IMPUTED, has=is_return_home(), by=BY_YEAR),
    )
    is_wider = events.definition != "dfe"
    beside = (*by_plan, without) if is_wider else (*by_plan, without, _as_dfe(events))
    return Asked(ShareOf(out, has=is_return_home()), beside, is_apart=is_wider)


def _as_dfe(events: Events) -> Way:
    """Count as England's figures do. They know no placement with parents as a return: beside their definition only."""
    return Way(
        id="as_dfe",
        label="Counted as the Department for Education does: each child's last exit of the year only",
        counting=ShareOf(events.exits, where=nw.col("is_last_of_year") == 1, has=is_return_home(), by=BY_YEAR),
    )


DEFINITION = Definition(
    id="returns_home",
    title="Exits from care that were returns home",
    unit="share of exits from care",
    kind="share",
    direction="read together",
    why=(
        "Going home is how most children hope to leave care. How often it happens says little alone: read it together "
        "with how many came back into care, and with whether the return was planned."
    ),
    definition=(
        "Out of all ends of a period of care up to the day of the figures: those that were returns home (E4A "
        "planned, E4B not planned, E4 in older returns). Grouped by the year of the exit and by the child as on "
        "that day. Each exit counts, so a child can count more than once; counted as the Department for Education "
        "does, by each child's last exit of the year, it stands beside. Ends that had to be worked out because the "
        "returns do not record them count as exits, never as returns home; the figure without them stands beside. "
        "Children placed with parents while looked after, and those who left to family without parental "
        "responsibility (E13) or under a child arrangements order (E41), are not returns home here. Short breaks "
        f"(V3, V4) are left out before anything is counted. {BRISTOL} Out of are then all exits and all such "
        "placements."
    ),
    owner=OWNER,
    ask=_ask,
    drawn_from="exits",
    is_headline=True,
)
