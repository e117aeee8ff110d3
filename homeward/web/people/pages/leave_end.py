"""Where a manager takes away somebody's leave to see a restricted child."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.people.access.actions import end_leave
from homeward.web.people.access.queries import leaves_for, restrictions_of
from homeward.web.people.relations import relations_of


def leave_end(request: HttpRequest, child_pk: UUID, pk: UUID, leave_pk: UUID) -> HttpResponse:
    """Say what follows; then end it from today."""
    restriction = get_object_or_404(restrictions_of(request.child), pk=pk)
    leave = get_object_or_404(leaves_for(restriction), pk=leave_pk)
    if request.method == "POST":
        try:
            end_leave(leave=leave, by=request.user, on=clock.today())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, f"{leave.user.name} has no leave any more.")
        is_open = relations_of(request.user, request.child)
        return redirect("restriction_show", request.child.pk) if is_open else redirect("home")
    return render(request, "people/leave_end.html", {"leave": leave})
