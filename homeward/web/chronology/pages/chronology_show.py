"""A child's chronology: all that happened, from one store, narrowed by kind and time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.chronology.telling import chronology_of
from homeward.web.people.relations import TO_WRITE


@require_safe
def chronology_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show what happened to the child, the latest first."""
    events = chronology_of(request.user, request.child)
    context = {"events": events[::-1], "may_write": bool(request.relations & TO_WRITE)}
    return render(request, "chronology/chronology_show.html", context)
