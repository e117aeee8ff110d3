"""Where a team is renamed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.teams import TeamNameForm
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Team
from homeward.web.people.teams.actions import rename_team


def team_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for another name; then show the team."""
    team = get_object_or_404(Team, pk=pk)
    note_subject(request, team)
    form = TeamNameForm(request.POST or None, initial={"name": team.name})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if is_done(form, lambda: rename_team(team=team, name=name, by=request.user)):
            messages.success(request, "The team is renamed.")
            return redirect("team", team.pk)
    return render(request, "people/team_change.html", {"form": form, "team": team})
