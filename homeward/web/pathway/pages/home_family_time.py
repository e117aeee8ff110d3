"""Family time: what is planned with whom, what took place, what was seen, and what the child said of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.practice.after.family_time import TOOK_PLACE_WORDS, kept
from homeward.practice.after.phase_kinds import PHASE_WORDS, PhaseKind
from homeward.practice.after.phases import PhaseState
from homeward.web import clock
from homeward.web.pathway.home.family_time.actions import plan_family_time, record_session
from homeward.web.pathway.home.family_time.queries import family_time_of
from homeward.web.pathway.home.forms import FamilyTimeForm, SessionForm
from homeward.web.pathway.home.offered import relatives_offered, visits_offered
from homeward.web.pathway.home.phases.queries import move_on
from homeward.web.pathway.home.ways import latest_start
from homeward.web.pathway.home.writing_pages import FAMILY_TIME, asked
from homeward.web.people.care.queries import care_on, episodes_of, in_words, periods_of
from homeward.web.people.relations import TO_WRITE


@require_safe
def family_time_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show what is planned with each relative, and every session, the last first."""
    found = family_time_of(request.child, clock.today(), request.user)
    context = {
        "found": found,
        "kept": kept(found.sessions),
        "sessions": [(one, TOOK_PLACE_WORDS[one.took_place], PHASE_WORDS[one.phase]) for one in found.sessions],
        "order": _order(request),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/family_time_show.html", context)


def family_time_plan(request: HttpRequest, child_pk: object, person_pk: UUID | None = None) -> HttpResponse:
    """Ask what is planned with a relative; what is planned already stands in it."""
    today = clock.today()
    offered = relatives_offered(request.user, request.child, today)
    before = None
    if person_pk is not None:
        plans = family_time_of(request.child, today, request.user).plans
        before = next((one.row for one in plans if one.row.person_id == person_pk), None)
        if before is None or person_pk not in {person.pk for person, _ in offered}:
            raise Http404
    form = FamilyTimeForm(request.POST or None, offered=offered, before=before)
    write = lambda told: plan_family_time(details=form.details, **told)  # noqa: E731 - as short as the others
    beside = {"order": _order(request), "has_nobody": not offered}
    return asked(request, form, "Family time: the plan", write, FAMILY_TIME, beside=beside)


def family_time_session(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask for one session that took place or did not."""
    today, child = clock.today(), request.child
    start = latest_start(child, today)
    since = start.began_on if start else child.opened_on or today
    linked = set(child.family_time_sessions.filter(struck_at=None).values_list("visit", flat=True))
    visits = visits_offered(request.user, child, since, is_family_time=True)
    form = SessionForm(
        request.POST or None,
        offered=relatives_offered(request.user, child, today),
        visits=[(visit, said) for visit, said in visits if visit.pk not in linked],
        phase=_phase_now(request),
    )
    write = lambda told: record_session(details=form.details, **told)  # noqa: E731 - as short as the others
    return asked(
        request, form, "A session", write, FAMILY_TIME, beside={"has_nobody": not form.fields["person"].choices}
    )


def _phase_now(request: HttpRequest) -> str:
    """Return the last phase that has begun: family time where none is planned."""
    start = latest_start(request.child, clock.today())
    move = move_on(start, clock.today(), None) if start else None
    begun = [one.kind for one in move.phases if one.state(clock.today()) != PhaseState.PLANNED] if move else []
    return begun[-1] if begun else PhaseKind.FAMILY_TIME


def _order(request: HttpRequest) -> str:
    """Return under what the child is looked after, from the care history; empty where the child is not."""
    episode = care_on(periods_of(episodes_of(request.child)), clock.today())
    return in_words("legal_status", episode.legal_status) if episode else ""
