"""How many children were looked after on each 31 March."""

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.shares import CountOf


def _ask(events: Events) -> Asked:
    return Asked(CountOf(events.looked_after))


DEFINITION = Definition(
    id="looked_after",
    title="Children looked after on 31 March",
    unit="children, added up over the 31 Marches",
    kind="count",
    direction="neither",
    why="It says for how many children the service stands in for parents, and what the other figures are out of.",
    definition=(
        "Children in a period of care at the end of 31 March of each return year up to the day of the figures. A "
        "child whose care ended on the day itself is not counted. Grouped by the year and by the child as on that "
        "day; the total, and each group other than a year, adds up all 31 Marches, so a child counts once for each. "
        "Time in care is unknown where care began before the data do. Short breaks (V3, V4) are left out."
    ),
    owner="Homeward; counted as England's figures are",
    ask=_ask,
)
