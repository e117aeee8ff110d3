"""The tasks of a step of the pathway: the step itself by the service's own time, and what is missing before it."""

from collections.abc import Iterator
from datetime import date, timedelta

from homeward.practice.pathways.position import Position
from homeward.practice.pathways.steps import Pathway, Step, StepKind
from homeward.practice.tasks.task import Task, in_words

_MOST_TO_MOVE = 3
"""So many of the steps that would move too are named with their days."""


def step_tasks(position: Position, pathway: Pathway, today: date) -> Iterator[Task]:
    """Yield the task of the step at which a child stands, then one for each thing that is missing; none at an end."""
    if position.has_ended:
        return
    step, identity = position.step, _id(position)
    yield Task(
        id=identity,
        step=step.id,
        words=step.title,
        due_on=position.due_on,
        because=_because(position),
        moves=_moves(position, pathway, today),
        for_role=step.done_by,
    )
    for missing in position.missing:
        need = missing.need
        unread = "" if need.is_verified else " (unverified: the text itself was not read)"
        yield Task(
            id=f"{identity}.{need.id}",
            step=step.id,
            words=f"{need.words[:1].upper()}{need.words[1:]}",
            due_on=position.due_on,
            because=f"Needed for “{step.title}”. Asked for by: {need.source}{unread}.",
            moves=f"Until it is there, “{step.title}” waits.",
            for_role=step.done_by,
            part_of=identity,
        )


def days_after(step: Step, day: date, pathway: Pathway) -> Iterator[tuple[Step, date]]:
    """Yield the steps that follow one that is done on a day, as all goes as hoped, each with its usual last day.

    It ends at a step that says no time, and before one that was yielded already.
    """
    passed = {step.id}
    following = pathway.by_id.get(next(step.ways_on(), ""))
    while following and following.id not in passed and following.within_days:
        passed.add(following.id)
        day += timedelta(days=following.within_days)
        yield following, day
        following = pathway.by_id.get(next(following.ways_on(), ""))


def _id(position: Position) -> str:
    """Return the same id for as long as a child stands at a step, also where the day of reaching it is corrected."""
    return f"step.{position.step.id}.{position.behind.count(position.step.id) + 1}"


def _because(position: Position) -> str:
    step = position.step
    if position.due_on is None:
        return f"The service sets no time for this step. It began on {in_words(position.since)}."
    days = "1 day" if step.within_days == 1 else f"{step.within_days} days"
    begun = f"{days} after {in_words(position.since)}, when this step began"
    return f"Due {in_words(position.due_on)}: {begun} (the service’s own usual time, not a law)."


def _moves(position: Position, pathway: Pathway, today: date) -> str:
    """Return what else moves; where the day is past, what comes after is reckoned from today."""
    if position.due_on is None:
        return ""
    if position.step.kind == StepKind.DECISION:
        return "If the day moves, whatever follows from the decision moves with it."
    after = list(days_after(position.step, max(position.due_on, today), pathway))
    if not after:
        return "If the day moves, no other day is reckoned from it."
    named = [f"“{step.title}” (now {in_words(day)})" for step, day in after[:_MOST_TO_MOVE]]
    rest = ", and what comes after" if len(after) > _MOST_TO_MOVE else ""
    return f"If the day moves by a week, then by a week too: {', '.join(named)}{rest}."
