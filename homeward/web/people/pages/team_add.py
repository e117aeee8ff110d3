"""Where a team is made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.teams import TeamForm
from homeward.web.people.models import Team
from homeward.web.people.teams.actions import create_team


def team_add(request: HttpRequest) -> HttpResponse:
    """Ask for its name and first day; then show it, to put people in."""
    form = TeamForm(request.POST or None, initial={"begins_on": clock.today()})
    made: list[Team] = []
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        new = {"name": told["name"], "by": request.user, "on": told["begins_on"]}
        if is_done(form, lambda: made.append(create_team(**new))):
            messages.success(request, "The team is made.")
            return redirect("team", made[0].pk)
    return render(request, "people/team_add.html", {"form": form})
