"""What was found of the home to which a child would return: the home, its adults, and an order that stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.decisions.requirements import UNVERIFIED, must_be_there
from homeward.web import clock
from homeward.web.pathway.decisions.emergency import emergency_of
from homeward.web.pathway.home_assessment.queries import home_assessment_of
from homeward.web.pathway.queries import way_of
from homeward.web.people.relations import TO_WRITE

_ASKED = frozenset({"home_suitable", "contact_order", "placement_plan", "considered", "discharge_planned"})


@require_safe
def home_assessment_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show each home to which the child could return with who lives there, and what is asked of a child on an order."""
    today = clock.today()
    way = way_of(request.child, today)
    if way is None:
        return redirect("pathway", request.child.pk)
    child = way.record.child
    found = home_assessment_of(way.start, today, request.user)
    context = {
        "found": found,
        "is_on_order": child.is_on_order,
        "asked": [one for one in must_be_there(child, today) if one.id in _ASKED],
        "unverified": UNVERIFIED,
        "emergency": emergency_of(way, found, today),
        "may_write": bool(request.relations & TO_WRITE) and not way.position.has_ended,
    }
    return render(request, "pathway/home_assessment_show.html", context)
