"""Where an agency is added to the list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import AgencyForm
from homeward.web.people.network.actions import add_agency


def agency_add(request: HttpRequest) -> HttpResponse:
    """Ask what it is called and what kind of service it is."""
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if is_done(form, lambda: add_agency(**told, by=request.user)):
            messages.success(request, f"{told['name']} is added.")
            return redirect("agencies_list")
    return render(request, "people/agency_add.html", {"form": form})
