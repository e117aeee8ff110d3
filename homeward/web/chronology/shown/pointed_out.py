"""Points out in a child's chronology what is worth a second look, with where to go on from there."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.chronology.noticed import noticed
from homeward.practice.chronology.noticed_kinds import NOTICED_WORDS, TO_DO, Noticed, NoticedKind, Placed
from homeward.web import clock
from homeward.web.chronology.disagreements.queries import compared_of
from homeward.web.chronology.events.care import periods_told
from homeward.web.chronology.reading import Reader
from homeward.web.chronology.shown.asked import Asked, born_on_of
from homeward.web.people.care.queries import in_words
from homeward.web.people.models import Child

_COMPARED = (NoticedKind.ACCOUNTS, NoticedKind.DISAGREE)


@dataclass(frozen=True)
class Pointed:
    """One thing that is worth a second look: its events each with where they stand, and where accounts are compared."""

    noticed: Noticed
    events: tuple[tuple[ChronologyEvent, str], ...]
    compare: str


@dataclass(frozen=True)
class PointedKind:
    """All of one kind that is worth a second look, and what to do about it."""

    words: str
    to_do: str
    lines: tuple[Pointed, ...]


def pointed_out(child: Child, asked: Asked) -> list[PointedKind]:
    """Return what is worth a second look among all events that the reader may see; one query, seldom four."""
    found = noticed(
        asked.events,
        clock.today(),
        born_on=born_on_of(child.person),
        placed=_placed(asked.reader),
        compared=compared_of(child, (event.key for event in asked.events)),
    )
    shown = {line.event.key for line in asked.told.lines}
    return [
        PointedKind(NOTICED_WORDS[kind], TO_DO[kind], tuple(_pointed(child, one, shown) for one in ones))
        for kind, ones in groupby(found, key=lambda one: one.kind)
    ]


def _placed(reader: Reader) -> list[Placed]:
    """Return where the child lived while looked after, short breaks left out."""
    return [
        Placed(episode.decom_on, episode.dec_on, in_words("place", episode.place))
        for period in periods_told(reader)
        for episode in period.episodes
    ]


def _pointed(child: Child, one: Noticed, shown: Iterable[str]) -> Pointed:
    events = tuple((event, f"#{event.key}" if event.key in shown else event.href) for event in one.events)
    return Pointed(one, events, _compare(child, one) if one.kind in _COMPARED else "")


def _compare(child: Child, one: Noticed) -> str:
    """Return where the accounts are compared; of more than two the reader chooses the second."""
    pair = zip(("first", "second"), one.events if len(one.events) == 2 else one.events[:1], strict=False)
    query = urlencode([(name, event.key) for name, event in pair])
    return f"{reverse('chronology_compare', kwargs={'child_pk': child.pk})}?{query}"
