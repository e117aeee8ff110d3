"""Where a child stands on the return-home pathway: the steps, what is missing, what can be decided, what happened."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.practice.pathways.position import EntryKind, Move
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.steps import Step
from homeward.web import clock
from homeward.web.pathway.classifications.queries import STEPS
from homeward.web.pathway.queries import Way, way_of
from homeward.web.pathway.told import in_words
from homeward.web.people.relations import TO_LEAD, TO_WRITE

MAIN_LINE = (
    "consider", "plan_assessment", "chronology", "assessment", "first_classification", "decide_work_towards",
    "agreement", "review_of_change", "second_classification", "decide_approve", "prepare", "home",
    "third_classification", "support", "outcome",
)  # fmt: skip
"""The steps of a return that is planned and lasts, as the stepper shows them."""


@dataclass(frozen=True)
class Rung:
    """One step of the stepper: whether the child has been there, and whether it is the one where the child stands."""

    step: Step
    is_behind: bool
    is_here: bool


@require_safe
def pathway_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the way, or what the pathway is where none began."""
    way = way_of(request.child, clock.today())
    context = {
        "way": way,
        "rungs": _rungs(way),
        "moves": _moves(request, way),
        "history": [(entry, in_words(entry)) for entry in reversed(way.entries)] if way else [],
        "may_write": bool(request.relations & TO_WRITE),
        "is_classified": bool(way) and way.position.step.id in STEPS,
    }
    return render(request, "pathway/pathway_show.html", context)


def _rungs(way: Way | None) -> list[Rung]:
    here = way.position.step.id if way else ""
    behind = set(way.position.behind) if way else set()
    line = [*MAIN_LINE] if not here or here in MAIN_LINE else [here, *MAIN_LINE]
    return [Rung(RETURN_HOME.by_id[one], one in behind and one != here, one == here) for one in line]


def _moves(request: HttpRequest, way: Way | None) -> list[Move]:
    """Return what somebody may write down at this step; what happened has a page of its own."""
    if way is None or not request.relations & TO_WRITE:
        return []
    leads = bool(request.relations & TO_LEAD)
    return [move for move in way.position.moves if move.kind == EntryKind.DONE or (leads and _is_ours(move))]


def _is_ours(move: Move) -> bool:
    return move.kind in (EntryKind.DECIDED, EntryKind.STOPPED)
