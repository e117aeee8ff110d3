"""Tells a child's chronology to somebody: from all that is stored of the child, whatever app stores it, in order."""

from collections.abc import Callable, Iterable

from homeward.practice.chronology.event import ChronologyEvent
from homeward.web.accounts.models import User
from homeward.web.chronology.reading import Reader, reader_of
from homeward.web.people.models import Child

Source = Callable[[Reader], Iterable[ChronologyEvent]]
_sources: list[Source] = []


def tell_from(source: Source) -> None:
    """State, once, when the service starts, from what the chronology is told too; it is asked at each telling.

    A source returns the events of the reader's child that are open to the reader; it may not ask more the longer the
    history is. Raises ValueError the second time.
    """
    if source in _sources:
        raise ValueError(f"The chronology is told from {source.__qualname__} already")
    _sources.append(source)


def chronology_of(user: User, child: Child) -> list[ChronologyEvent]:
    """Return a child's chronology as somebody may read it, the earliest first."""
    reader = reader_of(user, child)
    events = [event for source in _sources for event in source(reader)]
    return sorted(events, key=lambda event: (event.when.order, event.key))
