"""The tasks of one child's way: each with why it is due then, who saw it, and what else moves if the day moves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.work.actions import see_task
from homeward.web.pathway.work.forms import SeenForm
from homeward.web.pathway.work.lists import TaskLine, lines_of_ways
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.models import AllocatedAs, Child
from homeward.web.people.relations import TO_WRITE
from homeward.web.people.teams.queries import workers_of


@require_safe
def tasks_of_child(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show every task of the way, what each waits for under it."""
    lines = _lines(request.child)
    context = {"lines": lines, "today": clock.today(), "may_write": bool(request.relations & TO_WRITE)}
    return render(request, "pathway/tasks_of_child.html", context)


def task_see(request: HttpRequest, child_pk: object, task: str) -> HttpResponse:
    """Ask who takes the task on; then write down that it was seen, by whom and on which day."""
    line = next((one for one in _every(_lines(request.child)) if one.task.id == task), None)
    if line is None:
        raise Http404
    people = _people(request)
    taken = line.seen.taken_on_by_id if line.seen else request.user.pk
    form = SeenForm(request.POST or None, people=people, initial={"taken_on_by": taken})
    if request.method == "POST" and form.is_valid():
        told = {"taken_on_by": form.cleaned_data["taken_on_by"], "by": request.user, "on": clock.today()}
        if is_done(form, lambda: see_task(child=request.child, task=task, **told)):
            messages.success(request, "It is written down that you saw it.")
            return redirect("pathway_tasks", request.child.pk)
    return render(request, "pathway/task_see.html", {"form": form, "line": line, "today": clock.today()})


def _lines(child: Child) -> list[TaskLine]:
    today = clock.today()
    way = way_of(child, today)
    return lines_of_ways({child.pk: child}, {child.pk: way}, today) if way else []


def _every(lines: list[TaskLine]) -> list[TaskLine]:
    return [one for line in lines for one in (line, *line.waits_for)]


def _people(request: HttpRequest) -> list[User]:
    """Return who could take a task on: who works with the child, foster carers left out, and whoever asks."""
    work = workers_of(request.child, clock.today()).exclude(allocated_as=AllocatedAs.FOSTER_CARER)
    return [request.user, *(one.user for one in work)]
