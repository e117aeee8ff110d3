"""The tasks after a return: visits, when help ends, the third classification, outcomes, and an unplanned return."""

from collections.abc import Iterator
from datetime import date, timedelta

from homeward.practice.after.coming_home import CameHome
from homeward.practice.after.monitoring import VisitDue
from homeward.practice.after.outcomes import AtMilestone, Outcome, window_of
from homeward.practice.after.support import Support
from homeward.practice.pathways.steps import Pathway
from homeward.practice.tasks.task import Task, in_words

_PAGE = "home_and_after"
_FIRST, _THIRD = "home", "third_classification"


def visit_task(due: VisitDue | None, step: str) -> Task | None:
    """Return the next visit to a child at home; None where none is due."""
    if due is None or due.due_on is None:
        return None
    is_law = due.statutory is not None and due.statutory.due_on == due.due_on
    because = due.because if is_law else f"Due {in_words(due.due_on)}. {due.because}"
    return Task(
        id=f"visit-at-home.{due.due_on.isoformat()}",  # after each visit another day, so that each is seen anew
        step=step,
        words="Visit the child at home, and see the child alone",
        because=because,
        due_on=due.due_on,
        moves="If the visit is earlier or later, the next one is counted from its day.",
        href_name=_PAGE,
        for_role="social worker",
        is_law=is_law,
    )


def support_task(support: Support | None, step: str) -> Task | None:
    """Return that the help ends; None where no plan says until when."""
    if support is None:
        return None
    return Task(
        id="support-ending",
        step=step,
        words="The help ends: decide whether it goes on",
        because=f"Due {in_words(support.until_on)}: the plan after care names this day.",
        due_on=support.until_on,
        moves="If the day moves, say so in the plan after care. Sooner than six months needs a reason.",
        href_name=_PAGE,
        for_role="social worker",
    )


def third_task(home: CameHome, pathway: Pathway, step: str) -> Task | None:
    """Return when the risk is classified the third time, while the child is in the first weeks at home."""
    first, third = pathway.by_id.get(_FIRST), pathway.by_id.get(_THIRD)
    if step != _FIRST or first is None or third is None or not (first.within_days and third.within_days):
        return None
    days = first.within_days + third.within_days
    due_on = home.on + timedelta(days=days)
    return Task(
        id="third-classification",
        step=step,
        words="Classify the risk, third time",
        because=f"Due {in_words(due_on)}: {days} days after coming home on {in_words(home.on)}. The service’s own "
        "time limit, not a law.",
        due_on=due_on,
        moves="If the child comes home on another day, this day moves with it.",
        for_role="two people, apart",
    )


def outcome_task(at: AtMilestone, step: str) -> Task | None:
    """Return that it must be found out how the child is at a milestone; None once it is known."""
    if at.outcome != Outcome.NOT_KNOWN:
        return None
    last = window_of(at.on)[1]
    return Task(
        id=f"outcome-{at.months}",
        step=step,
        words=f"Find out how the child is {at.months} months after coming home",
        because=f"Due {in_words(at.on)}: {at.months} months after coming home. Homeward’s own: without somebody who "
        f"knows, it is counted as not known. What is found out until {in_words(last)} still counts.",
        due_on=at.on,
        moves="If the child comes home on another day, this day moves with it.",
        href_name=_PAGE,
        for_role="social worker",
    )


def unplanned_tasks(home: CameHome, step: str, *, looked_at: bool, officer_told: bool) -> Iterator[Task]:
    """Yield what an unplanned return asks for on the same day and is not written down yet."""
    asked: list[tuple[str, str, bool, date]] = [
        ("safety-check", "See the child alone today, and look at home", looked_at, home.on),
        ("reviewing-officer", "Tell the reviewing officer", officer_told, home.on),
    ]
    for identity, words, is_done, due_on in asked:
        if not is_done:
            yield Task(
                id=identity,
                step=step,
                words=words,
                because=f"Due {in_words(due_on)}: the day of the unplanned return. Homeward’s own: guidance asks for "
                "it at once, and names no number of days.",
                due_on=due_on,
                moves="It does not move.",
                href_name=_PAGE,
                for_role="social worker or emergency duty",
            )
