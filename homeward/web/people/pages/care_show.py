"""A child's looked-after history: each period of care as a table and on the strip of time, and what was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts.journey_strip import draw_strip, strip_table
from homeward.sources.ssda903.codes import RESPITE
from homeward.web import clock
from homeward.web.people.care.queries import (
    CODE_SETS,
    care_on,
    episodes_of,
    in_words,
    periods_of,
    struck_episodes_of,
)
from homeward.web.people.models import CareEpisode, EpisodeSource
from homeward.web.people.record.journey import strip_of_periods
from homeward.web.people.relations import TO_WRITE


@dataclass(frozen=True)
class Line:
    """An episode for a table, with each of its codes in words."""

    episode: CareEpisode
    words: dict[str, str]

    @property
    def source(self) -> str:
        """Where the episode came from; one from the returns that somebody changed counts as entered by hand."""
        if self.episode.source == EpisodeSource.ENTERED and self.episode.dataset:
            return "Returns, changed by hand"
        return "By hand" if self.episode.source == EpisodeSource.ENTERED else "Returns"

    @property
    def is_by_hand(self) -> bool:
        """True where somebody entered or changed it here."""
        return self.episode.source == EpisodeSource.ENTERED


@require_safe
def care_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the history; whoever may write in the record finds there what to add, correct or end."""
    today = clock.today()
    episodes = episodes_of(request.child)
    periods = periods_of(episodes)
    strip = strip_of_periods(periods, request.child.person.born_on, today)
    now = care_on(periods, today)
    context = {
        "now": _lines([now])[0] if now else None,
        "periods": [(period, _lines(period.episodes)) for period in reversed(periods)],
        "short_breaks": _lines([episode for episode in episodes if episode.legal_status in RESPITE]),
        "struck": _lines(struck_episodes_of(request.child)),
        "strip": draw_strip(strip) if strip else "",
        "strip_table": strip_table(strip) if strip else None,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "people/care_show.html", context)


def _lines(episodes: Sequence[CareEpisode]) -> list[Line]:
    return [
        Line(episode, {field: in_words(field, getattr(episode, field)) for field in CODE_SETS}) for episode in episodes
    ]
