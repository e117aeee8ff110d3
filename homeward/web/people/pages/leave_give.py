"""Where a manager gives somebody leave to see a restricted child."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.people.access.actions import give_leave
from homeward.web.people.access.queries import leave_is_for, restrictions_of
from homeward.web.people.forms.access import LeaveForm
from homeward.web.people.forms.refusals import tell


def leave_give(request: HttpRequest, child_pk: UUID, pk: UUID) -> HttpResponse:
    """Ask who; then give leave from today."""
    restriction = get_object_or_404(restrictions_of(request.child), pk=pk)
    form = LeaveForm(request.POST or None, people=leave_is_for(restriction))
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["user"]
        try:
            give_leave(restriction=restriction, user=user, by=request.user, on=clock.today())
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, f"{user.name} has leave from now on.")
            return redirect("restriction_show", request.child.pk)
    return render(request, "people/leave_give.html", {"form": form})
