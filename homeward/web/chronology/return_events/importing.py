"""Lays the reviews and missing times of a return beside those that are stored, and says what would have to change."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl

from homeward.sources.day import date_of
from homeward.sources.rows import Rows
from homeward.sources.table import Table
from homeward.web.chronology.models import ReturnEvent, ReturnEventKind
from homeward.web.people.care.importing import children_by_local_id

_TABLES = {ReturnEventKind.REVIEW: "Reviews", ReturnEventKind.MISSING: "Missing"}
Key = tuple[UUID, str, date]


@dataclass
class ToStore:
    """What is to be stored anew, not stored yet, and the ids of what the return tells no more or otherwise."""

    new: list[ReturnEvent] = field(default_factory=list)
    gone: list[UUID] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """True where all that the return tells is stored already."""
        return not self.new and not self.gone

    @property
    def in_words(self) -> str:
        """One sentence that says what changes."""
        return f"{len(self.new)} reviews and missing times are new or changed, {len(self.gone)} were taken out."


def compare_events(rows: Rows, dataset: UUID) -> ToStore:
    """Return what must be stored so that the children known here have the reviews and missing times of the rows.

    Nothing is taken out that lies before or after the years of the rows, or whose table was not given. Of a record that
    was merged, the kept one has them.
    """
    told = _told(rows, dataset)
    kinds = [kind for kind in ReturnEventKind if _is_given(rows, kind)]
    first_on, last_on = date_of(rows.data_from_day), date_of(rows.data_to_day)
    children = {child.pk for child in children_by_local_id(_ids(rows)).values()}
    stored = ReturnEvent.objects.filter(child__in=children, kind__in=kinds)
    found = ToStore()
    for event in stored:
        as_told = told.get(_key(event))
        if as_told is not None and (as_told.until_on, as_told.code) == (event.until_on, event.code):
            del told[_key(event)]
        elif as_told is not None or first_on <= event.on <= last_on:
            found.gone.append(event.pk)
    found.new = list(told.values())
    return found


def _told(rows: Rows, dataset: UUID) -> dict[Key, ReturnEvent]:
    """Return what the rows tell, each thing of a child's day once; where two rows do, the later end stands."""
    by_child = defaultdict(list)
    for kind, values in _values(rows):
        by_child[values.pop("child_id")].append((kind, values))
    children = children_by_local_id(list(by_child))
    found: dict[Key, ReturnEvent] = {}
    for local_id, child in children.items():
        for kind, values in by_child[local_id]:
            event = ReturnEvent(child=child, kind=kind, dataset=dataset, **values)
            before = found.get(_key(event))
            if before is None or (event.until_on or date.max) > (before.until_on or date.max):
                found[_key(event)] = event
    return found


def _values(rows: Rows) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in _dicts(rows.reviews):
        code = row["participation"] or ""
        told = {"child_id": row["child_id"], "on": date_of(row["review_day"]), "code": code}
        yield ReturnEventKind.REVIEW, told
    for row in _dicts(rows.missing_episodes):
        until_on = None if row["until_day"] is None else date_of(row["until_day"])
        days = {"on": date_of(row["from_day"]), "until_on": until_on}
        if until_on is None or until_on >= days["on"]:
            yield ReturnEventKind.MISSING, {"child_id": row["child_id"], "code": row["kind"] or "", **days}


def _is_given(rows: Rows, kind: str) -> bool:
    """Tell whether the return held the table: one that was not given takes nothing out."""
    table = rows.reviews if kind == ReturnEventKind.REVIEW else rows.missing_episodes
    return _TABLES[ReturnEventKind(kind)] in rows.tables_read or bool(_frame(table).height)


def _ids(rows: Rows) -> list[str]:
    return [str(one) for one in _frame(rows.children)["child_id"].to_list()]


def _key(event: ReturnEvent) -> Key:
    return event.child_id, str(event.kind), event.on


def _frame(table: Table) -> pl.DataFrame:
    frame: pl.DataFrame = table.lazy().collect("polars").to_native()
    return frame


def _dicts(table: Table) -> list[dict[str, Any]]:
    return _frame(table).to_dicts()
