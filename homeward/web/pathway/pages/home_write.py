"""Where a worker writes down the plan after care, a visit at home, the same-day check, a contact, what is learnt."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.after.support import usual_end
from homeward.web import clock
from homeward.web.pathway.forms import StrikeForm
from homeward.web.pathway.home.actions import strike_part
from homeward.web.pathway.home.forms import (
    ContactForm,
    LearningForm,
    OfficerForm,
    SafetyForm,
    SupportForm,
    VisitAtHomeForm,
)
from homeward.web.pathway.home.monitoring.actions import look_at_safety, note_visit_at_home, plan_support, tell_officer
from homeward.web.pathway.home.offered import leads_offered, visits_offered, voices_offered, watchers_offered
from homeward.web.pathway.home.outcomes.actions import BROKEN_DOWN, write_contact, write_learning_review
from homeward.web.pathway.home.outcomes.queries import learnt_of
from homeward.web.pathway.home.phases.queries import planned_home_on
from homeward.web.pathway.home.queries import home_read
from homeward.web.pathway.home.ways import came_home_by
from homeward.web.pathway.home.writing_pages import FAMILY_TIME, HOME, LEARNING, PLAN, asked, of_a_way
from homeward.web.pathway.models import (
    ContactAfter,
    FamilyTimePlan,
    FamilyTimeSession,
    LearningReview,
    OfficerTold,
    PathwayStart,
    PhaseJudged,
    PlannedPhase,
    SafetyLook,
    SupportPlan,
    VisitAtHome,
)
from homeward.web.pathway.queries import way_of
from homeward.web.people.family.queries import family_of
from homeward.web.people.policy import visible
from homeward.web.people.relations import TO_WRITE

KINDS = {
    "family-time": (FamilyTimePlan, FAMILY_TIME, "child"),
    "session": (FamilyTimeSession, FAMILY_TIME, "child"),
    "phase": (PlannedPhase, PLAN, "start__child"),
    "judged": (PhaseJudged, PLAN, "start__child"),
    "support": (SupportPlan, HOME, "start__child"),
    "visit": (VisitAtHome, HOME, "start__child"),
    "safety": (SafetyLook, HOME, "start__child"),
    "officer": (OfficerTold, HOME, "start__child"),
    "contact": (ContactAfter, HOME, "start__child"),
    "learning": (LearningReview, LEARNING, "start__child"),
}
"""What can be struck out, by its name in the address: the table, where it leads back, and the way to the child."""


@of_a_way
def support_write(request: HttpRequest, start: PathwayStart) -> HttpResponse:
    """Ask for the plan after care; what stands already stands in it."""
    today = clock.today()
    before = start.support_plans.filter(struck_at=None).last()
    home = came_home_by(start, today)
    home_on = home.on if home else planned_home_on(start)
    form = SupportForm(
        request.POST or None,
        leads=leads_offered(request.user, request.child, today),
        watchers=watchers_offered(request.user, request.child, today),
        initial=_support_known(before),
    )
    write = lambda told: plan_support(details=form.details, **told)  # noqa: E731 - as short as the others
    beside = {"home_on": home_on, "usual": usual_end(home_on) if home_on else None}
    return asked(request, form, "The plan after care", write, HOME, beside=beside)


@of_a_way
def visit_at_home(request: HttpRequest, start: PathwayStart, pk: UUID) -> HttpResponse:
    """Ask of one visit whether anything of it worries; what was seen stands in the visit."""
    today = clock.today()
    offered = home_read(start, today, request.user).visits
    found = next((one for one in offered if one.seen.pk == pk and one.at_home is None), None)
    visits = visits_offered(request.user, request.child, start.began_on, most=None)
    told = {visit.pk: (visit, said) for visit, said in visits}
    if found is None or pk not in told:
        raise Http404
    visit, said = told[pk]
    form = VisitAtHomeForm(request.POST or None, is_alone=found.seen.is_alone)
    write = lambda who: note_visit_at_home(visit=visit, **form.told, **who)  # noqa: E731 - as short as the others
    return asked(request, form, "This visit was at home", write, HOME, beside={"about": said})


@of_a_way
def safety_write(request: HttpRequest, start: PathwayStart) -> HttpResponse:
    """Ask what was looked at on the day of an unplanned return, beside who lives there as the record says."""
    today = clock.today()
    home = came_home_by(start, today)
    visits = visits_offered(request.user, request.child, home.on if home else start.began_on)
    form = SafetyForm(request.POST or None, visits=visits)
    write = lambda told: look_at_safety(details=form.details, **told)  # noqa: E731 - as short as the others
    homes = family_of(request.user, request.child, today).homes
    return asked(request, form, "Safety today", write, HOME, beside={"homes": homes})


@of_a_way
def officer_write(request: HttpRequest, start: PathwayStart) -> HttpResponse:
    """Ask what the reviewing officer was told, and for when the review is set."""
    form = OfficerForm(request.POST or None)
    write = lambda told: tell_officer(**form.cleaned_data, **told)  # noqa: E731 - as short as the others
    return asked(request, form, "The reviewing officer was told", write, HOME)


@of_a_way
def contact_write(request: HttpRequest, start: PathwayStart) -> HttpResponse:
    """Ask how the child is, and on what basis that is known."""
    home = came_home_by(start, clock.today())
    if home is None:
        return redirect("home_and_after", request.child.pk)
    form = ContactForm(request.POST or None, visits=visits_offered(request.user, request.child, home.on))
    write = lambda told: write_contact(details=form.details, **told)  # noqa: E731 - as short as the others
    says = "Where nobody saw the child, and nobody told you, it is not known how the child is. That is counted too."
    return asked(request, form, "How the child is", write, HOME, says=says)


@require_safe
@of_a_way
def learning_show(request: HttpRequest, start: PathwayStart) -> HttpResponse:
    """Show what was learnt from the child's returns that broke down, this way's and earlier ones."""
    today = clock.today()
    context = {
        "learnt": [*learnt_of(start, request.user, today), *learnt_of(start, request.user, today, is_earlier=True)],
        "home": home_read(start, today, request.user),
        "may_write": bool(request.relations & TO_WRITE),
        "is_asked": _has_broken_down(request),
    }
    return render(request, "pathway/learning_show.html", context)


@of_a_way
def learning_write(request: HttpRequest, start: PathwayStart) -> HttpResponse:
    """Ask what is learnt, beside what was planned."""
    today = clock.today()
    if not _has_broken_down(request):
        return redirect("learning", request.child.pk)
    found = home_read(start, today, request.user)
    since = found.came_home.on if found.came_home else start.began_on
    form = LearningForm(request.POST or None, voices=voices_offered(request.user, request.child, since))
    write = lambda told: write_learning_review(details=form.details, **told)  # noqa: E731 - as short as the others
    says = "Living at home did not hold. It is nobody’s fault in this review: it asks what we did, and did not do."
    return asked(request, form, "Learn from it", write, LEARNING, says=says, beside={"planned": found})


def home_strike(request: HttpRequest, child_pk: object, kind: str, pk: UUID) -> HttpResponse:
    """Ask why; then strike out something of home and after."""
    if kind not in KINDS:
        raise Http404
    model, back, way = KINDS[kind]
    part = visible(request.user, model).filter(**{way: request.child}, struck_at=None, pk=pk).first()
    if part is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    write = lambda told: strike_part(part=part, **form.cleaned_data, **told)  # noqa: E731 - as short as the others
    return asked(request, form, "Strike out", write, back, done="It is struck out.")


def _has_broken_down(request: HttpRequest) -> bool:
    way = way_of(request.child, clock.today())
    return way is not None and way.position.step.id == BROKEN_DOWN


def _support_known(before: SupportPlan | None) -> dict[str, object]:
    """Return what stands in the form of what is planned already."""
    if before is None:
        return {}
    known: dict[str, object] = {
        name: getattr(before, name) for name in ("plan_name", "help", "until_on", "sooner_because", "school_words")
    }
    lead = before.lead or before.lead_member
    known["lead"] = f"{lead._meta.model_name}-{lead.pk}"
    known["school"] = f"networkmember-{before.school_id}" if before.school_id else "none"
    return known
