"""Where a manager makes another team responsible for a child."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.teams import MoveToTeamForm
from homeward.web.people.relations import relations_of
from homeward.web.people.teams.actions import move_to_team
from homeward.web.people.teams.queries import team_of


def child_move_team(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask which team from which day; whoever led by the team before may see the child no more."""
    today = clock.today()
    team = team_of(request.child, today)
    form = MoveToTeamForm(request.POST or None, on=today, but_for=team, initial={"begins_on": today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        move = {"team": told["team"], "by": request.user, "on": told["begins_on"]}
        if is_done(form, lambda: move_to_team(child=request.child, **move), "team"):
            messages.success(request, f"{told['team'].name} is responsible for the child.")
            still_open = relations_of(request.user, request.child)
            return redirect("workers", request.child.pk) if still_open else redirect("home")
    return render(request, "people/child_move_team.html", {"form": form, "team": team})
