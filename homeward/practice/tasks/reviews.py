"""The reviews of a looked-after child's case as tasks: within 20 working days, 3 months, then every 6 months."""

from dataclasses import dataclass
from datetime import date

from homeward.law.duty import Due, OutsideKnownDatesError
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from homeward.practice.tasks.task import Task, in_words

FIRST_REVIEW = "review.first"
"""With this begins the id of the task of a first review."""
_PAGE = "pathway_reviews"
_HELD = "If it is held earlier or later than this, the review after it counts from the day on which it was held."


@dataclass(frozen=True)
class LookedAfter:
    """A child's present period of care: its number among the child's periods, first day, and the reviews held in it.

    `reviews` are the days on which the record says that a review was held, in order.
    """

    number: int
    began_on: date
    reviews: tuple[date, ...] = ()


def review_task(care: LookedAfter, today: date) -> Task | None:
    """Return the task of the next review of a child's case; None where the law of those days is not known here.

    A day that is past may mean that a review was late, or that it was not written down: the task says so. Where no
    review at all is written down and the first is past, the task has no day: then nobody can say which review is next.
    """
    held = [day for day in care.reviews if care.began_on <= day <= today]
    due = _due(care, held)
    if due is None:
        return None
    identity = f"{_id(len(held))}.{care.number}.{len(held) + 1}"
    if due.due_on >= today:
        return _task(identity, "Hold the review of the child’s case", due, due.explanation)
    if not held:
        says = f"No review since {in_words(care.began_on)} is in this record; the first was due by"
        because = (
            f"{says} {in_words(due.due_on)} ({due.instrument}). Once the last is written down, the next has a day."
        )
        words = "Write down when the case was last reviewed"
        return Task(id=identity, step="", words=words, because=because, href_name=_PAGE, is_law=True)
    because = f"{due.explanation} No later review is in this record: hold it, or write down when it was held."
    return _task(identity, "Hold the review of the child’s case, or write down that it was held", due, because)


def _id(held: int) -> str:
    return FIRST_REVIEW if held == 0 else "review"


def _due(care: LookedAfter, held: list[date]) -> Due | None:
    name = ("first_review", "second_review", "later_review")[min(len(held), 2)]
    try:
        return duty(name, Nation.ENGLAND).due_on(held[-1] if held else care.began_on)
    except (OutsideKnownDatesError, ValueError):
        return None


def _task(identity: str, words: str, due: Due, because: str) -> Task:
    return Task(
        id=identity,
        step="",
        words=words,
        due_on=due.due_on,
        because=because,
        moves=_HELD,
        href_name=_PAGE,
        for_role="reviewing officer and social worker",
        is_law=True,
    )
