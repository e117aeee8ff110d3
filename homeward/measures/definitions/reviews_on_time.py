"""How many of all reviews that were due were held in time."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.groups import BY_CHILD
from homeward.measures.needed_tables import without_reviews
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    on_time = ShareOf(events.reviews_due, has=nw.col("is_on_time") == 1, by=BY_CHILD)
    return Asked(on_time, why_not=without_reviews(events))


DEFINITION = Definition(
    id="reviews_on_time",
    title="Reviews held in time",
    unit="share of reviews due",
    kind="share",
    direction="higher is better",
    why="A review asks whether the plan still fits the child. Where reviews slip, so do plans to go home.",
    definition=(
        "Out of all reviews that fell due by the day of the figures while the period of care went on: those held by "
        "the last day in time. The first is due 20 working days after care began, the second 3 months after the "
        "first was held, each later one 6 months after the one before was held, as England's regulations ask. Where "
        "one is not held it counts once, and nothing further is due. Of care that began before the data, nobody "
        "knows which review the first one seen is: what is due after it is not asked for, what is due after later "
        "ones is. Grouped by the year in which it was due and by the child as on the day care began. Short breaks "
        "(V3, V4) are left out. Needs the table of reviews."
    ),
    owner="Homeward; limits as in the Care Planning, Placement and Case Review (England) Regulations 2010",
    ask=_ask,
)
