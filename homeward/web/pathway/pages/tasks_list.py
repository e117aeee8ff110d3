"""What is to be done on the pathway: one’s own tasks, those of teams one leads, those shown since nobody saw them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.practice.tasks.task import by_day
from homeward.web import clock
from homeward.web.pathway.work.forms import TasksSoughtForm
from homeward.web.pathway.work.lists import TaskLine
from homeward.web.pathway.work.whose import SOON_DAYS, Whose, lines_for, teams_to_choose
from homeward.web.people.models import Team

ON_A_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """Whose tasks somebody asks for: a heading, and the team where it is one."""

    whose: Whose
    team: Team | None


@require_safe
def tasks_list(request: HttpRequest) -> HttpResponse:
    """List the tasks asked for, narrowed and sorted; nothing in the address names anybody."""
    today, teams = clock.today(), teams_to_choose(request.user, clock.today())
    asked = _asked(request, teams)
    form = TasksSoughtForm(request.GET)
    sought = form.cleaned_data if form.is_valid() else {}
    when, sort = sought.get("when") or "all", sought.get("sort") or "day"
    every = lines_for(request.user, asked.whose, asked.team, today)
    until = today + timedelta(days=SOON_DAYS)
    shows = {
        "all": lambda line: True,
        "overdue": lambda line: line.task.is_overdue(today),
        "week": lambda line: line.task.is_due_by(until),
        "unseen": lambda line: line.seen is None,
    }
    lines = _sorted([line for line in every if shows[when](line)], sort)
    context = {
        "asked": asked,
        "teams": teams,
        "form": TasksSoughtForm(initial={"when": when, "sort": sort}),
        "when": when,
        "sort": sort,
        "page": Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page")),
        "in_all": len(every),
        "overdue": sum(line.task.is_overdue(today) for line in every),
        "today": today,
    }
    return render(request, "pathway/tasks_list.html", context)


def _asked(request: HttpRequest, teams: Iterable[Team]) -> Asked:
    by_id = {str(team.pk): team for team in teams}
    whose = request.GET.get("whose", "")
    if whose == Whose.TEAM and by_id:
        return Asked(Whose.TEAM, by_id.get(request.GET.get("team", ""), next(iter(by_id.values()))))
    return Asked(Whose.RAISED if whose == Whose.RAISED and by_id else Whose.MINE, None)


def _sorted(lines: list[TaskLine], sort: str) -> list[TaskLine]:
    keys: Mapping[str, Callable[[TaskLine], tuple[object, ...]]] = {
        "day": lambda line: by_day(line.task),
        "child": lambda line: (line.child.person.shown_name, *by_day(line.task)),
        "worker": lambda line: (line.worker_names, *by_day(line.task)),
    }
    return sorted(lines, key=keys[sort])
