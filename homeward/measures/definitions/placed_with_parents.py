"""How many of the children looked after on 31 March lived with their parents."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    return Asked(ShareOf(events.looked_after, has=nw.col("place") == "placed_with_parents"))


DEFINITION = Definition(
    id="placed_with_parents",
    title="Looked-after children placed with their parents",
    unit="share of children looked after on 31 March",
    kind="share",
    direction="read together",
    why=(
        "These children live at home and are still looked after: for some it is the way home, for others an order that "
        "nobody has asked the court to end. Neither shows among the exits."
    ),
    definition=(
        "Out of the children looked after at the end of 31 March of each return year: those placed with a parent or "
        "another person with parental responsibility (P1). Grouped by the year and by the child as on that day; the "
        "total, and each group other than a year, adds up all 31 Marches. A child in a temporary place (T0 to T4) "
        "on the day is not counted as placed with parents. Short breaks (V3, V4) are left out."
    ),
    owner="Homeward; counted as England's figures are",
    ask=_ask,
    drawn_from="looked_after",
)
