"""Tells where a child stands on a pathway on a day: what is allowed, missing and due, each with its reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from homeward.practice.pathways.steps import Circumstances, Need, Pathway, Step, StepKind


class EntryKind(StrEnum):
    """What was written down on the pathway."""

    DONE = "done"
    DECIDED = "decided"
    HAPPENED = "happened"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Entry:
    """One thing written down: a step done, a decision with its answer, a fact, or that the work stopped.

    `step` is the step's id, or the fact's.
    """

    on: date
    kind: EntryKind
    step: str
    answer: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Record:
    """What is known of one child's way: since when, what was written down in order, and which needs are met since when.

    `met` are needs by the step at which they were met and their own id: a second classification is not the first. What
    was met before the child came to the step does not count when the child comes to it again.
    """

    began_on: date
    child: Circumstances
    entries: tuple[Entry, ...] = ()
    met: Mapping[tuple[str, str], date] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
    """A need that is not met, in words, with why it is asked for and in which circumstances."""

    need: Need

    @property
    def in_words(self) -> str:
        """One sentence fit for the screen."""
        return f"Missing: {self.need.words}."


@dataclass(frozen=True)
class Move:
    """One thing that can be written down now. `why_not` is empty where nothing stands in the way."""

    kind: EntryKind
    step: str
    title: str
    answer: str = ""
    why_not: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.why_not


@dataclass(frozen=True)
class Position:
    """Where a child stands: the step, since when, what can be written down, what is missing, and by when it is usual.

    `due_on` is the day by which the service means to be done with the step; None where it says none. It is no law.
    """

    step: Step
    since: date
    moves: tuple[Move, ...]
    missing: tuple[Missing, ...]
    due_on: date | None
    is_overdue: bool
    behind: tuple[str, ...]

    @property
    def has_ended(self) -> bool:
        """Whether the way has come to an end."""
        return self.step.kind == StepKind.ENDING


def position(record: Record, pathway: Pathway, today: date) -> Position:
    """Return where a child stands on a day by what was written down until then.

    Raises ValueError where an entry does not follow from those before it: what was written down by the moves of a
    position always does.
    """
    step, since, behind = pathway.by_id[pathway.start], record.began_on, []
    for entry in record.entries:
        if entry.on > today:
            break
        behind.append(step.id)
        step, since = pathway.by_id[_next(pathway, step, entry)], entry.on
    missing = tuple(Missing(need) for need in missing_needs(record, step, since, today))
    due_on = since + timedelta(days=step.within_days) if step.within_days else None
    return Position(
        step=step,
        since=since,
        moves=tuple(_moves(pathway, step, missing, record.child, today)),
        missing=missing,
        due_on=due_on,
        is_overdue=due_on is not None and due_on < today,
        behind=tuple(behind),
    )


def missing_needs(record: Record, step: Step, since: date, today: date) -> Iterator[Need]:
    """Yield what a step, at which a child has stood since a day, needs today and the record does not hold yet."""
    for need in step.needs:
        if need.is_needed(record.child, today) and not _is_met(record, step, need, since, today):
            yield need


def _is_met(record: Record, step: Step, need: Need, since: date, today: date) -> bool:
    if need.lasts:
        return any(identity == need.id and met_on <= today for (_, identity), met_on in record.met.items())
    met_on = record.met.get((step.id, need.id))
    return met_on is not None and since <= met_on <= today


def _next(pathway: Pathway, step: Step, entry: Entry) -> str:
    if entry.kind == EntryKind.HAPPENED:
        fact = pathway.fact(entry.step)
        if fact is None:
            raise ValueError("The record tells of a fact that the pathway does not know.")
        return fact.leads_to
    if entry.kind == EntryKind.STOPPED:
        return "stopped"
    if entry.step != step.id:
        raise ValueError("The record tells of a step at which the child did not stand.")
    if entry.kind == EntryKind.DONE:
        return step.leads_to
    answer = step.answer(entry.answer)
    if answer is None:
        raise ValueError("The record tells of an answer that the decision does not have.")
    return answer.leads_to


def _moves(
    pathway: Pathway, step: Step, missing: tuple[Missing, ...], child: Circumstances, today: date
) -> Iterator[Move]:
    """Yield what can be written down at a step. Needs stand in the way of our decisions, never of facts."""
    why_not = " ".join(one.in_words for one in missing)
    if step.kind == StepKind.WORK:
        yield Move(EntryKind.DONE, step.id, f"Done: {step.title.lower()}", why_not=why_not)
    for answer in step.answers:
        guarded = why_not if answer.is_guarded else ""
        yield Move(EntryKind.DECIDED, step.id, answer.title, answer.id, answer.why_not(child, today) or guarded)
    if step.kind != StepKind.ENDING:
        yield Move(EntryKind.STOPPED, step.id, "Stop the work towards a return")
    for fact in pathway.facts:
        yield Move(EntryKind.HAPPENED, fact.id, fact.title)
