"""Tells of one way whether a return was planned and made, and whether it broke down soon after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.law.clock import add_months
from homeward.practice.after.coming_home import CameHome
from homeward.practice.pathways.position import Entry, EntryKind

FIRST_DAYS = 30
"""The first days at home, in which a return is hardest (`facts/practice.md` 1.9)."""
SOON_MONTHS = 3
"""A child who is back in care within so many months is counted as coming back soon."""
_APPROVED = frozenset({("decide_approve", "approve"), ("decide_short", "approve")})


def approved_on(entries: Iterable[Entry], today: date) -> date | None:
    """Return the last day on which a return was approved until a day; None where none was."""
    days = [one.on for one in entries if one.kind == EntryKind.DECIDED and (one.step, one.answer) in _APPROVED]
    return max((day for day in days if day <= today), default=None)


def day_at_home(home: CameHome | None, today: date) -> int | None:
    """Return which of the first 30 days at home it is, the day of coming home being the first; None otherwise."""
    if home is None or home.ended_on is not None:
        return None
    number = (today - home.on).days + 1
    return number if number <= FIRST_DAYS else None


def came_back_soon(home: CameHome | None) -> date | None:
    """Return the day on which a return ended, where that was within three months of coming home; None otherwise."""
    if home is None or home.ended_on is None or home.ended_by not in _BACK:
        return None
    return home.ended_on if home.ended_on <= add_months(home.on, SOON_MONTHS) else None


_BACK = frozenset({"came_back", "broke_down", "back"})


@dataclass(frozen=True)
class Returns:
    """How many returns were approved in a time, how many of those children came home, and how many came unplanned."""

    approved: int
    made: int
    unplanned: int


def returns_made(ways: Iterable[tuple[date | None, CameHome | None]], since: date) -> Returns:
    """Return the returns of some ways since a day: when each was approved, and when the child came home."""
    told = list(ways)
    approved = [(on, home) for on, home in told if on is not None and on >= since]
    made = sum(home is not None and home.on >= on for on, home in approved)
    unplanned = sum(home is not None and not home.is_planned and home.on >= since for _, home in told)
    return Returns(len(approved), made, unplanned)
