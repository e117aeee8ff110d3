"""How many of the exits from care were returns home, planned and unplanned apart."""

import narwhals as nw

from homeward.journeys import Journeys
from homeward.journeys.periods import IMPUTED
from homeward.journeys.returns_home import PLAN_OF, is_return_home
from homeward.measures.definition import Counted, Definition
from homeward.measures.re_entry import OWNER
from homeward.measures.result import Beside
from homeward.measures.shares import BY_YEAR, share_rows

_LABELS = {
    "planned": "Planned returns home only (E4A)",
    "unplanned": "Unplanned returns home only (E4B)",
    "plan_unknown": "Returns home without a word on the plan only (E4, older returns)",
}


def _count(journeys: Journeys) -> Counted:
    exits = journeys.exits.lazy()
    by_plan = tuple(
        Beside(plan, _LABELS[plan], share_rows(journeys, exits, nw.col("exit_kind") == kind, by=BY_YEAR))
        for kind, plan in PLAN_OF.items()
    )
    recorded = exits.filter(nw.col("exit_kind") != IMPUTED)
    without = Beside(
        id="without_imputed_exits",
        label="Out of exits with a recorded reason only",
        rows=share_rows(journeys, recorded, is_return_home(), by=BY_YEAR),
    )
    return Counted(share_rows(journeys, exits, is_return_home()), (*by_plan, without))


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
        "Out of all ends of a period of care up to the day of the figures: those that were returns home (E4A planned, "
        "E4B not planned, E4 in older returns). Grouped by the year, age and sex at the exit. Each exit counts, so a "
        "child can count more than once. Ends that had to be worked out because the returns do not record them count "
        "as exits, never as returns home; the figure without them stands beside. Children placed with parents while "
        "looked after, and those who left to family without parental responsibility (E13) or under a child "
        "arrangements order (E41), are not returns home here. Short breaks (V3, V4) are left out before anything is "
        "counted."
    ),
    owner=OWNER,
    count=_count,
)
