"""The restriction of a child's record: why, since when, whom others ring, and who has leave."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.access.queries import leaves_for, restrictions_of


@require_safe
def restriction_show(request: HttpRequest, child_pk: UUID) -> HttpResponse:
    """Show each restriction in force with its leave list, or how to put one on."""
    found = restrictions_of(request.child).select_related("entered_by").order_by("begins_on")
    held = [(restriction, leaves_for(restriction).order_by("begins_on", "user__name")) for restriction in found]
    return render(request, "people/restriction_show.html", {"held": held})
