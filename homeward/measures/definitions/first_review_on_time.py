"""How many first reviews were held in time."""

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.calendar import FIRST
from homeward.measures.definition import Asked, Definition
from homeward.measures.groups import BY_CHILD
from homeward.measures.needed_tables import without_reviews
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    first, is_on_time = nw.col("review") == FIRST, nw.col("is_on_time") == 1
    return Asked(ShareOf(events.reviews_due, where=first, has=is_on_time, by=BY_CHILD), why_not=without_reviews(events))


DEFINITION = Definition(
    id="first_review_on_time",
    title="First reviews held in time",
    unit="share of first reviews due",
    kind="share",
    direction="higher is better",
    why=(
        "The first review is where a plan to go home is made or missed: most children who go home do so within months "
        "of coming into care."
    ),
    definition=(
        "Out of the periods of care whose beginning lies within the data and that still went on when the first review "
        "was due, by the day of the figures: those in which a review was held within 20 working days of the start, as "
        "England's regulations ask (the duty first_review; weekends, Good Friday, Christmas Day and bank holidays are "
        "no working days). Grouped by the year in which it was due and by the child as on the day care began. Short "
        "breaks (V3, V4) are left out. Needs the table of reviews."
    ),
    owner="Homeward; the time limit is that of the Care Planning, Placement and Case Review (England) Regulations 2010",
    ask=_ask,
    part_of="reviews_on_time",
)
