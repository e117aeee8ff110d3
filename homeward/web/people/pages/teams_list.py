"""The teams of the service, for those who keep them: who manages each, and how many are in it."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.models import TeamMembership, holding
from homeward.web.people.teams.queries import open_teams


@require_safe
def teams_list(request: HttpRequest) -> HttpResponse:
    """List the teams of today."""
    today = clock.today()
    in_team = Count("memberships", filter=holding(today, "memberships"), distinct=True)
    teams = list(open_teams(today).annotate(people=in_team))
    managers: dict[object, list[str]] = {team.pk: [] for team in teams}
    led = TeamMembership.objects.on(today).filter(Q(is_manager=True), team__in=teams).select_related("user")
    for membership in led.order_by("user__name"):
        managers[membership.team_id].append(membership.user.name)
    lines = [(team, ", ".join(managers[team.pk])) for team in teams]
    return render(request, "people/teams_list.html", {"lines": lines})
