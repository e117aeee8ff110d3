"""The care that no return of this council holds: that of another council, and what came after the last return."""

from datetime import date, timedelta

from homeward.invented.families.careers import HOME, CareChild, Episode
from homeward.invented.families.choosing import AFTER_RETURN_DAYS, Siblings

_APART_DAYS, _LASTED_DAYS = 420, 150


def earlier_periods(siblings: Siblings) -> tuple[tuple[Episode, ...], ...]:
    """Return periods in another council's care, each ending at home, so that two returns home of this child failed."""
    if siblings.story != "two_failed_returns":
        return ()
    child = siblings.children[0]
    homes = sum(period[-1].reason_ceased in HOME for period in child.periods)
    first = child.periods[0][0].began_on
    starts = [first - timedelta(days=_APART_DAYS * number) for number in range(2 - homes, 0, -1)]
    return tuple((_elsewhere(start, child),) for start in starts)


def unplanned_return_on(siblings: Siblings, as_of: date) -> date | None:
    """Return the day on which a parent took a child home who was in care when the returns ended; None for others."""
    is_story = siblings.story == "unplanned" and siblings.children[0].is_open
    return as_of - timedelta(days=AFTER_RETURN_DAYS) if is_story else None


def _elsewhere(start: date, child: CareChild) -> Episode:
    ended = start + timedelta(days=_LASTED_DAYS)
    return Episode(start, ended, "S", "V2", child.last.need, "U6", "E4A")
