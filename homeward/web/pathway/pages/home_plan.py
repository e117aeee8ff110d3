"""The return plan: the phases of the move home in their order, what was seen in each, and whether it held."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.after.phase_kinds import PHASE_WORDS, PhaseKind
from homeward.practice.after.phases import Phase, PhaseState, Planned
from homeward.web import clock
from homeward.web.pathway.home.forms import DifferentForm, JudgeForm, PhaseForm
from homeward.web.pathway.home.outcomes.queries import learnt_of
from homeward.web.pathway.home.phases.actions import judge_phase, plan_phase, say_different
from homeward.web.pathway.home.phases.queries import move_on
from homeward.web.pathway.home.queries import home_read
from homeward.web.pathway.home.ways import latest_start
from homeward.web.pathway.home.writing_pages import PLAN, asked, of_a_way
from homeward.web.pathway.models import PathwayStart
from homeward.web.people.relations import TO_WRITE

_ASKED = ("begins_on", "must_hold", "who", "signs", "contingency", "carer", "school", "health", "money")
_CARRIED_ON = ("contingency", "signs", "carer", "school", "health", "money")


@dataclass(frozen=True)
class PhaseLine:
    """One phase of the move home on the page; `phase` is None where it is not planned."""

    kind: PhaseKind
    title: str
    phase: Phase | None
    state: str
    is_judged: bool

    @property
    def may_be_judged(self) -> bool:
        """Whether the phase has begun."""
        return self.phase is not None and self.state != PhaseState.PLANNED


@require_safe
def return_plan_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the return plan of the latest way."""
    today = clock.today()
    start = latest_start(request.child, today)
    if start is None:
        return redirect("pathway", request.child.pk)
    found = home_read(start, today, request.user)
    earlier = learnt_of(start, request.user, today, is_earlier=True)
    context = {
        "home": found,
        "lines": [_line(kind, found.move.phase(kind)) for kind in PhaseKind],
        "earlier": earlier,
        "asks_difference": bool(earlier) and not found.different,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/return_plan_show.html", context)


@of_a_way
def return_phase_write(request: HttpRequest, start: PathwayStart, phase: str) -> HttpResponse:
    """Ask for one phase; what stands already, or in the phase before, stands in it."""
    kind = _kind(phase)
    move = move_on(start, clock.today(), request.user)
    known = move.phase(kind)
    form = PhaseForm(request.POST or None, is_anew=known is not None, initial=_initial(move.phases, kind, known))
    title = f"{PHASE_WORDS[kind]}: the plan"
    return asked(request, form, title, lambda told: plan_phase(details=form.details_of(kind), **told), PLAN)


@of_a_way
def return_phase_judge(request: HttpRequest, start: PathwayStart, phase: str) -> HttpResponse:
    """Ask whether a phase held, beside what must hold and what is written down of it."""
    kind = _kind(phase)
    found = move_on(start, clock.today(), request.user).phase(kind)
    if found is None:
        raise Http404
    form = JudgeForm(request.POST or None)
    title = f"{PHASE_WORDS[kind]}: did it hold?"
    beside = {"phase": found}
    return asked(request, form, title, lambda told: judge_phase(phase=kind, **form.told, **told), PLAN, beside=beside)


@of_a_way
def return_different(request: HttpRequest, start: PathwayStart) -> HttpResponse:
    """Ask what is different this time, beside what was learnt from the earlier return."""
    earlier = learnt_of(start, request.user, clock.today(), is_earlier=True)
    if not earlier:
        return redirect("return_plan", request.child.pk)
    form = DifferentForm(request.POST or None)
    write = lambda told: say_different(**form.cleaned_data, **told)  # noqa: E731 - as short as the others
    return asked(request, form, "A second attempt", write, PLAN, beside={"earlier": earlier})


def _kind(phase: str) -> PhaseKind:
    if phase not in tuple(PhaseKind):
        raise Http404
    return PhaseKind(phase)


def _line(kind: PhaseKind, phase: Phase | None) -> PhaseLine:
    state = phase.state(clock.today()) if phase else ""
    return PhaseLine(kind, PHASE_WORDS[kind], phase, str(state), bool(phase and phase.judged))


def _initial(phases: tuple[Phase, ...], kind: PhaseKind, known: Phase | None) -> dict[str, object]:
    """Return what stands in the form: the phase as planned, or what goes on from the phase before."""
    if known:
        return {name: getattr(known.planned, name) for name in _ASKED}
    order = list(PhaseKind)
    before: list[Planned] = [one.planned for one in phases if order.index(one.kind) < order.index(kind)]
    return {name: getattr(before[-1], name) for name in _CARRIED_ON} if before else {}
