"""The visits and contacts of a child: who was seen, alone or not, and what the child said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.visits.queries import visits_told
from homeward.web.people.relations import TO_WRITE


@require_safe
def visits_list(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the visits that are open to the reader, the latest first."""
    context = {
        "visits": visits_told(reader_of(request.user, request.child)),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "chronology/visits_list.html", context)
