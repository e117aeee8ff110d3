"""Where an agency is added to the list."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.network import AgencyForm
from homeward.web.people.network.actions import add_agency


def agency_add(request: HttpRequest) -> HttpResponse:
    """Ask what it is called and what kind of service it is."""
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            agency = add_agency(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.tell(error, "name")
        else:
            messages.success(request, f"{agency.name} is added.")
            return redirect("agencies_list")
    return render(request, "people/agency_add.html", {"form": form})
