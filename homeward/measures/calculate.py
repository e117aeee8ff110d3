"""From journeys to results: every measure, counted and with all a reader needs to understand it."""

from collections.abc import Sequence

from homeward.journeys import Events
from homeward.measures.definition import Asked, Definition
from homeward.measures.narrowing import why_not_narrowed
from homeward.measures.result import Beside, Result
from homeward.measures.shelf import definition, every_definition


def calculate(events: Events, ids: Sequence[str] | None = None) -> tuple[Result, ...]:
    """Count the measures with these ids, in this order; without ids all of them. For eyes inside the service.

    `events` are all of them, as in Journeys, or what `narrow` left of them. Raises LookupError for an id that is not on
    the shelf. What leaves the service goes through `suppress` first, all results together.
    """
    asked_for = every_definition() if ids is None else tuple(definition(each) for each in ids)
    return tuple(_result(each, events) for each in asked_for)


def _result(of: Definition, events: Events) -> Result:
    asked = of.ask(events)
    note = asked.why_not or why_not_narrowed(asked.counting, events)
    return Result(
        id=of.id,
        title=of.title,
        unit=of.unit,
        kind=of.kind,
        direction=of.direction,
        why=of.why,
        definition=of.definition,
        owner=of.owner,
        rows=() if note else asked.counting.rows(events),
        beside=() if note else _beside(asked, events),
        drawn_from=None if asked.is_apart else of.drawn_from,
        part_of=of.part_of,
        within_days=of.within_days,
        is_headline=of.is_headline,
        note=note,
    )


def _beside(asked: Asked, events: Events) -> tuple[Beside, ...]:
    return tuple(Beside(way.id, way.label, way.counting.rows(events)) for way in asked.beside)
