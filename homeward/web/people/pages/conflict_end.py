"""Where a manager says that somebody's conflict of interest is over."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.people.access.actions import end_conflict
from homeward.web.people.access.queries import conflicts_of


def conflict_end(request: HttpRequest, child_pk: UUID, pk: UUID) -> HttpResponse:
    """Say what follows; then end it from today."""
    conflict = get_object_or_404(conflicts_of(request.child), pk=pk)
    if request.method == "POST":
        try:
            end_conflict(conflict=conflict, by=request.user, on=clock.today())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, "The conflict of interest is over.")
        return redirect("who_may_see", request.child.pk)
    return render(request, "people/conflict_end.html", {"conflict": conflict})
