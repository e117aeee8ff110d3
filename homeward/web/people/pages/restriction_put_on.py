"""Where a manager hides a child's record from everybody but those given leave."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.access.actions import restrict_child
from homeward.web.people.access.queries import people_who_work
from homeward.web.people.details import RestrictionDetails
from homeward.web.people.forms.access import RestrictForm
from homeward.web.people.forms.refusals import tell


def restriction_put_on(request: HttpRequest, child_pk: UUID) -> HttpResponse:
    """Ask why, whom others ring, and who has leave; then restrict the record from today."""
    form = RestrictForm(request.POST or None, people=people_who_work().exclude(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        details = RestrictionDetails(told["reason"], told["number_to_ring"])
        try:
            restrict_child(
                child=request.child, details=details, leave_for=told["leave_for"], by=request.user, on=clock.today()
            )
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, "The record is restricted from now on.")
            return redirect("restriction_show", request.child.pk)
    return render(request, "people/restriction_put_on.html", {"form": form})
