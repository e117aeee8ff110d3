"""A child's looked-after history: each period of care as a table and on the strip of time, and what was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts.journey_strip import JourneyStrip, Mark, draw_strip, journey_strip, strip_table
from homeward.sources.day import day_of
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
from homeward.web.people.models import CareEpisode, EpisodeSource, Handover
from homeward.web.people.record.journey import strip_of_periods
from homeward.web.people.relations import TO_WRITE
from homeward.web.people.teams.queries import handovers_of


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
    handovers = list(handovers_of(request.child))
    if strip and handovers:
        strip = _with_handovers(strip, handovers)
    now = care_on(periods, today)
    context = {
        "now": _lines([now])[0] if now else None,
        "periods": [(period, _lines(period.episodes)) for period in reversed(periods)],
        "short_breaks": _lines([episode for episode in episodes if episode.legal_status in RESPITE]),
        "struck": _lines(struck_episodes_of(request.child)),
        "handovers": handovers,
        "strip": draw_strip(strip) if strip else "",
        "strip_table": strip_table(strip) if strip else None,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "people/care_show.html", context)


def _with_handovers(strip: JourneyStrip, handovers: Sequence[Handover]) -> JourneyStrip:
    """Mark on the strip when another worker came."""
    days = [day_of(handover.on) for handover in handovers]
    marks = [Mark("Another worker took over", day) for day in days if day <= strip.as_of_day]
    return journey_strip((*strip.marks, *marks), strip.lanes, strip.as_of_day)


def _lines(episodes: Sequence[CareEpisode]) -> list[Line]:
    return [
        Line(episode, {field: in_words(field, getattr(episode, field)) for field in CODE_SETS}) for episode in episodes
    ]
