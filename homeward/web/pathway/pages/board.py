"""The board of those who lead: children on the way by stage, held up by what; and how long steps take here."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.pathway.board.decisions import decisions_to_look_at
from homeward.web.pathway.board.forms import BoardForm
from homeward.web.pathway.board.lines import SHOWS, SORTS, board_of, counts_of, narrowed, returns_of_year
from homeward.web.pathway.work.lists import on_the_way
from homeward.web.pathway.work.times import times_of_steps
from homeward.web.pathway.work.whose import children_of_teams
from homeward.web.people.models import Team
from homeward.web.people.teams.queries import oversees, teams_led_by

_OF_THE_SERVICE = frozenset({Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.NOMINATED_OFFICER})


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the children of the teams that somebody leads, or of one of them; who answers for all sees every child."""
    today, user = clock.today(), request.user
    teams = teams_led_by(user, today)
    team = _team(request.GET, teams)
    sees_all = oversees(user, today)
    children = (
        on_the_way(user, today)
        if sees_all and team is None
        else children_of_teams(user, [team] if team else teams, today)
    )
    every = board_of(children, today)
    workers = sorted({worker for line in every for worker in line.workers}, key=lambda one: one[1])
    form = BoardForm(request.GET, teams=teams, workers=workers)
    sought = form.sought()
    lines = sorted(narrowed(every, sought["show"], sought["worker"]), key=SORTS[sought["sort"]][1])
    context: dict[str, Any] = {
        "form": form,
        "team": team,
        "lines": lines,
        "in_all": len(every),
        "counts": counts_of(every),
        "kinds": [(name, words, sum(map(is_of, every))) for name, (words, is_of) in SHOWS.items() if name != "all"],
        "sought": sought,
        "today": today,
        "has_teams": bool(teams) or sees_all,
    }
    if request.roles & _OF_THE_SERVICE:
        context["returns"] = returns_of_year(on_the_way(user, today), today)
    return render(request, "pathway/board.html", context)


@require_safe
def board_decisions(request: HttpRequest) -> HttpResponse:
    """Show which decisions wait for a signature, and which lapsed because what they rest on changed."""
    waiting, lapsed = decisions_to_look_at(on_the_way(request.user, clock.today()), clock.today())
    return render(request, "pathway/board_decisions.html", {"waiting": waiting, "lapsed": lapsed})


@require_safe
def step_times(request: HttpRequest) -> HttpResponse:
    """Show how long each step took, over all children of the service; never of one worker or child."""
    return render(request, "pathway/step_times.html", {"steps": times_of_steps(clock.today())})


def _team(told: Mapping[str, str], teams: list[Team]) -> Team | None:
    return next((team for team in teams if str(team.pk) == told.get("team", "")), None)
