"""How the share of children back in care grows with the months since they went home."""

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.re_entry import WHY, ReEntryCurve
from homeward.measures.returning import BRISTOL, OWNER


def _ask(events: Events) -> Asked:
    return Asked(ReEntryCurve(events.returns_home))


DEFINITION = Definition(
    id="re_entry_cumulative",
    title="Back in care after going home, by time since going home",
    unit="share of returns home",
    kind="curve",
    direction="read together",
    why=WHY + " The curve uses every return home, also those that could be followed only for a while.",
    definition=(
        "For all returns home: the estimated share after which the child's next period of care had begun by each "
        "month. Children who turn 18 can no longer come back into care (a competing event); whoever had not come back "
        "on the day of the figures is followed up to that day. Aalen-Johansen estimate with a 95 % interval, one point "
        "a month (day 30, 61, 91 and so on). Each return home counts. A restart of care on the day of going home is no "
        "re-entry, short breaks (V3, V4) are left out, and an end of care that is not recorded is never a return home. "
        f"{BRISTOL}"
    ),
    owner=OWNER,
    ask=_ask,
    drawn_from="returns_home",
)
