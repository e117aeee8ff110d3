"""How many of the returns home were not the child's first."""

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_CHILD, BY_YEAR
from homeward.measures.returning import BRISTOL, OWNER
from homeward.measures.shares import ShareOf


def _ask(events: Events) -> Asked:
    again = nw.col("earlier_returns") > 0
    whole = Way(
        id="whole_history",
        label="Only children whose whole history in care is within the data",
        counting=ShareOf(events.returns_home, where=nw.col("history_cut_off") == 0, has=again, by=BY_YEAR),
    )
    return Asked(ShareOf(events.returns_home, has=again, by=(*BY_CHILD, "time_in_care")), (whole,))


DEFINITION = Definition(
    id="repeat_returns",
    title="Returns home after an earlier return that did not last",
    unit="share of returns home",
    kind="share",
    direction="read together",
    why="Each failed return makes the next one harder. Children who go to and fro need another answer, and early.",
    definition=(
        "Out of all returns home: those of children who had gone home before, within the data, and had come back into "
        "care. Grouped by the year of the return home and by the child as on that day. Each return home counts. "
        "Earlier returns before the first return read are not seen, so the first years look lower than they were; the "
        "figure for children who were not in care before the data begin stands beside, and has less of this. "
        f"{BRISTOL}"
    ),
    owner=OWNER,
    ask=_ask,
    drawn_from="returns_home",
)
