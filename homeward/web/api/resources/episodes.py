"""Tells other systems of care episodes, in the codes of the statutory return."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Schema

from homeward.web.api.asked import On, Paged, Since
from homeward.web.api.resources.changed import changed_since
from homeward.web.api.resources.paging import page_of
from homeward.web.api.told import EpisodeTold
from homeward.web.people.models import CareEpisode
from homeward.web.people.policy import visible


class EpisodesAsked(Paged):
    """Which episodes."""

    changed_since: Since = None
    on: On = None


class EpisodesTold(Schema):
    """A page of care episodes."""

    items: list[EpisodeTold]
    next_after: UUID | None


def read_episodes(request: HttpRequest, asked: Query[EpisodesAsked]) -> dict[str, object]:
    """List the standing episodes of all children open to the token, in the order of their ids.

    `on` leaves those in which a child was on a day; `changed_since` those of children in whose record something was
    written on that day or later.
    """
    return page_of(request, _found(visible(request.user, CareEpisode), asked), asked, _told)


def read_child_episodes(request: HttpRequest, child_pk: UUID, asked: Query[EpisodesAsked]) -> dict[str, object]:
    """List one child’s standing episodes, in the order of their ids."""
    return page_of(request, _found(CareEpisode.objects.filter(child=request.child), asked), asked, _told)


def _found(episodes: QuerySet[CareEpisode], asked: EpisodesAsked) -> QuerySet[CareEpisode]:
    found = episodes.filter(struck_at=None)
    if asked.changed_since:
        found = found.filter(child__in=changed_since(asked.changed_since))
    if asked.on:
        found = found.filter(Q(dec_on=None) | Q(dec_on__gt=asked.on), decom_on__lte=asked.on)
    return found


def _told(episodes: Sequence[CareEpisode]) -> list[EpisodeTold]:
    return [EpisodeTold.model_validate(episode) for episode in episodes]
