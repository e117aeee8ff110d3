"""Lays out a pathway as the steps of one child's way: the main line, the gates in it, and every other way out."""

from collections.abc import Iterable
from dataclasses import dataclass

from homeward.practice.pathways.steps import Pathway, Step, StepKind


@dataclass(frozen=True)
class Rung:
    """One step of the line: whether it lies behind the child, and whether the child stands at it.

    `is_gate` says of a decision that something must be there before it leads on. `others` are the answers to it that
    lead off the line, each with the title of the step to which it leads.
    """

    step: Step
    is_behind: bool
    is_here: bool
    is_gate: bool
    others: tuple[tuple[str, str], ...]

    @property
    def is_decision(self) -> bool:
        """Whether people decide here."""
        return self.step.kind == StepKind.DECISION


@dataclass(frozen=True)
class Stepper:
    """The main line of a pathway, and `beside` it the steps that are not on the line: branches and endings.

    `is_off` says that the child stands at one of those.
    """

    line: tuple[Rung, ...]
    beside: tuple[Rung, ...]

    @property
    def is_off(self) -> bool:
        """Whether the child stands beside the main line."""
        return any(rung.is_here for rung in self.beside)


def stepper(pathway: Pathway, here: str, behind: Iterable[str]) -> Stepper:
    """Return a pathway as a child's way: `here` is the step's id, empty where no way began; `behind` those passed."""
    line, passed = pathway.main_line, frozenset(behind)
    ids = [step.id for step in line]
    beside = [step for step in pathway.steps if step.id not in ids]
    return Stepper(
        tuple(_rung(pathway, step, _after(ids, at), here, passed) for at, step in enumerate(line)),
        tuple(_rung(pathway, step, "", here, passed) for step in beside),
    )


def _after(ids: list[str], at: int) -> str:
    return ids[at + 1] if at + 1 < len(ids) else ""


def _rung(pathway: Pathway, step: Step, following: str, here: str, passed: frozenset[str]) -> Rung:
    others = tuple(
        (answer.title, pathway.by_id[answer.leads_to].title) for answer in step.answers if answer.leads_to != following
    )
    is_gate = any(answer.is_guarded for answer in step.answers)
    return Rung(step, step.id in passed and step.id != here, step.id == here, is_gate, others)
