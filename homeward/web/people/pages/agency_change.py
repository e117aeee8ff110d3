"""Where an agency is renamed, closed, or opened again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import AgencyForm
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Agency
from homeward.web.people.network.actions import change_agency, close_agency, reopen_agency


def agency_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for name, kind and number anew; closing has its own button."""
    agency = get_object_or_404(Agency, pk=pk)
    note_subject(request, agency)
    initial = {"name": agency.name, "kind": agency.kind, "phone": agency.phone}
    form = AgencyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if is_done(form, lambda: change_agency(agency=agency, **told, by=request.user)):
            messages.success(request, "The agency is changed.")
            return redirect("agencies_list")
    return render(request, "people/agency_change.html", {"form": form, "agency": agency})


@require_POST
def agency_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close an agency, or open it again."""
    agency = get_object_or_404(Agency, pk=pk)
    if agency.closed_on:
        reopen_agency(agency=agency, by=request.user)
        messages.success(request, f"{agency.name} can be chosen again.")
    else:
        close_agency(agency=agency, by=request.user, on=clock.today())
        messages.success(request, f"{agency.name} is closed.")
    return redirect("agencies_list")
