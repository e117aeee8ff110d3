"""The visits of a child who is looked after away from home as tasks: within a week of a placement, then six weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.law.clock import anniversary
from homeward.law.duty import Due, OutsideKnownDatesError
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from homeward.practice.tasks.task import Task, in_words

_MOVES = "If the child is visited earlier, the visit after it counts from that day."
_LASTING = " Where the placement is meant to last until the child is 18, a visit every three months is enough now."


@dataclass(frozen=True)
class Placed:
    """Since when a child lives where they live, and the days on which somebody came and saw the child there."""

    since: date
    seen_on: tuple[date, ...] = ()


def visit_task(placed: Placed, today: date) -> Task | None:
    """Return the task of the next visit of a child in a placement; None where the law of those days is not known here.

    A day that is past may mean that the visit was late, or that it was not written down: the task says so. Where no
    visit of this placement is written down and the first is past, the task has no day.
    """
    seen = sorted(day for day in placed.seen_on if placed.since <= day <= today)
    due = _due(placed, seen)
    if due is None:
        return None
    identity = f"visit.{placed.since.isoformat()}.{len(seen) + 1}"
    is_later = bool(seen) and seen[-1] >= anniversary(placed.since, 1)
    because = f"{due.explanation}{_LASTING if is_later else ''}"
    if due.due_on >= today:
        return _task(identity, "Visit the child where the child lives", due, because)
    if not seen:
        says = (
            f"No visit since {in_words(placed.since)}, when the placement began, is in this record; the first was due"
        )
        unknown = (
            f"{says} by {in_words(due.due_on)} ({due.instrument}). Once the last is written down, the next has a day."
        )
        words = "Write down when the child was last visited"
        return Task(id=identity, step="", words=words, because=unknown, href_name="visits", is_law=True)
    late = f"{because} No later visit is in this record: visit the child, or write down when it was."
    return _task(identity, "Visit the child where the child lives, or write down that it was done", due, late)


def _due(placed: Placed, seen: Iterable[date]) -> Due | None:
    last = max(seen, default=None)
    try:
        if last is None:
            return duty("visit_first", Nation.ENGLAND).due_on(placed.since)
        is_first_year = last < anniversary(placed.since, 1)
        return duty("visit_in_first_year" if is_first_year else "visit_later", Nation.ENGLAND).due_on(last)
    except (OutsideKnownDatesError, LookupError, ValueError):
        return None


def _task(identity: str, words: str, due: Due, because: str) -> Task:
    return Task(
        id=identity,
        step="",
        words=words,
        due_on=due.due_on,
        because=because,
        moves=_MOVES,
        href_name="visits",
        for_role="social worker",
        is_law=True,
    )
