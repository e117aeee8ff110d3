"""Where a team is made."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.teams import TeamForm
from homeward.web.people.teams.actions import create_team


def team_add(request: HttpRequest) -> HttpResponse:
    """Ask for its name and first day; then show it, to put people in."""
    form = TeamForm(request.POST or None, initial={"begins_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            team = create_team(name=told["name"], by=request.user, on=told["begins_on"])
        except ValidationError as error:
            form.tell(error, "name")
        else:
            messages.success(request, "The team is made.")
            return redirect("team", team.pk)
    return render(request, "people/team_add.html", {"form": form})
