"""Tells a pathway as a policy that a family or an inspector can read: each step in order, what it asks for and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from homeward.practice.pathways.local import LedgerLine
from homeward.practice.pathways.steps import Answer, Need, Pathway, Step, StepKind, When

KIND_WORDS: Mapping[StepKind, str] = MappingProxyType(
    {StepKind.WORK: "Work", StepKind.DECISION: "Decision", StepKind.ENDING: "Ending"}
)
UNVERIFIED = "unverified: the text itself was not read"
"""What stands beside a source that nobody has read itself yet."""


@dataclass(frozen=True)
class NeedTold:
    """Something that must be there: in words, for whom (empty: for everybody), by which source."""

    words: str
    applies: str
    source: str
    is_verified: bool


@dataclass(frozen=True)
class WayTold:
    """One way on from a step: in words (empty where there is no choice), and the number and title of where it leads.

    `note` says when it can be taken; empty where always.
    """

    words: str
    number: int
    title: str
    note: str


@dataclass(frozen=True)
class StepTold:
    """One step as the policy tells it. `within` is the service's own usual longest time; empty where it says none."""

    number: int
    id: str
    title: str
    says: str
    kind: str
    done_by: str
    within: str
    needs: tuple[NeedTold, ...]
    ways: tuple[WayTold, ...]


def steps_told(pathway: Pathway) -> tuple[StepTold, ...]:
    """Return the steps of a pathway in their order, numbered as in its picture."""
    numbers = {step.id: number for number, step in enumerate(pathway.steps, 1)}
    return tuple(_told(pathway, step, numbers) for step in pathway.steps)


def facts_told(pathway: Pathway) -> tuple[tuple[str, str, WayTold], ...]:
    """Return what can happen whatever was decided: its title, what is said of it, and where the work then goes on."""
    numbers = {step.id: number for number, step in enumerate(pathway.steps, 1)}
    return tuple((fact.title, fact.says, _way(pathway, "", fact.leads_to, "", numbers)) for fact in pathway.facts)


def honest_about(lines: tuple[LedgerLine, ...]) -> str:
    """Return one sentence that tells how many core steps a council has left out."""
    off = sum(line.takes_core_away for line in lines)
    if not lines:
        return "Nothing was changed here: this is the pathway as Homeward gives it."
    if not off:
        return "This service has changed the pathway, and kept every core step."
    return f"This service has left out {'one core step' if off == 1 else f'{off} core steps'} of the pathway."


def _told(pathway: Pathway, step: Step, numbers: Mapping[str, int]) -> StepTold:
    return StepTold(
        number=numbers[step.id],
        id=step.id,
        title=step.title,
        says=step.says,
        kind=KIND_WORDS[step.kind],
        done_by=step.done_by,
        within=f"{step.within_days} day{'s' if step.within_days > 1 else ''}" if step.within_days else "",
        needs=tuple(_need(need) for need in step.needs),
        ways=tuple(_ways(pathway, step, numbers)),
    )


def _need(need: Need) -> NeedTold:
    applies = "" if need.applies == When.ALWAYS else str(need.applies)
    return NeedTold(f"{need.words[0].upper()}{need.words[1:]}", applies, need.source, need.is_verified)


def _ways(pathway: Pathway, step: Step, numbers: Mapping[str, int]) -> list[WayTold]:
    if step.leads_to:
        return [_way(pathway, "", step.leads_to, "", numbers)]
    return [_way(pathway, answer.title, answer.leads_to, _note(answer), numbers) for answer in step.answers]


def _note(answer: Answer) -> str:
    if answer.is_guarded:
        return "only once what is needed is there"
    return "" if answer.applies == When.ALWAYS else f"only {answer.applies}"


def _way(pathway: Pathway, words: str, leads_to: str, note: str, numbers: Mapping[str, int]) -> WayTold:
    return WayTold(words, numbers[leads_to], pathway.by_id[leads_to].title, note)
