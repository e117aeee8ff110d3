"""Where somebody adds an episode to a child's looked-after history: care began, a move, another legal status."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.care.actions import enter_episode
from homeward.web.people.care.queries import care_on, episodes_of, periods_of
from homeward.web.people.forms.care import NewEpisodeForm
from homeward.web.people.models import CareEpisode

_STAYS = ("place", "place_provider", "legal_status", "need")


def episode_add(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask what began and when; what stays as it was is filled in already where the child is looked after."""
    today = clock.today()
    now = care_on(periods_of(episodes_of(request.child)), today)
    form = NewEpisodeForm(request.POST or None, on=today, initial=_initial(now))
    if request.method == "POST" and form.is_valid() and form.stands(lambda: _enter(request, form)):
        messages.success(request, "The episode is added.")
        return redirect("care", request.child.pk)
    return render(request, "people/episode_add.html", {"form": form, "now": now})


def _initial(now: CareEpisode | None) -> dict[str, Any]:
    if now is None:
        return {"reason_new_episode": "S"}
    return {name: getattr(now, name) for name in _STAYS}


def _enter(request: HttpRequest, form: NewEpisodeForm) -> CareEpisode:
    told = form.cleaned_data
    return enter_episode(
        child=request.child,
        episode=form.details,
        why_moved=told["why_moved"],
        despite=told["despite"],
        by=request.user,
        on=clock.today(),
    )
