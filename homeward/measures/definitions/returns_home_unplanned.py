"""How many of the returns home were not planned."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.returning import BRISTOL, OWNER
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    recorded = nw.col("plan") != "plan_unknown"
    return Asked(ShareOf(events.returns_home, where=recorded, has=nw.col("plan") == "unplanned"))


DEFINITION = Definition(
    id="returns_home_unplanned",
    title="Returns home that were not planned",
    unit="share of returns home",
    kind="share",
    direction="read together",
    why=(
        "Unplanned returns held less well in research: nobody had prepared child, parents or support. Some are parents "
        "taking a child home who was in care by agreement, as they may."
    ),
    definition=(
        "Out of all returns home of which the return says whether they were planned (E4A, E4B): those that were not "
        "(E4B). Returns coded E4, in older returns, are left out. Grouped by the year of the return home and by the "
        "child as on that day. Each return home counts, so a child can count more than once. England's figures give "
        f"unplanned returns as a share of all exits, which is another figure. {BRISTOL} Such a placement says nothing "
        "on the plan, so it is left out here."
    ),
    owner=OWNER,
    ask=_ask,
    drawn_from="returns_home",
)
