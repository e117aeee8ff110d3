"""Where somebody is put into a team; what the team is responsible for is open to them from that day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.teams import TeamMemberForm
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Team
from homeward.web.people.teams.actions import join_team


def team_member_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask who, whether they manage it, and from when; then put them in. Nobody puts themselves in."""
    team = get_object_or_404(Team, pk=pk)
    note_subject(request, team)
    form = TeamMemberForm(request.POST or None, initial={"begins_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        new = {"user": told["user"], "is_manager": told["is_manager"], "on": told["begins_on"]}
        if is_done(form, lambda: join_team(team=team, by=request.user, **new), "user"):
            messages.success(request, f"{told['user'].name} is in the team.")
            return redirect("team", team.pk)
    return render(request, "people/team_member_add.html", {"form": form, "team": team})
