"""Where a manager asks a colleague, or a named guest of a partner agency, for one task for a child until a day."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.accounts.models import HeldRole
from homeward.web.accounts.roles import Role
from homeward.web.people.access.queries import restrictions_of
from homeward.web.people.details import TaskDetails
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.teams import AskForm
from homeward.web.people.teams.actions import ask_person
from homeward.web.people.teams.queries import may_be_asked

A_TASK = timedelta(days=28)


def person_ask(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask who, for what, until when; four weeks are filled in."""
    today = clock.today()
    held = HeldRole.objects.filter(HeldRole.held_on(today), role=Role.GUEST)
    form = AskForm(
        request.POST or None,
        people=may_be_asked(today).exclude(pk=request.user.pk),
        guests=frozenset(held.values_list("user", flat=True)),
        initial={"until_on": today + A_TASK},
    )
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: _ask(request, form), "user"):
        messages.success(request, f"{form.cleaned_data['user'].name} is asked.")
        return redirect("workers", request.child.pk)
    is_restricted = restrictions_of(request.child).exists()
    return render(request, "people/person_ask.html", {"form": form, "is_restricted": is_restricted})


def _ask(request: HttpRequest, form: AskForm) -> None:
    told = form.cleaned_data
    task = TaskDetails(told["task"], told["until_on"], told["agency"])
    ask_person(child=request.child, user=told["user"], task=task, by=request.user, on=clock.today())
