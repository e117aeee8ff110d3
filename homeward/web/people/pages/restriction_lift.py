"""Where a manager with leave lifts the restriction of a child's record."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.people.access.actions import lift_restriction
from homeward.web.people.access.queries import restrictions_of


def restriction_lift(request: HttpRequest, child_pk: UUID, pk: UUID) -> HttpResponse:
    """Say what follows; then lift it."""
    restriction = get_object_or_404(restrictions_of(request.child), pk=pk)
    if request.method == "POST":
        try:
            lift_restriction(restriction=restriction, by=request.user, on=clock.today())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, "The restriction is lifted.")
        return redirect("restriction_show", request.child.pk)
    return render(request, "people/restriction_lift.html", {"restriction": restriction})
