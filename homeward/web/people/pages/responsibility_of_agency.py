"""Where a worker says that an agency, such as the council under a care order, has parental responsibility."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.family.actions import give_responsibility
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.family import AgencyResponsibilityForm


def responsibility_of_agency(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask which agency, and on what basis; then write it down."""
    form = AgencyResponsibilityForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: _give(request, form)):
        messages.success(request, "It is written down.")
        return redirect("family", request.child.pk)
    return render(request, "people/responsibility_of_agency.html", {"form": form})


def _give(request: HttpRequest, form: AgencyResponsibilityForm) -> None:
    told = form.cleaned_data
    give_responsibility(
        child=request.child, holder=told["agency"], basis=told["basis"], by=request.user, on=told["begins_on"]
    )
