"""The tables of a pack as plain counts: which children each row asks about, has and lacks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from homeward.measures.result import Result, ResultRow

SMALLEST_SHOWN = 6
"""Counts from 1 up to below this one are hidden; 0 is shown."""

Place = frozenset[tuple[str, str]]
"""Where in its table a row stands: its group, with the month of a series or the day of a curve; the total is empty."""

TOTAL: Place = frozenset()
ON_DAY = "at_days"
IN_MONTH = "period"

Side = Literal["having", "lacking", "asked"]
"""The children a row is about (`asked`), those with what the measure looks for, and those without."""

SIDES: tuple[Side, ...] = ("having", "lacking", "asked")


class TableName(NamedTuple):
    """A measure's own table (`way` is empty), or another way of counting given beside it."""

    measure: str
    way: str = ""


class CountName(NamedTuple):
    """One count: in which table, where in it, and of whom."""

    table: TableName
    place: Place
    side: Side


@dataclass(frozen=True)
class Table:
    """The counts of one table. `of` is the result it belongs to; rows without any count are left out."""

    name: TableName
    of: Result
    counts: Mapping[Place, Mapping[Side, int]]

    def column(self, side: Side) -> dict[Place, int]:
        """Return the counts of one side by place; empty where the table does not have it."""
        return {place: sides[side] for place, sides in self.counts.items() if side in sides}

    @property
    def size_side(self) -> Side:
        """Of whom a row must count at least one in order not to be a row of nobody."""
        return "asked" if self.column("asked") else "having"


def is_small(count: int) -> bool:
    """Say whether a count must not be shown."""
    return 0 < count < SMALLEST_SHOWN


def place_of(row: ResultRow) -> Place:
    """Return where in its table a row stands; the rows of all quantiles of one group stand at the same place."""
    extra = ((ON_DAY, row.at_days), (IN_MONTH, row.period))
    return frozenset(row.group.items()) | {(key, str(value)) for key, value in extra if value is not None}


def read_tables(results: Sequence[Result]) -> list[Table]:
    """Return every table of the pack: a measure before those drawn from it, and before its other ways of counting."""
    return [
        Table(name, result, _counts(result, rows))
        for result in _parents_first(results)
        for name, rows in rows_of(result)
    ]


def rows_of(result: Result) -> Iterator[tuple[TableName, tuple[ResultRow, ...]]]:
    """Yield the rows of a measure's own table, and then of every other way of counting, each with the table's name."""
    yield TableName(result.id), result.rows
    for beside in result.beside:
        yield TableName(result.id, beside.id), beside.rows


def parents_of(result: Result) -> tuple[str, ...]:
    """Return the ids of the measures it is drawn from or part of."""
    return tuple(each for each in (result.drawn_from, result.part_of) if each)


def depth_of(result: Result, by_id: Mapping[str, Result], below: frozenset[str] = frozenset()) -> int:
    """Return how many measures stand above one, counted along the longest way up; a loop is cut."""
    above = [by_id[each] for each in parents_of(result) if each in by_id and each not in below]
    return max((1 + depth_of(each, by_id, below | {result.id}) for each in above), default=0)


def _parents_first(results: Sequence[Result]) -> list[Result]:
    by_id = {result.id: result for result in results}
    return sorted(results, key=lambda result: (depth_of(result, by_id), result.id))


def _counts(result: Result, rows: Iterable[ResultRow]) -> dict[Place, dict[Side, int]]:
    rows = [row for row in rows if not row.suppressed]
    if result.kind == "curve":
        return {place_of(row): {"having": row.numerator} for row in rows if row.numerator is not None}
    # A numerator that is not a part of its denominator, as in a rate, leaves nobody lacking.
    is_part = all((row.numerator or 0) <= row.denominator for row in rows if row.denominator is not None)
    found = {place_of(row): dict(_sides(row, is_part=is_part)) for row in rows}
    return {place: sides for place, sides in found.items() if sides}


def _sides(row: ResultRow, *, is_part: bool) -> Iterator[tuple[Side, int]]:
    if row.numerator is not None:
        yield "having", row.numerator
    if row.denominator is not None:
        yield "asked", row.denominator
        if row.numerator is not None and is_part:
            yield "lacking", row.denominator - row.numerator
