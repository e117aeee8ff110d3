"""Where somebody strikes out an episode that never was; it stays, with who did so, when and why."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.care.actions import strike_episode
from homeward.web.people.forms.care import StrikeEpisodeForm
from homeward.web.people.pages.episode_correct import standing_episode


def episode_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why it was wrong; then strike it out."""
    episode = standing_episode(request.child, pk)
    form = StrikeEpisodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        strike_episode(episode=episode, because=form.cleaned_data["because"], by=request.user)
        messages.success(request, "The episode is struck out.")
        return redirect("care", request.child.pk)
    return render(request, "people/episode_strike.html", {"form": form, "episode": episode})
