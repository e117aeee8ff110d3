"""Where somebody says that a child's care has ended, on which day and how."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.care.actions import end_episode
from homeward.web.people.forms.care import EndEpisodeForm
from homeward.web.people.models import CareEpisode
from homeward.web.people.pages.episode_correct import standing_episode


def episode_end(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask how and when care ended; then end the episode in which the child is."""
    episode = standing_episode(request.child, pk)
    if episode.dec_on is not None:
        messages.error(request, "This episode has ended already. Correct it where its end is wrong.")
        return redirect("care", request.child.pk)
    form = EndEpisodeForm(request.POST or None, on=clock.today(), began_on=episode.decom_on)
    if request.method == "POST" and form.is_valid() and form.stands(lambda: _end(request, form, episode)):
        messages.success(request, "The end of care is written down.")
        return redirect("care", request.child.pk)
    return render(request, "people/episode_end.html", {"form": form, "episode": episode})


def _end(request: HttpRequest, form: EndEpisodeForm, episode: CareEpisode) -> None:
    told = form.cleaned_data
    end_episode(
        episode=episode,
        dec_on=told["dec_on"],
        reason_ceased=told["reason_ceased"],
        despite=told["despite"],
        by=request.user,
        on=clock.today(),
    )
