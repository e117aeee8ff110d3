"""Where somebody says in which home, of those in the child's record, a child lives during an episode of care."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.care.actions import place_episode
from homeward.web.people.family.queries import Home, family_of
from homeward.web.people.forms.care import NOT_KNOWN, PlaceEpisodeForm
from homeward.web.people.pages.episode_correct import standing_episode


def episode_place(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask in which home; a home that is not there yet is added on the page of whoever lives there."""
    episode = standing_episode(request.child, pk)
    found = {str(home.household.pk): home for home in family_of(request.user, request.child, clock.today()).homes}
    homes = [(pk, _in_words(home)) for pk, home in found.items()]
    held = str(episode.household_id) if episode.household_id else NOT_KNOWN
    form = PlaceEpisodeForm(request.POST or None, homes=homes, initial={"household": held})
    if request.method == "POST" and form.is_valid():
        home = found.get(form.cleaned_data["household"])
        place_episode(episode=episode, household=home.household if home else None, by=request.user)
        messages.success(request, "It is written down where the child lives.")
        return redirect("care", request.child.pk)
    return render(request, "people/episode_place.html", {"form": form, "episode": episode})


def _in_words(home: Home) -> str:
    """Return a home by its address and who lives there, of those whom the reader may see."""
    names = ", ".join(member.person.shown_name for member in home.members)
    address = " ".join((home.household.address or home.household.postcode).split())
    return f"{address} ({names})"
