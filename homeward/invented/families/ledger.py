"""Collects what is written down about an invented service, and puts it in the order in which it was written."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from homeward.invented.families.happenings import (
    Event,
    FactEnded,
    Happening,
    HouseholdJoined,
    PersonsRelated,
)


class Ledger:
    """The things written down so far. What was so before `first_on` is brought over on that day by the service."""

    def __init__(self, first_on: date) -> None:
        """Begin the ledger of a service that keeps its records from a day on."""
        self.first_on = first_on
        self._lines: list[Event] = []

    def write(self, what: Happening, *, on: date | None, by: str | None = None) -> str:
        """Note what is written down on a day (None: on the first), and return its key."""
        key = f"E{len(self._lines):05d}"
        if on is None or on <= self.first_on:
            on, by = self.first_on, None
        self._lines.append(Event(on, by, what, key))
        return key

    def end(self, child: str, fact: str, *, ended_on: date, on: date, by: str | None) -> None:
        """Note that something written down before ended on a day, which was written down then or later."""
        self.write(FactEnded(child, fact, ended_on), on=on, by=by)

    def in_order(self) -> tuple[Event, ...]:
        """Return everything in the order of the days, with whoever stands there for the first time marked as new."""
        return tuple(_marked(sorted(self._lines, key=lambda event: event.on)))


def _marked(events: Iterable[Event]) -> Iterator[Event]:
    """Mark the first event in which a person or household stands, and say only once who has always lived where."""
    seen: set[object] = set()
    for event in events:
        always = _who_always_lives_there(event.what)
        first = _who_is_new(event.what)
        if always is None or always not in seen:
            yield event if first is None or first in seen else replace(event, what=_as_new(event.what))
        seen |= {always, first}


def _who_always_lives_there(what: Happening) -> tuple[str, str] | None:
    if isinstance(what, HouseholdJoined) and what.since is None:
        return what.household.key, what.person
    return None


def _who_is_new(what: Happening) -> str | None:
    match what:
        case PersonsRelated(person=person) if not person.key.startswith("INV"):
            return person.key
        case HouseholdJoined(household=household):
            return household.key
        case _:
            return None


def _as_new(what: Happening) -> Happening:
    if isinstance(what, PersonsRelated | HouseholdJoined):
        return replace(what, is_new=True)
    return what
