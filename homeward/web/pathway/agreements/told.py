"""Tells others of agreements: decisions that rest on them, and the list of tasks with what is promised and when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from homeward.practice.agreement import IS_REFUSED, Agreement, Became, Judged, last_look, progress
from homeward.practice.decisions.grounds import Ground
from homeward.practice.tasks.task import Task, in_words
from homeward.web.pathway.agreements.queries import agreements_of_ways
from homeward.web.pathway.decisions.grounds import ground_of_rows, rest_on
from homeward.web.pathway.models import (
    AgreementAnswer,
    GoalReviewed,
    PathwayStart,
    PromiseReviewed,
)
from homeward.web.pathway.queries import Way
from homeward.web.pathway.work.sources import tasks_from

REVIEW_DAYS = 28
"""Each goal is looked at again after so many days: our own interval, within the twelve weeks of the step."""
_OWN = "Homeward’s own interval: change is seen in weeks, not in months"
_FOUND_LESS = frozenset({Judged.PARTLY, Judged.NOT_MET})
_DID_NOT_COME = frozenset({Became.NOT_DELIVERED, *IS_REFUSED})
_OPEN = frozenset({Became.UNDER_WAY, Became.NOT_DELIVERED})


def tell() -> None:
    """State that decisions rest on agreements, and which tasks they bring."""
    rest_on(agreement_grounds)
    tasks_from(agreement_tasks)


def agreement_grounds(start: PathwayStart, today: date) -> Iterator[Ground]:
    """Yield the agreements of a way as one ground, with all that was ever written of them; six queries.

    Of the looks since, those count that found something not kept: who approved knew of no more than that, and has to
    hear of it. A goal that is met still, or help that came, takes nothing away from what was approved.
    """
    reviews = [
        *GoalReviewed.objects.filter(goal__start=start, judged__in=_FOUND_LESS),
        *PromiseReviewed.objects.filter(promise__start=start, became__in=_DID_NOT_COME),
    ]
    written = [*start.agreement_versions.all(), *start.goals.all(), *start.promises.all(), *reviews]
    if not written:
        return
    told = ("agreement", str(start.pk), "the written agreement")
    whole = ground_of_rows(*told, written, AgreementAnswer.objects.filter(version__start=start))
    # Who wrote down an answer, such as the manager's own, has not written what was agreed.
    yield replace(whole, written_by=ground_of_rows(*told, written).written_by)


def agreement_tasks(ways: Sequence[Way], today: date) -> Iterator[tuple[UUID, Task]]:
    """Yield what is to be done about the agreements that stand: see that help came, and look at each again."""
    found = agreements_of_ways([way.start for way in ways], today)
    for way in ways:
        for agreement in found[way.start.pk]:
            if agreement.is_agreed:
                yield from ((way.start.pk, task) for task in _tasks(agreement, way.position.step.id, today))


def _tasks(agreement: Agreement, step: str, today: date) -> Iterator[Task]:
    for promise in agreement.promises:
        last = last_look(agreement, promise, today)
        if promise.by_on is not None and (last is None or last.became in _OPEN):
            yield Task(
                id=f"promise-{promise.line}",
                step=step,
                words=f"See whether the help came that was promised by: {promise.service}",
                because=f"Due {in_words(promise.by_on)}: promised by then in the written agreement",
                due_on=promise.by_on,
                moves="If the day moves, the agreement is made and agreed anew.",
                href_name="agreement",
                for_role="social worker",
            )
    yield _review_task(agreement, step, today)


def _review_task(agreement: Agreement, step: str, today: date) -> Task:
    """Return when all is to be looked at again: so many days after the goal looked at longest ago, or since agreed."""
    agreed_on = max((one.on for one in agreement.accepted), default=agreement.made_on or today)
    looked = [one.last.on if one.last else agreed_on for one in progress(agreement, today)]
    since = max(agreed_on, min(looked, default=agreed_on))
    due_on = since + timedelta(days=REVIEW_DAYS)
    return Task(
        id=f"review-{agreement.for_parent or 'both'}-{since.isoformat()}",
        step=step,
        words="Look at every goal and every promise of the written agreement",
        because=f"Due {in_words(due_on)}: {REVIEW_DAYS} days after {in_words(since)}. {_OWN}.",
        due_on=due_on,
        moves="If the review is later, the next one is counted from that day.",
        href_name="agreement",
        for_role="social worker",
    )
