"""Tells a child's chronology to somebody: from all that is stored of the child, whatever app stores it, in order."""

from collections.abc import Callable, Iterable

from homeward.practice.chronology.event import ChronologyEvent
from homeward.web.accounts.models import User
from homeward.web.chronology.naming import Told, names_told
from homeward.web.chronology.reading import Reader, reader_of
from homeward.web.people.models import Child

Source = Callable[[Reader], Iterable[ChronologyEvent]]
OfWhom = Callable[[Reader], Told]
_sources: list[Source] = []
_of_whom: list[OfWhom] = []


def tell_from(source: Source, of_whom: OfWhom | None = None) -> None:
    """State, once, when the service starts, from what the chronology is told too; it is asked at each telling.

    A source returns the events of the reader's child that are open to the reader; it may not ask more the longer the
    history is. `of_whom` says first of whom its events tell, so that the names of all are looked up at once.
    Raises ValueError the second time.
    """
    if source in _sources:
        raise ValueError(f"The chronology is told from {source.__qualname__} already")
    _sources.append(source)
    if of_whom is not None:
        _of_whom.append(of_whom)


def chronology_of(user: User, child: Child) -> list[ChronologyEvent]:
    """Return a child's chronology as somebody may read it, the earliest first."""
    return told_to(reader_of(user, child))


def told_to(reader: Reader) -> list[ChronologyEvent]:
    """Return the chronology of the reader's child as they may read it, the earliest first."""
    told = [of_whom(reader) for of_whom in _of_whom]
    names_told(reader, {pk for persons, _ in told for pk in persons}, {pk for _, kids in told for pk in kids})
    events = [event for source in _sources for event in source(reader)]
    return sorted(events, key=lambda event: event.order)
