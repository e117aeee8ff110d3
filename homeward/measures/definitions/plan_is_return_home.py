"""How many of the children in care had going home as their plan."""

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.care_plans import RETURN_HOME
from homeward.measures.definition import Asked, Definition
from homeward.measures.needed_tables import without_care_plans
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    return Asked(
        ShareOf(events.looked_after, where=~nw.col("plan").is_null(), has=nw.col("plan") == RETURN_HOME),
        why_not=without_care_plans(events),
    )


DEFINITION = Definition(
    id="plan_is_return_home",
    title="Children in care whose plan is to go home",
    unit="share of children looked after on 31 March with a plan on record",
    kind="share",
    direction="read together",
    why=(
        "In one authority one plan in eight named going home, and nearly half of those who left went home. What is not "
        "planned is not prepared."
    ),
    definition=(
        "Out of the children looked after at the end of 31 March of each return year for whom a care plan was on "
        "record: those whose plan in force that day was to return home. A plan is in force until the child's next "
        "one begins. Grouped by the year and by the child as on that day; the total, and each group other than a "
        "year, adds up all 31 Marches. Needs the optional table of care plans."
    ),
    owner="Homeward",
    ask=_ask,
    drawn_from="looked_after",
)
