"""When a child came home, how, and when not any more: read from what was written down on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from homeward.practice.pathways.position import Entry, EntryKind

_HOME_BY_FACT = frozenset({"went_home", "removed", "walked", "ordered"})
_HOME_BY_STEP = frozenset({"prepare"})
_AWAY_BY_FACT = frozenset({"came_back", "moved_elsewhere", "died"})
_AWAY_BY_ANSWER = frozenset({"broke_down", "back"})
_BY_CARE_HISTORY = "The care history says so."
_PLANNED = frozenset({"went_home", "prepare"})


@dataclass(frozen=True)
class CameHome:
    """Since when a child lives, or lived, at home; whether the return was planned; `ended_on` None while it lasts.

    `ended_by` is the id of the fact or answer that ended it, and `why` the reason that was given.
    """

    on: date
    is_planned: bool
    ended_on: date | None = None
    ended_by: str = ""
    why: str = ""


def came_home(entries: Iterable[Entry], today: date) -> CameHome | None:
    """Return the last time a child came home by a day, and how it ended; None where the child did not."""
    found = every_return(entries, today)
    return found[-1] if found else None


def every_return(entries: Iterable[Entry], today: date) -> tuple[CameHome, ...]:
    """Return each time a child came home by a day, in order, and how it ended.

    The day of coming home is the first that tells of it: what is written later, while the child is home, moves nothing.
    """
    found: list[CameHome] = []
    for entry in entries:
        if entry.on > today:
            break
        is_home = bool(found) and found[-1].ended_on is None
        if not is_home and _brings_home(entry):
            found.append(CameHome(entry.on, entry.step in _PLANNED))
        elif is_home and (by := _takes_away(entry)):
            found[-1] = replace(found[-1], ended_on=entry.on, ended_by=by, why=entry.reason)
    return tuple(found)


def with_care_history(home: CameHome, away_began: Iterable[date]) -> CameHome:
    """Return when a child came home, ended where care away from home began after it, though nobody wrote that down.

    `away_began` are the days on which, by the care history, the child began to live in care away from the parents. The
    earlier of that day and what was written down ends it.
    """
    back_on = min((day for day in away_began if day > home.on), default=None)
    if back_on is None or (home.ended_on and home.ended_on <= back_on):
        return home
    return replace(home, ended_on=back_on, ended_by="came_back", why=_BY_CARE_HISTORY)


def _brings_home(entry: Entry) -> bool:
    if entry.kind == EntryKind.HAPPENED:
        return entry.step in _HOME_BY_FACT
    return entry.kind == EntryKind.DONE and entry.step in _HOME_BY_STEP


def _takes_away(entry: Entry) -> str:
    if entry.kind == EntryKind.HAPPENED:
        return entry.step if entry.step in _AWAY_BY_FACT else ""
    return entry.answer if entry.kind == EntryKind.DECIDED and entry.answer in _AWAY_BY_ANSWER else ""
