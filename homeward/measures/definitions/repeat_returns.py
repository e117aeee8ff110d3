"""How many of the returns home were not the child's first."""

import narwhals as nw

from homeward.journeys import Journeys
from homeward.measures.definition import Counted, Definition
from homeward.measures.groups import BY_CHILD, BY_YEAR
from homeward.measures.result import Beside
from homeward.measures.returning import BRISTOL, OWNER
from homeward.measures.shares import share_rows


def _count(journeys: Journeys) -> Counted:
    returns, again = journeys.returns_home.lazy(), nw.col("earlier_returns") > 0
    whole = Beside(
        id="whole_history",
        label="Only children whose whole history in care is within the data",
        rows=share_rows(journeys, returns.filter(nw.col("history_cut_off") == 0), again, by=BY_YEAR),
    )
    by = (*BY_CHILD, "time_in_care")
    return Counted(share_rows(journeys, returns, again, by=by), (whole,))


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
    count=_count,
    drawn_from="returns_home",
)
