"""Tells where a child stands on a pathway on a day: what is allowed, missing and due, each with its reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from homeward.practice.pathways.steps import Circumstances, Need, Pathway, Step, StepKind
from homeward.practice.pathways.versions import Versions, always


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
    `was_led` says that the step before was left out since, so that the child stands at the one to which it led.
    """

    step: Step
    since: date
    moves: tuple[Move, ...]
    missing: tuple[Missing, ...]
    due_on: date | None
    is_overdue: bool
    behind: tuple[str, ...]
    was_led: bool = False

    @property
    def has_ended(self) -> bool:
        """Whether the way has come to an end."""
        return self.step.kind == StepKind.ENDING


@dataclass(frozen=True)
class Stands:
    """At which step a child stands on a day, since when, and the ids of the steps that were left behind, in order.

    `was_led` says that the step was reached because the one before it was left out since. `reached` are the steps that
    were reached by something written down, each with the day.
    """

    step: Step
    since: date
    behind: tuple[str, ...]
    was_led: bool = False
    reached: tuple[tuple[str, date], ...] = ()


def stands_at(began_on: date, entries: Iterable[Entry], versions: Versions, today: date) -> Stands:
    """Return where a child stands on a day by what was written down until then.

    Each entry is read by the pathway that held on its day. One that does not follow from those before it, because the
    pathway was another meanwhile, is believed: who wrote that a step was done stood at it. One that no version of the
    pathway knows leaves the child where it stood.
    """
    step, since = versions.on(began_on).start, began_on
    behind: list[str] = []
    reached: list[tuple[str, date]] = []
    for entry in entries:
        if entry.on > today:
            break
        before = versions.standing(step, entry.on).step
        after = _after(versions, entry, before)
        if after:
            is_of_step = entry.kind in (EntryKind.DONE, EntryKind.DECIDED)
            behind.append(entry.step if is_of_step else before)
            step, since = after, entry.on
            reached.append((step, since))
    standing = versions.standing(step, today)
    here = versions.on(today).by_id[standing.step]
    return Stands(here, max(since, standing.led_on or since), tuple(behind), standing.step != step, tuple(reached))


def position(record: Record, pathway: Pathway | Versions, today: date) -> Position:
    """Return where a child stands on a day by what was written down until then, and what follows from it.

    `pathway` is one that never changed, or its versions (see `stands_at`).
    """
    versions = always(pathway) if isinstance(pathway, Pathway) else pathway
    stands = stands_at(record.began_on, record.entries, versions, today)
    step, since = stands.step, stands.since
    missing = tuple(Missing(need) for need in missing_needs(record, step, since, today))
    due_on = since + timedelta(days=step.within_days) if step.within_days else None
    return Position(
        step=step,
        since=since,
        moves=tuple(_moves(versions.on(today), step, missing, record.child, today)),
        missing=missing,
        due_on=due_on,
        is_overdue=due_on is not None and due_on < today,
        behind=stands.behind,
        was_led=stands.was_led,
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


def _after(versions: Versions, entry: Entry, before: str) -> str:
    """Return the id of the step to which an entry leads on its day; empty where no version knows what it tells."""
    now = versions.on(entry.on)
    if entry.kind == EntryKind.HAPPENED:
        fact = now.fact(entry.step)
        leads_to = fact.leads_to if fact else ""
    elif entry.kind == EntryKind.STOPPED:
        leads_to = "stopped"
    else:
        leads_to = _led_to(versions, entry, now)
    return versions.standing(leads_to, entry.on).step if leads_to else ""


def _led_to(versions: Versions, entry: Entry, now: Pathway) -> str:
    """Return where a step done, or a decision, leads by the pathway of its day, or else by the last that knew it."""
    known = [now, *(version.pathway for version in reversed(versions.held))]
    step = next((pathway.by_id[entry.step] for pathway in known if entry.step in pathway.by_id), None)
    if step is None or entry.kind == EntryKind.DONE:
        return step.leads_to if step else ""
    answer = step.answer(entry.answer)
    return answer.leads_to if answer else ""


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
