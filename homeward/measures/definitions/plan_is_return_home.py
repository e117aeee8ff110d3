"""How many of the children in care had going home as their plan."""

import narwhals as nw

from homeward.journeys import Journeys
from homeward.journeys.care_plans import RETURN_HOME
from homeward.measures.definition import Counted, Definition
from homeward.measures.needed_tables import without_care_plans
from homeward.measures.shares import share_rows


def _count(journeys: Journeys) -> Counted:
    if note := without_care_plans(journeys):
        return Counted((), note=note)
    planned = journeys.looked_after.lazy().filter(~nw.col("plan").is_null())
    return Counted(share_rows(journeys, planned, nw.col("plan") == RETURN_HOME))


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
    count=_count,
    drawn_from="looked_after",
)
