"""One section of the pack for each measure: its picture, its tables, and the other ways of counting beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from homeward.charts import (
    BarChart,
    ChartSpec,
    ChartTable,
    bar_chart,
    bar_of,
    curve,
    draw,
    month_table,
    quartile_table,
    table_of,
)
from homeward.charts.figures import EMPTY_CELL, HIDDEN_CELL, by_group, group_label, value_cell
from homeward.charts.spec import Format
from homeward.measures.result import GROUP_KEYS, Beside, Result, ResultRow
from homeward.reports.datapack import Pack
from homeward.reports.reading_order import theme_of

_BY_YEAR = "year"


@dataclass(frozen=True)
class Section:
    """A measure as the pack shows it: `charts` are SVG with their text twin, `tables` what stands beside.

    `withheld` names what is left out because each of its figures is hidden.
    """

    result: Result
    charts: tuple[tuple[str, ChartTable], ...]
    tables: tuple[ChartTable, ...]
    withheld: tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """Sections on one matter, under its heading; `id` is the heading's anchor."""

    title: str
    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        """The anchor: the heading in small letters with hyphens."""
        return self.title.lower().replace(" ", "-")


def sections(pack: Pack) -> tuple[Section, ...]:
    """Return a section for every measure, in the pack's order."""
    return tuple(map(_section, pack.results))


def headlines(every: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections that stand at the head of the pack."""
    return tuple(section for section in every if section.result.is_headline)


def themes(every: Sequence[Section]) -> tuple[Theme, ...]:
    """Return the other sections by theme, in the pack's order."""
    others = [section for section in every if not section.result.is_headline]
    return tuple(Theme(title, tuple(found)) for title, found in groupby(others, lambda each: theme_of(each.result)))


def _section(result: Result) -> Section:
    charts = [(spec, table) for spec, table in _charts(result) if _has_a_value(spec)]
    undrawn = [table for spec, table in _charts(result) if not _has_a_value(spec)]
    tables = [table for table in [*undrawn, *_further_tables(result)] if table.rows]
    every = [*(table for _, table in charts), *tables]
    return Section(
        result=result,
        charts=tuple((draw(spec), table) for spec, table in charts),
        tables=tuple(table for table in tables if not _is_all_hidden(table)),
        withheld=tuple(table.caption for table in every if _is_all_hidden(table)),
    )


def _has_a_value(spec: ChartSpec) -> bool:
    marks = spec.bars if isinstance(spec, BarChart) else spec.points
    return any(mark.value is not None for mark in marks)


def _is_all_hidden(table: ChartTable) -> bool:
    return all(set(row[1:]) == {HIDDEN_CELL} for row in table.rows)


def _charts(result: Result) -> list[tuple[ChartSpec, ChartTable]]:
    """Return the measure's picture with its table; a series has none yet."""
    if result.kind == "series":
        return []
    if result.kind == "curve":
        spec: ChartSpec = curve(result)
        return [(spec, table_of(spec))]
    return [(bar_chart(result), _table_by(result, _BY_YEAR))]


def _table_by(result: Result, key: str) -> ChartTable:
    return quartile_table(result, by=key) if result.kind == "quantile" else table_of(bar_chart(result, by=key))


def _further_tables(result: Result) -> list[ChartTable]:
    """Return a table for each further group and each other way of counting that the measure is given by."""
    if result.kind == "series":
        return [month_table(result)]
    if result.kind == "curve":
        return []
    given = {key for row in result.rows if len(row.group) == 1 for key in row.group}
    by_group = [_table_by(result, key) for key in GROUP_KEYS if key in given and key != _BY_YEAR]
    return [*_beside_tables(result), *by_group]


def _beside_tables(result: Result) -> list[ChartTable]:
    """Give the other ways of counting side by side: over all years in full, then the figure of each year."""
    if not result.beside:
        return []
    as_format: Format = "percent" if result.kind == "share" else "number"
    title = f"{result.title}, counted in other ways"
    bars = tuple(bar_of(other.label, row) for other in result.beside for row in other.rows if not row.group)
    together = BarChart(f"{result.id}-beside", title, "", result.unit, "Counted as", as_format, bars)
    return [table_of(together), _beside_by_year(result, as_format)]


def _beside_by_year(result: Result, as_format: Format) -> ChartTable:
    """Give the figures of each year, a row for each way of counting; one that counts nobody in any year is left out."""
    years = list(dict.fromkeys(row.group[_BY_YEAR] for other in result.beside for row in _yearly(other)))
    return ChartTable(
        caption=f"{result.title}, counted in other ways, {by_group(_BY_YEAR)}",
        headers=("Counted as", *(group_label(year, _BY_YEAR) for year in years)),
        rows=tuple(
            (other.label, *_cells(other, years, as_format))
            for other in result.beside
            if years and any(row.numerator or row.suppressed for row in other.rows)
        ),
    )


def _yearly(other: Beside) -> list[ResultRow]:
    return [row for row in other.rows if set(row.group) == {_BY_YEAR}]


def _cells(other: Beside, years: list[str], as_format: Format) -> list[str]:
    rows = {row.group[_BY_YEAR]: row for row in _yearly(other)}
    return [
        value_cell(rows[year].value, as_format, is_hidden=rows[year].suppressed) if year in rows else EMPTY_CELL
        for year in years
    ]
