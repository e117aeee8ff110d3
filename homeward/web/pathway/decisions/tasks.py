"""Tells the tasks of decisions: a view to be given, a signature to be given, what lapsed, and the emergency route."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from homeward.practice.decisions.requirements import SIGNS_AS_WORDS, UNVERIFIED
from homeward.practice.tasks.task import Task
from homeward.web.pathway.decisions.emergency import emergency_of
from homeward.web.pathway.decisions.queries import Decided, current_return
from homeward.web.pathway.home_assessment.queries import home_assessment_of, placed_with_parents_on
from homeward.web.pathway.models import DecisionProposal
from homeward.web.pathway.queries import Way

_NO_DAY = "No regulation sets a day for it: it waits for a person."


def of_decisions(ways: Sequence[Way], today: date) -> Iterator[tuple[UUID, Task]]:
    """Yield what decisions for a return home wait for; one query, and more only of the ways that have a proposal."""
    pks = [way.start.pk for way in ways]
    proposed = set(DecisionProposal.objects.filter(start__in=pks, struck_at=None).values_list("start", flat=True))
    for way in ways:
        one = current_return(way.start, today) if way.start.pk in proposed else None
        for task in _tasks(one) if one else ():
            yield way.start.pk, task


def of_emergency_route(ways: Sequence[Way], today: date) -> Iterator[tuple[UUID, Task]]:
    """Yield what is due of children on an order who live with a parent already; queries only for such children."""
    for way in ways:
        if not way.record.child.is_on_order or placed_with_parents_on(way.start, today) is None:
            continue
        for clock in emergency_of(way, home_assessment_of(way.start, today), today):
            said = clock.due.explanation
            yield (
                way.start.pk,
                Task(
                    id=clock.duty.id,
                    step=way.position.step.id,
                    words=clock.duty.requirement,
                    because=said if clock.is_verified else f"{said} This is {UNVERIFIED}.",
                    due_on=clock.due.due_on,
                    moves="If the placement began on another day, or the assessment was done on another, this moves.",
                    href_name="home_assessment",
                    for_role="social worker and team manager",
                    is_law=True,
                ),
            )


def _tasks(one: Decided) -> Iterator[Task]:
    step = one.proposal.step
    if one.has_lapsed:
        changed = "; ".join(each.in_words for each in one.standing.changed)
        yield Task(
            id="decision_lapsed",
            step=step,
            words="The decision has lapsed: propose it anew, or withdraw it.",
            because=f"What it rests on changed: {changed}.",
            href_name="decisions",
            for_role="social worker and team manager",
        )
    if one.standing.is_open and one.view is None:
        yield Task(
            id="reviewer_view",
            step=step,
            words="Give your view of the decision that is proposed.",
            because=_NO_DAY,
            href_name="decisions",
            for_role="independent reviewing officer",
        )
    for each in one.standing.waits_for if one.view else ():
        role = SIGNS_AS_WORDS[each.signs_as] if each.signs_as else ""
        words = f"Sign the decision, yes or no, as {role}."
        told = f"{each.why} {each.instrument}{'' if each.is_verified else f' ({UNVERIFIED})'}."
        yield Task(id=each.id, step=step, words=words, because=told, href_name="decisions", for_role=role)
