"""The counts of a pack and their links as one system of equations, with what it would cost to hide each row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from homeward.measures.result import GROUP_KEYS, Result
from homeward.measures.suppression.curve_points import Window, window_told
from homeward.measures.suppression.links import Links, Name, Rest, find_links
from homeward.measures.suppression.tables import (
    IN_MONTH,
    ON_DAY,
    SMALLEST_SHOWN,
    CountName,
    Place,
    Table,
    TableName,
    depth_of,
    read_tables,
)

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Row:
    """One row of a table: which counts it tells, and what hiding it costs.

    `shows` are the counts that stand in it, `tells` these and those lacking; `size` is the count of whom it is about,
    `main` the row of the measure beside which it is another way of counting.
    """

    table: TableName
    place: Place
    shows: tuple[int, ...]
    tells: tuple[int, ...]
    size: int
    cost: float
    main: int | None
    window: Window | None


@dataclass(frozen=True)
class System:
    """All counts by number: `values` what they truly are, `sums` a whole and its parts, `rows` who tells them.

    Measures come before those drawn from them, and before their other ways of counting.
    """

    values: Numbers
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    rows: tuple[Row, ...]

    @cached_property
    def tellers(self) -> Mapping[int, Sequence[int]]:
        """By count, the rows that tell it."""
        found = defaultdict(list)
        for number, row in enumerate(self.rows):
            for count in row.tells:
                found[count].append(number)
        return found

    @cached_property
    def owner(self) -> Mapping[int, int]:
        """By count, the row that would be missed most of those that tell it."""
        return {count: max(rows, key=lambda row: self.rows[row].cost) for count, rows in self.tellers.items()}

    @cached_property
    def beside(self) -> Mapping[int, Sequence[int]]:
        """By row, the rows of other ways of counting given beside it."""
        found = defaultdict(list)
        for number, row in enumerate(self.rows):
            if row.main is not None:
                found[row.main].append(number)
        return found

    @cached_property
    def hidden_with(self) -> Sequence[frozenset[int]]:
        """By row, all rows that are hidden if it is: itself, those beside it, and lesser rows showing its counts."""
        return [self._hidden_with(number) for number in range(len(self.rows))]

    def _hidden_with(self, number: int) -> frozenset[int]:
        found, waiting = {number}, [number]
        while waiting:
            row = waiting.pop()
            owned = [count for count in self.rows[row].shows if self.owner[count] == row and self.values[count]]
            others = {other for count in owned for other in self.tellers[count]} | {*self.beside.get(row, ())}
            waiting += others - found
            found |= others
        return frozenset(found)

    @cached_property
    def matrix(self) -> Any:
        """The sums as a sparse matrix that takes the counts to zeros: one line a sum, one column a count."""
        from scipy.sparse import csr_array

        entries = [
            (line, count, sign)
            for line, (whole, parts) in enumerate(self.sums)
            for count, sign in ((whole, 1.0), *((part, -1.0) for part in parts))
        ]
        lines, counts, signs = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array((signs, (lines, counts)), shape=(len(self.sums), len(self.values)))

    def is_of_nobody(self, row: Row) -> bool:
        """Say whether a row counts nobody at all: such rows are shown."""
        return row.window is None and self.values[row.size] == 0

    def small(self) -> Flags:
        """Say of each count whether it must not be shown."""
        flags: Flags = (self.values > 0) & (self.values < SMALLEST_SHOWN)
        return flags


def build_system(results: Sequence[Result]) -> System:
    """Read the counts of all results that are not hidden yet, and link them."""
    tables = read_tables(results)
    links = find_links(tables)
    numbers = _number(tables, links)
    values = np.zeros(max(numbers.values(), default=-1) + 1, dtype=np.int64)
    by_name = {table.name: table for table in tables}
    for name, number in numbers.items():
        values[number] = _value(name, by_name)
    return System(values, _sums(links, numbers), tuple(_rows(tables, numbers, results)))


def _value(name: Name, tables: Mapping[TableName, Table]) -> int:
    if isinstance(name, Rest):
        return _value(name.whole, tables) - sum(_value(part, tables) for part in name.parts)
    return tables[name.table].counts[name.place][name.side]


def _number(tables: Iterable[Table], links: Links) -> dict[Name, int]:
    """Give every count a number, and names of one count the same."""
    names: list[Name] = [
        CountName(table.name, place, side)
        for table in tables
        for place, sides in table.counts.items()
        for side in sides
    ]
    names += [part for _, parts in links.sums for part in parts if isinstance(part, Rest)]
    first: dict[Name, Name] = {name: name for name in names}
    for one, other in links.same:
        first[_first(other, first)] = _first(one, first)
    numbers: dict[Name, int] = {}
    for name in names:
        numbers.setdefault(_first(name, first), len(numbers))
    return {name: numbers[_first(name, first)] for name in names}


def _first(name: Name, first: dict[Name, Name]) -> Name:
    while first[name] is not name:
        first[name] = first[first[name]]
        name = first[name]
    return name


def _sums(links: Links, numbers: Mapping[Name, int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return each sum once; a whole that is its own only part says nothing."""
    found = [(numbers[whole], tuple(sorted(numbers[part] for part in parts))) for whole, parts in links.sums]
    return tuple(dict.fromkeys((whole, parts) for whole, parts in found if parts != (whole,)))


def _rows(tables: Iterable[Table], numbers: Mapping[Name, int], results: Sequence[Result]) -> Iterable[Row]:
    by_id = {result.id: result for result in results}
    depths = {result.id: depth_of(result, by_id) for result in results}
    at: dict[tuple[TableName, Place], int] = {}
    for table in tables:
        windows = window_told(table.of) if table.of.kind == "curve" else {}
        for place, sides in table.counts.items():
            at[table.name, place] = len(at)
            counts = {side: numbers[CountName(table.name, place, side)] for side in sides}
            size = counts.get("asked", next(iter(counts.values())))
            yield Row(
                table=table.name,
                place=place,
                shows=tuple(number for side, number in counts.items() if side != "lacking"),
                tells=tuple(dict.fromkeys(counts.values())),
                size=size,
                cost=_cost(table, place, max(sides.values()), depths[table.name.measure]),
                main=at.get((TableName(table.name.measure), place)) if table.name.way else None,
                window=windows.get(place),
            )


def _cost(table: Table, place: Place, size: int, depth: int) -> float:
    """Return what is lost with a row, in no unit.

    Totals are hidden last. Then figures that a reader meets first count four times as much; a measure twice as much as
    those drawn from it and as other ways of counting it; keys count less from the first of GROUP_KEYS to the last, and
    a row for two keys less than for one; and of rows alike in all this the smaller are hidden first.
    """
    keys = [key for key, _ in place if key in GROUP_KEYS]
    cost = 10.0 if not place else 1.0
    cost *= 4.0 if table.of.is_headline else 1.0
    cost *= 0.5 ** (depth + bool(table.name.way) + max(len(keys) - 1, 0))
    cost *= 0.5 if any(key in (ON_DAY, IN_MONTH) for key, _ in place) else 1.0
    cost *= 1.0 - 0.05 * max((GROUP_KEYS.index(key) for key in keys), default=0)
    return cost * sqrt(1 + size)
