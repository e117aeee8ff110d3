"""One visit or contact as it stands in one child's record, with what stood before it was corrected."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.attachments.queries import attachments_of
from homeward.web.chronology.pages.visit_write import told_visit
from homeward.web.chronology.visits.queries import before_correction
from homeward.web.people.relations import TO_WRITE


@require_safe
def visit_show(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show one visit: of the child whose page it is all, of sisters and brothers only that they were there."""
    told = told_visit(request, pk)
    context = {
        "told": told,
        "before": before_correction(request.user, told.visit),
        "files": attachments_of(request.user, request.child).filter(visit=told.visit, struck_at=None),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "chronology/visit_show.html", context)
