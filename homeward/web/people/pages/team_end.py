"""Where a team in which nobody is left, and no child, is ended from a day on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import DayForm
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Team
from homeward.web.people.teams.actions import end_team


def team_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask from which day; then end it."""
    team = get_object_or_404(Team, pk=pk, ends_on=None)
    note_subject(request, team)
    label = "First day without the team"
    form = DayForm(request.POST or None, about="team", label=label, latest=None, initial={"ends_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        if is_done(form, lambda: end_team(team=team, by=request.user, on=ends_on), "ends_on"):
            messages.success(request, "The team is ended.")
            return redirect("team", team.pk)
    return render(request, "people/team_end.html", {"form": form, "team": team})
