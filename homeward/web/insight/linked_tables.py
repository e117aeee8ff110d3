"""Tables of figures in which each count leads to the children behind it, for those who may list them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from homeward.charts import ChartTable
from homeward.charts.figures import GROUP_HEADINGS, NOT_COMPLETE, count_cell, group_label
from homeward.measures.counting import Part
from homeward.measures.flow import Flow
from homeward.measures.months import month_in_words
from homeward.measures.result import Result, ResultRow, RowAt
from homeward.reports.chapters import Part as PartOfChapter
from homeward.web.insight.children_behind import Question
from homeward.web.insight.figures_filters import Filters

_COLUMNS: Mapping[str, Part] = {"Number": "numerator", "Out of": "denominator"}
_KEYS = {heading: key for key, heading in GROUP_HEADINGS.items()}
_OTHERWISE = "Counted as"
_UNFINISHED = f" ({NOT_COMPLETE})"
_OF_THE_FLOW: tuple[tuple[str, str, Part], ...] = (
    ("came", "started", "numerator"),
    ("left", "exits", "numerator"),
    ("went_home", "returns_home", "numerator"),
    ("followed", "re_entry_within_12_months", "denominator"),
    ("back", "re_entry_within_12_months", "numerator"),
)


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `query` is the end of the address of the children behind it, or empty."""

    text: str
    query: str = ""


@dataclass(frozen=True)
class LinkedTable:
    """A table as a page shows it: `id` is the anchor of its caption."""

    id: str
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def plain(table_id: str, table: ChartTable) -> LinkedTable:
    """Return a table in which nothing leads anywhere."""
    return LinkedTable(table_id, table.caption, table.headers, tuple(tuple(map(Cell, row)) for row in table.rows))


class Links:
    """Finds the number that stands in a cell, so that it can lead to the children behind it.

    A table says by its headings what its rows and columns are. A cell is linked only where the number that is found is
    the one that stands there: what the tables do not tell stays without a link, and none leads to another number.
    """

    def __init__(self, results: Mapping[str, Result], flow: Flow | None, filters: Filters) -> None:
        """Know the figures, narrowed as the page is."""
        self._results, self._filters = results, filters
        self._flow = dict(_flow_places(flow)) if flow else {}

    def link(self, table_id: str, table: ChartTable, part: PartOfChapter) -> LinkedTable:
        """Return a table of a chapter's part with its counts linked."""
        result = self._results.get(part.defined_by[0]) if part.defined_by else None
        rows = tuple(
            tuple(Cell(text, self._query(text, header, row, table, result)) for header, text in self._cells(table, row))
            for row in table.rows
        )
        return LinkedTable(table_id, table.caption, table.headers, rows)

    def total(self, result: Result) -> tuple[Cell, ...]:
        """Return the counts of a measure's total, numerator first; none where there is no single total."""
        rows = [row for row in result.rows if not row.group and row.period is None and row.at_days is None]
        parts: list[Part] = ["numerator", "denominator"]
        found = [(part, getattr(rows[0], part)) for part in parts] if rows else []
        return tuple(
            Cell(f"{number:,}", self._question(result.id, RowAt(), part))
            for part, number in found
            if number is not None
        )

    @staticmethod
    def _cells(table: ChartTable, row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        return zip(("", *table.headers[1:]), row, strict=True)

    def _query(self, text: str, header: str, row: tuple[str, ...], table: ChartTable, result: Result | None) -> str:
        """Return where a cell leads, or nothing where its number is not known to have children behind it."""
        if header in _COLUMNS and row[1] in self._flow and table.headers[0] == "Step":
            measure, at, part = self._flow[row[1]]
            found = _row_at(self._results[measure], at)
        elif result is not None and (place := _place(result, table.headers[0], row[0], header)):
            (at, part), measure = place, result.id
            found = _row_at(result, at)
        else:
            return ""
        number = getattr(found, part) if found else None
        is_it = number is not None and count_cell(number, is_hidden=False) == text
        return self._question(measure, at, part) if is_it else ""

    def _question(self, measure: str, at: RowAt, part: Part) -> str:
        return Question(measure, at, part, self._filters).query


def _flow_places(of: Flow) -> Iterator[tuple[str, tuple[str, RowAt, Part]]]:
    """Yield what each number of the flow counts, by its words."""
    group = {} if of.year is None else {"year": of.year}
    for way in of.ways:
        yield way.label, ("exits", RowAt(group, way.id), "numerator")
    for name, measure, part in _OF_THE_FLOW:
        yield getattr(of, name).label, (measure, RowAt(group), part)


def _place(result: Result, heading: str, label: str, header: str) -> tuple[RowAt, Part] | None:
    """Return where a number stands whose row has this label under this heading, and whose column has this header."""
    label = label.removesuffix(_UNFINISHED)
    if heading == _OTHERWISE:
        return _place_otherwise(result, label, header)
    if header not in _COLUMNS:
        return None
    if heading == "Month":
        period = next((row.period for row in result.rows if row.period and month_in_words(row.period) == label), None)
        return (RowAt(period=period), _COLUMNS[header]) if period else None
    key = _KEYS.get(heading, "")
    values = (row.group[key] for row in result.rows if set(row.group) == {key})
    value = next((value for value in values if group_label(value, key) == label), None)
    return (RowAt({key: value}), _COLUMNS[header]) if value is not None else None


def _place_otherwise(result: Result, label: str, header: str) -> tuple[RowAt, Part] | None:
    """Return where a number of another way of counting stands: over all years, or of counts in a year."""
    way = next((way.id for way in result.beside if way.label == label), None)
    if way is None:
        return None
    if header in _COLUMNS:
        return RowAt(beside=way), _COLUMNS[header]
    return (RowAt({"year": header}, way), "numerator") if header.isdecimal() and result.kind == "count" else None


def _row_at(result: Result, at: RowAt) -> ResultRow | None:
    """Return the row of a result that stands at a place."""
    ways = {"": result.rows, **{way.id: way.rows for way in result.beside}}
    return next((row for row in ways[at.beside] if RowAt.of(row, at.beside) == at), None)
