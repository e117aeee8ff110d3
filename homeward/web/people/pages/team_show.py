"""One team for those who keep teams: who is in it, who manages it, from when until when."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Team, TeamMembership
from homeward.web.people.teams.queries import members_of


@require_safe
def team_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who is in the team, managers first, who will come, and who was."""
    team = get_object_or_404(Team, pk=pk)
    note_subject(request, team)
    today = clock.today()
    spells = TeamMembership.objects.standing().filter(team=team).select_related("user")
    context = {
        "team": team,
        "members": members_of(team, today),
        "to_come": spells.filter(begins_on__gt=today).order_by("begins_on"),
        "former": spells.filter(ends_on__lte=today).order_by("-ends_on", "user__name"),
    }
    return render(request, "people/team_show.html", context)
