"""Where somebody corrects an episode of a child's looked-after history; what stood before is kept with the reason."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.care.actions import correct_episode
from homeward.web.people.care.queries import DETAILS
from homeward.web.people.forms.care import CorrectEpisodeForm
from homeward.web.people.models import CareEpisode, Child


def episode_correct(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask for all of the episode anew, and what was wrong."""
    episode = standing_episode(request.child, pk)
    today = clock.today()
    initial = {name: getattr(episode, name) for name in DETAILS}
    form = CorrectEpisodeForm(request.POST or None, on=today, initial=initial)
    if request.method == "POST" and form.is_valid() and form.stands(lambda: _correct(request, form, episode)):
        messages.success(request, "The episode is corrected. What stood before is kept below.")
        return redirect("care", request.child.pk)
    return render(request, "people/episode_correct.html", {"form": form, "episode": episode})


def standing_episode(child: Child, pk: UUID) -> CareEpisode:
    """Return an episode of a child that was not struck out. Raises Http404."""
    episode = child.episodes.filter(pk=pk, struck_at=None).select_related("child__person").first()
    if episode is None:
        raise Http404
    return episode


def _correct(request: HttpRequest, form: CorrectEpisodeForm, episode: CareEpisode) -> CareEpisode:
    told = form.cleaned_data
    return correct_episode(
        episode=episode,
        details=form.details,
        because=told["because"],
        despite=told["despite"],
        by=request.user,
        on=clock.today(),
    )
