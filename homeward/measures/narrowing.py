"""Narrowing: the figures of some children only, for the filters of a page, such as girls or one year."""

from collections.abc import Collection, Mapping
from dataclasses import fields

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.engine import choose
from homeward.measures.counting import Counting
from homeward.measures.groups import GROUPINGS, Grouping
from homeward.measures.needed_tables import without_unaccompanied
from homeward.sources.table import Table

Only = Mapping[str, str | Collection[str]]
"""By key of a group, as in the rows of results: the value asked for, or several of which any will do."""


def narrow(events: Events, only: Only) -> Events:
    """Return the events of some children only: those of children who were as asked for when it happened.

    A key means in every table what it means in the groups of its figures: the child as on the day of the event, not as
    today. A girl who came into care at 9 and went home at 10 is among the starts of children aged 5-9 and among the
    returns home of those aged 10-15. Of a year, the events of that return year are left. What was worked out from a
    child's other events (what followed a return home, placements in the year, which exit was the last) stays as it
    was. Every table is narrowed alike, and the tables from which events were worked out are left behind, so that no
    figure can mix the two. A measure that is not given by a key says so in its note, and has no rows.

    Works in every engine, also on what was narrowed before. Raises ValueError for a key or value that is not known.
    """
    asked = check_groups(only, events)
    given = {each.name: getattr(events, each.name) for each in fields(Events)}
    if asked:
        condition = nw.all_horizontal(*conditions_of(asked), ignore_nulls=False)
        given |= {name: choose(table, condition) for name, table in given.items() if isinstance(table, Table)}
    before = events.narrowed_to
    both = {key: tuple(value for value in values if value in before.get(key, values)) for key, values in asked.items()}
    return Events(**given | {"narrowed_to": {**before, **both}})


def conditions_of(asked: Mapping[str, tuple[str, ...]]) -> list[nw.Expr]:
    """Return the conditions that an event meets where its child was as asked for; `asked` went through the check."""
    return [_condition(GROUPINGS[key], values) for key, values in asked.items()]


def check_groups(only: Only, events: Events) -> dict[str, tuple[str, ...]]:
    """Return the values asked for by key, in the order in which figures are given.

    Raises ValueError for a key or value that is not known.
    """
    if not set(only).issubset(GROUPINGS):
        raise ValueError(f"Figures are not given by such a key; choose from: {', '.join(GROUPINGS)}.")
    return {key: _check_values(key, values, events) for key, values in only.items()}


def _check_values(key: str, values: str | Collection[str], events: Events) -> tuple[str, ...]:
    asked = {values} if isinstance(values, str) else set(values)
    known = (*GROUPINGS[key].listed(events), *GROUPINGS[key].unlisted)
    # Returns may tell ends of an earlier year again, so any year before the first one may have figures.
    earlier = sorted(each for each in asked if key == "year" and _is_year(each) and all(each < year for year in known))
    if not asked or not asked.issubset((*earlier, *known)):
        raise ValueError(f"There is no such {key.replace('_', ' ')} in these figures; choose from: {', '.join(known)}.")
    return tuple(each for each in (*earlier, *known) if each in asked)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdecimal()


def why_not_narrowed(counting: Counting, events: Events) -> str:
    """Return the sentence that says by what figures cannot be narrowed, or nothing where they can be as asked for."""
    if note := without_unaccompanied(events) if "unaccompanied" in events.narrowed_to else "":
        return note
    lacking = [key.replace("_", " ") for key in events.narrowed_to if key not in counting.by]
    return f"Not counted: this measure is not given by {' or '.join(lacking)}." if lacking else ""


def _condition(grouping: Grouping, values: Collection[str]) -> nw.Expr:
    as_text = {written: text for text, written in grouping.written.items()}
    return grouping.value.cast(nw.String()).is_in([as_text.get(value, value) for value in values])
