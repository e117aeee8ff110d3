"""Lets a council change a pathway in a file of its own, with an honest ledger of what was changed, by whom and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from homeward.practice.pathways.steps import Answer, Pathway, Step, StepKind


class ChangeKind(StrEnum):
    """What a council changed."""

    OFF = "off"
    RENAMED = "renamed"
    DAYS = "days"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change: to which step, what, by whom, why and since when.

    `title` and `says` are new words, `within_days` another usual longest time, `after` the step that an added one
    follows. Raises ValueError where who, why or what is missing.
    """

    kind: ChangeKind
    step: str
    by: str
    why: str
    since: date
    title: str = ""
    says: str = ""
    within_days: int | None = None
    after: str = ""

    def __post_init__(self) -> None:
        if not (self.by.strip() and self.why.strip()):
            raise ValueError(f"The change of “{self.step}” does not say who made it and why.")
        if self.kind in (ChangeKind.RENAMED, ChangeKind.ADDED) and not self.title.strip():
            raise ValueError(f"The change of “{self.step}” gives no title.")
        if self.kind == ChangeKind.ADDED and not (self.after and self.says.strip()):
            raise ValueError(f"The added step “{self.step}” does not say what happens, or after which step it comes.")
        if self.kind == ChangeKind.DAYS and (self.within_days is None or self.within_days < 1):
            raise ValueError(f"The change of “{self.step}” gives no number of days of at least 1.")


@dataclass(frozen=True)
class LedgerLine:
    """One line of the ledger: what was changed, in words, and whether it takes a core step away."""

    change: Change
    words: str
    takes_core_away: bool


def changed(pathway: Pathway, changes: Iterable[Change], today: date) -> Pathway:
    """Return the pathway with the changes that hold on a day.

    A step that is off leads nowhere: whatever led to it leads to where it led. Decisions and endings cannot be taken
    off, nor the step that begins with safety. Raises ValueError for a change of a step that is not there.
    """
    for change in changes:
        if change.since <= today:
            pathway = _CHANGES[change.kind](pathway, change)
    return pathway


def ledger(pathway: Pathway, changes: Iterable[Change], today: date) -> tuple[LedgerLine, ...]:
    """Return what a council changed and when, in the order of the file; `pathway` is as it is without any change."""
    return tuple(_line(pathway, change) for change in changes if change.since <= today)


def _line(pathway: Pathway, change: Change) -> LedgerLine:
    step = pathway.by_id.get(change.step)
    title = step.title if step else change.title
    words = {
        ChangeKind.OFF: f"“{title}” is left out.",
        ChangeKind.RENAMED: f"“{title}” is called “{change.title}”.",
        ChangeKind.DAYS: f"“{title}” is to take {change.within_days} days at most.",
        ChangeKind.ADDED: f"“{change.title}” was added.",
    }[change.kind]
    return LedgerLine(change, words, change.kind == ChangeKind.OFF and bool(step and step.is_core))


def _step(pathway: Pathway, identity: str) -> Step:
    if identity not in pathway.by_id:
        raise ValueError(f"A change names the step “{identity}”, which is not on the pathway then.")
    return pathway.by_id[identity]


def _taken_off(pathway: Pathway, change: Change) -> Pathway:
    step = _step(pathway, change.step)
    if step.kind != StepKind.WORK:
        raise ValueError(f"“{step.title}” is a decision or an ending: it can be renamed, but not left out.")
    kept = tuple(_led_past(one, step) for one in pathway.steps if one.id != step.id)
    facts = tuple(replace(fact, leads_to=step.leads_to) if fact.leads_to == step.id else fact for fact in pathway.facts)
    start = step.leads_to if pathway.start == step.id else pathway.start
    return replace(pathway, start=start, steps=kept, facts=facts)


def _led_past(one: Step, off: Step) -> Step:
    """Return a step that leads to where a step that is left out led."""
    answers = tuple(_answer_past(answer, off) for answer in one.answers)
    return replace(one, leads_to=off.leads_to if one.leads_to == off.id else one.leads_to, answers=answers)


def _answer_past(answer: Answer, off: Step) -> Answer:
    return replace(answer, leads_to=off.leads_to) if answer.leads_to == off.id else answer


def _renamed(pathway: Pathway, change: Change) -> Pathway:
    step = _step(pathway, change.step)
    return _with(pathway, replace(step, title=change.title, says=change.says or step.says))


def _timed(pathway: Pathway, change: Change) -> Pathway:
    return _with(pathway, replace(_step(pathway, change.step), within_days=change.within_days))


def _with(pathway: Pathway, step: Step) -> Pathway:
    return replace(pathway, steps=tuple(step if one.id == step.id else one for one in pathway.steps))


def _added(pathway: Pathway, change: Change) -> Pathway:
    """Return the pathway with a step of work after another step of work."""
    before = _step(pathway, change.after)
    if before.kind != StepKind.WORK:
        raise ValueError(f"A step can be added after work only, and “{before.title}” is none.")
    if change.step in pathway.by_id:
        raise ValueError(f"There is a step “{change.step}” already: give the added one another id.")
    new = Step(
        change.step, change.title, change.says, StepKind.WORK, leads_to=before.leads_to,
        within_days=change.within_days, is_core=False,
    )  # fmt: skip
    steps: list[Step] = []
    for one in pathway.steps:
        steps += [replace(one, leads_to=new.id), new] if one.id == before.id else [one]
    return replace(pathway, steps=tuple(steps))


_CHANGES = {
    ChangeKind.OFF: _taken_off,
    ChangeKind.RENAMED: _renamed,
    ChangeKind.DAYS: _timed,
    ChangeKind.ADDED: _added,
}
