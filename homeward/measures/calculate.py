"""From journeys to results: every measure, counted and with all a reader needs to understand it."""

from collections.abc import Sequence

from homeward.journeys import Journeys
from homeward.measures.definition import Definition
from homeward.measures.result import Result
from homeward.measures.shelf import definition, every_definition


def calculate(journeys: Journeys, ids: Sequence[str] | None = None) -> tuple[Result, ...]:
    """Count the measures with these ids, in this order; without ids all of them. For eyes inside the service.

    Raises LookupError for an id that is not on the shelf. What leaves the service goes through `suppress` first, all
    results together.
    """
    asked_for = every_definition() if ids is None else tuple(definition(each) for each in ids)
    return tuple(_result(each, journeys) for each in asked_for)


def _result(of: Definition, journeys: Journeys) -> Result:
    counted = of.count(journeys)
    return Result(
        id=of.id,
        title=of.title,
        unit=of.unit,
        kind=of.kind,
        direction=of.direction,
        why=of.why,
        definition=of.definition,
        owner=of.owner,
        rows=counted.rows,
        beside=counted.beside,
        drawn_from=None if counted.is_apart else of.drawn_from,
        part_of=of.part_of,
        within_days=of.within_days,
        is_headline=of.is_headline,
        note=counted.note,
    )
