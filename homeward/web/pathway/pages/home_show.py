"""Home and after: when the child came home, what is due, the plan after care, visits, and what is known since."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.after.outcomes import HOW_WORDS, KNOWN_BY_WORDS, MILESTONES, OUTCOME_WORDS, AtMilestone
from homeward.practice.after.support import usual_end
from homeward.web import clock
from homeward.web.pathway.home.monitoring.queries import schedule_on
from homeward.web.pathway.home.outcomes.queries import learnt_of
from homeward.web.pathway.home.queries import HomePlan, home_read
from homeward.web.pathway.home.ways import latest_start
from homeward.web.pathway.queries import way_of
from homeward.web.people.relations import TO_WRITE


@require_safe
def home_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show home and after of the child's latest way; where none began, the page of the way says so."""
    today = clock.today()
    start, way = latest_start(request.child, today), way_of(request.child, today)
    if start is None or way is None:
        return redirect("pathway", request.child.pk)
    found = home_read(start, today, request.user)
    context = {
        "home": found,
        "way": way,
        "usual": usual_end(found.came_home.on) if found.came_home else None,
        "schedule": schedule_on(today),
        "unplanned": list(found.unplanned.missing()) if found.unplanned else [],
        "outcomes": _outcomes(found),
        "contacts": [(one, KNOWN_BY_WORDS[one.known_by], HOW_WORDS[one.how]) for one in reversed(found.contacts)],
        "learnt": learnt_of(start, request.user, today),
        "late_plan": found.support is not None and not found.support.stood_before(found.came_home_on),
        "is_open": not way.position.has_ended,
        "may_write": bool(request.relations & TO_WRITE),
        "today": today,
    }
    return render(request, "pathway/home_show.html", context)


def _outcomes(found: HomePlan) -> list[tuple[int, AtMilestone | None, str, str]]:
    """Return each milestone with what became of the return by then, in words, and on what basis that is known."""
    reached = {one.months: one for one in found.outcomes}
    lines = []
    for months in MILESTONES:
        one = reached.get(months)
        basis = KNOWN_BY_WORDS[one.contact.known_by] if one and one.contact else ""
        lines.append((months, one, OUTCOME_WORDS[one.outcome] if one else "", basis))
    return lines
