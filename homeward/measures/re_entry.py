"""Re-entry: did a child who went home come into care again, and within what time."""

from dataclasses import dataclass
from functools import partial
from math import ceil

import narwhals as nw
import numpy as np

from homeward.journeys import Events
from homeward.journeys.engine import collect_counts
from homeward.journeys.returns_home import DATA_END, RE_ENTRY, TURNED_18
from homeward.measures.counting import Counting, Part
from homeward.measures.definition import Asked, Definition, Way
from homeward.measures.groups import BY_YEAR
from homeward.measures.result import ResultRow, RowAt
from homeward.measures.returning import BRISTOL, OWNER
from homeward.measures.shares import ShareOf
from homeward.stats.survival import CENSORED, CountTable, Incidence, cumulative_incidence

WHY = (
    "Children who go home and come back into care lose a home twice. The figure asks whether going home lasted, not "
    "whether it was right: coming back can be what kept a child safe."
)
_CAUSES = {RE_ENTRY: 1, TURNED_18: 2, DATA_END: CENSORED}
_DAYS_IN_MONTH = 365.25 / 12


def window_days(months: int) -> int:
    """Return the last day of a window of so many months, counted from going home: 91 for 3, 365 for 12, 2191 for 72."""
    return ceil(months * _DAYS_IN_MONTH - 0.5)


def re_entry_within(months: int) -> Definition:
    """Return the measure of returns home after which care began again within so many months."""
    days = window_days(months)
    return Definition(
        id=f"re_entry_within_{months}_months",
        title=f"Back in care within {months} months of going home",
        unit="share of returns home",
        kind="share",
        direction="read together",
        why=WHY,
        definition=(
            f"Out of all returns home that were followed for {days} days by the day of the figures: those after "
            f"which the child's next period of care began on day 1 to {days} after going home. Grouped by the year "
            "of the return home and by the child as on that day. Each return home counts, so a child can count more "
            "than once. A restart of care on the day of going home is the same period of care, not a re-entry. A "
            "child who turned 18 within the time stays in; the figure without them stands beside it. A year counts "
            "as complete once all who went home in it could be followed that long. Short breaks (V3, V4) are left "
            "out before anything is counted, and an end of care that is not recorded is never a return home. "
            f"{BRISTOL}"
        ),
        owner=OWNER,
        ask=partial(_ask, days=days),
        drawn_from="returns_home",
        within_days=days,
        is_headline=months == 12,
    )


def _ask(events: Events, days: int) -> Asked:
    followed = nw.col("days_followed") >= days
    came_back = nw.col("days_to_re_entry") <= days
    still_a_child = (nw.col("days_to_18") > days) | nw.col("days_to_18").is_null()
    without = Way(
        id="without_turned_18",
        label="Without children who turned 18 within that time",
        counting=ShareOf(
            events.returns_home, where=followed & still_a_child, has=came_back, by=BY_YEAR, window_days=days
        ),
    )
    return Asked(ShareOf(events.returns_home, where=followed, has=came_back, window_days=days), (without,))


@dataclass(frozen=True, eq=False)
class ReEntryCurve(Counting):
    """The share back in care by each month after going home, for as long as anybody is followed.

    Aalen-Johansen: turning 18 ends the chance of re-entry, the day of the figures ends the view. In a row `numerator`
    is how many had come back by that day, and `denominator` how many could still be seen to come back as it began.
    """

    stands_at = "at_days"

    def rows(self, events: Events) -> tuple[ResultRow, ...]:
        """Return a row for each month."""
        incidence = self._estimate()
        if incidence is None:
            return ()
        came_back = np.cumsum(incidence.events[_CAUSES[RE_ENTRY] - 1])
        last = int(incidence.days[-1])
        months = range(int(last / _DAYS_IN_MONTH) + 2)
        grid = [days for days in map(window_days, months) if days <= last]
        return tuple(_point(incidence, days, int(came_back[days])) for days in grid)

    def behind(self, at: RowAt, part: Part) -> nw.Expr | None:
        """Say which returns home a number counts."""
        if part == "denominator":
            return nw.col("days_seen") >= at.at_days
        return (nw.col("seen_until") == RE_ENTRY) & (nw.col("days_seen") <= at.at_days)

    def _estimate(self) -> Incidence | None:
        """Fetch from the engine how many ended on which day after going home and by what; estimate from these."""
        counts = collect_counts(self.frame.group_by("days_seen", "seen_until").agg(nw.len().alias("count")))
        day, count = ([int(each[name]) for each in counts] for name in ("days_seen", "count"))
        cause = [_CAUSES[each["seen_until"]] for each in counts]
        return cumulative_incidence(CountTable(day, cause, count), causes=_CAUSES[TURNED_18]) if counts else None


def _point(incidence: Incidence, days: int, came_back: int) -> ResultRow:
    at_risk = int(incidence.at_risk[days])
    share, interval = incidence.at(days, _CAUSES[RE_ENTRY]) or (None, None)
    if interval is None:
        return ResultRow({}, came_back, at_risk, share, at_days=days)
    return ResultRow({}, came_back, at_risk, share, interval.low, interval.high, at_days=days)
