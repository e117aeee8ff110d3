"""Says what can be proposed for a child today, and what must be there before that is missing."""

from dataclasses import dataclass
from datetime import date

from homeward.practice.pathways.position import missing_needs
from homeward.practice.pathways.steps import Step, StepKind
from homeward.web.pathway.decisions.local import scheme_on
from homeward.web.pathway.decisions.met import GIVEN_BY_DECISION
from homeward.web.pathway.decisions.queries import RETURN_STEPS, Decided, decisions_of, is_return
from homeward.web.pathway.home_assessment.queries import Home, HomeAssessment, home_assessment_of
from homeward.web.pathway.queries import Way, met_by_record, way_of
from homeward.web.people.models import Child, Household


@dataclass(frozen=True)
class Proposable:
    """Whether an answer can be proposed now, at which step, and to which homes. `why_not` is empty where it can."""

    step: str
    why_not: str
    homes: tuple[Home, ...] = ()
    panel: str = ""

    @property
    def only_home(self) -> Household | None:
        """The home, where there is only one."""
        return self.homes[0].household if len(self.homes) == 1 else None


def proposable(child: Child, answer: str, today: date) -> Proposable:
    """Return whether an answer can be proposed for a child on a day."""
    way = way_of(child, today)
    return proposable_on(way, answer, today) if way else Proposable("", "There is no way under way.")


def proposable_on(way: Way, answer: str, today: date) -> Proposable:
    """Return whether an answer can be proposed on a way on a day."""
    step = step_decided(way, today)
    found = step.answer(answer) if step else None
    if step is None or found is None:
        return Proposable("", "There is no such decision where the child stands now.")
    if why := found.why_not(way.record.child, today):
        return Proposable(step.id, why)
    if not is_return(step.id, answer):
        return Proposable(step.id, _open_already(way, step.id, answer, today))
    home = home_assessment_of(way.start, today)
    why = _open_already(way, step.id, answer, today) or _missing(way, step, home, today)
    return Proposable(step.id, why, home.suitable, scheme_on(today).panel)


def step_decided(way: Way, today: date) -> Step | None:
    """Return the step whose decision can be proposed where the child stands; None where there is none.

    Once a return is approved and being prepared it is the one at which it was, so that it can be approved anew.
    """
    here, pathway = way.position.step, way.versions.on(today)
    if here.kind == StepKind.DECISION and here.id in (*RETURN_STEPS, "decide_work_towards"):
        return here
    last = next((entry for entry in reversed(way.entries) if entry.answer), None)
    is_preparing = any(need.id == "approval_stands" for need in here.needs)
    if is_preparing and last is not None and is_return(last.step, last.answer):
        return pathway.by_id.get(last.step)
    return None


def _open_already(way: Way, step: str, answer: str, today: date) -> str:
    found: list[Decided] = [one for one in decisions_of(way.start, today) if one.is_current and one.standing.is_open]
    if any((one.proposal.step, one.proposal.answer) == (step, answer) for one in found):
        return "This is proposed already. Withdraw that proposal first, if it should be another."
    return ""


def _missing(way: Way, step: Step, home: HomeAssessment, today: date) -> str:
    asked = missing_needs(way.record, step, way.start.began_on, today)
    asked = [need for need in asked if need.id not in GIVEN_BY_DECISION]
    met = met_by_record([(way.start, asked)], today).get(way.start.pk, frozenset())
    said = [f"Missing: {need.words}." for need in asked if need.id not in met]
    if way.record.child.is_on_order and not home.may_be_placed:
        said.append("Missing: what is considered before a child on an order is placed with a parent, and the plan.")
    return " ".join(said)
