"""A team's children for who leads the team: who has nobody yet, who works with whom, and who is asked for a task."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Team
from homeward.web.people.teams.board import asked_of_team, board_of, with_children
from homeward.web.people.teams.queries import caseloads, members_of, oversees, teams_led_by

ON_A_PAGE = 50
NO_TEAM = "none"


@require_safe
def team_children(request: HttpRequest) -> HttpResponse:
    """Show one of the teams that the person leads: the first, or that of `?team=`; `none` asks who has no team."""
    today = clock.today()
    teams, sees_all = teams_led_by(request.user, today), oversees(request.user, today)
    asked = request.GET.get("team", "")
    has_none = sees_all and asked == NO_TEAM
    team = None if has_none else _chosen(teams, asked)
    context: dict[str, Any] = {"team": team, "has_none": has_none, "sees_all": sees_all}
    if team is not None or has_none:
        context |= _children(request, team, today)
        context["other_teams"] = [other for other in teams if other != team]
    if team is not None:
        note_subject(request, team)
        context |= _people(request, team, today)
    return render(request, "people/team_children.html", context)


def _children(request: HttpRequest, team: Team | None, today: date) -> dict[str, Any]:
    board = board_of(request.user, team, today)
    page = Paginator(board, ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "in_all": len(board),
        "without": sum(not placed.social_workers for placed in board),
        "page": page,
        "lines": with_children(page),
        "asked_team": str(team.pk) if team else NO_TEAM,
    }


def _people(request: HttpRequest, team: Team, today: date) -> dict[str, Any]:
    counts = caseloads(team, request.user, today)
    return {
        "members": [(member, counts.get(member.user_id, 0)) for member in members_of(team, today)],
        "asked": asked_of_team(request.user, team, today),
    }


def _chosen(teams: list[Team], asked: str) -> Team | None:
    """Return the team of an id among these, else the first; what is no id counts as none."""
    try:
        pk = UUID(asked)
    except ValueError:
        pk = None
    return next((team for team in teams if team.pk == pk), teams[0] if teams else None)
