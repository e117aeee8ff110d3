"""How many of the children who went home had going home as their plan."""

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.care_plans import RETURN_HOME
from homeward.journeys.periods import is_return_home
from homeward.measures.definition import Asked, Definition
from homeward.measures.needed_tables import without_care_plans
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    has_plan = is_return_home() & ~nw.col("plan").is_null()
    return Asked(
        ShareOf(events.exits, where=has_plan, has=nw.col("plan") == RETURN_HOME),
        why_not=without_care_plans(events),
        is_apart=events.definition != "dfe",
    )


DEFINITION = Definition(
    id="plan_against_outcome",
    title="Exits home that the care plan had named",
    unit="share of exits home with a plan on record",
    kind="share",
    direction="higher is better",
    why=(
        "A child who goes home against the plan, or without any, goes home unprepared. Where plan and outcome differ "
        "often, the plan is not what is worked on."
    ),
    definition=(
        "Out of all exits home (E4A, E4B, E4) of children for whom a care plan was on record when care ended: those "
        "whose plan in force that day was to return home. A plan is in force until the child's next one begins; one "
        "that begins on the day of the exit counts. Grouped by the year of the exit and by the child as on that "
        "day. Each exit counts. Placements with parents are not exits, under either definition of a return home. "
        "Needs the optional table of care plans."
    ),
    owner="Homeward",
    ask=_ask,
    drawn_from="returns_home",
)
