"""One handover of a child, as it was written down; fit for print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.relations import TO_LEAD
from homeward.web.people.teams.queries import handovers_of


@require_safe
def handover_show(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show from whom to whom, when, whether all met, what was told, and what was open."""
    handover = handovers_of(request.child).filter(pk=pk).select_related("entered_by").first()
    if handover is None:
        raise Http404
    may_lead = bool(request.relations & TO_LEAD)
    return render(request, "people/handover_show.html", {"handover": handover, "may_lead": may_lead})
