"""One section of the pack for each measure: its picture, its tables, and the other ways of counting beside it."""

from dataclasses import dataclass

from homeward.charts import (
    BarChart,
    ChartTable,
    CurveChart,
    RunChart,
    bar_chart,
    bar_of,
    curve,
    draw,
    month_table,
    quartile_table,
    run_chart,
    table_of,
)
from homeward.charts.figures import EMPTY_CELL, GROUP_HEADINGS, HIDDEN_CELL, by_group, group_label, value_cell
from homeward.charts.spec import Format
from homeward.measures.early_warning import EarlyWarning
from homeward.measures.result import GROUP_KEYS, Beside, Result, ResultRow
from homeward.reports.datapack import Pack
from homeward.reports.glance import in_short
from homeward.reports.reading_order import DRAWN_AT_ONCE

_BY_YEAR = "year"


@dataclass(frozen=True)
class Section:
    """A measure as the pack shows it: `charts` are SVG with their text twin, `tables` what stands beside.

    `withheld` names what is left out because each of its figures is hidden, `cautions` are sentences to stand below.
    """

    result: Result
    charts: tuple[tuple[str, ChartTable], ...]
    tables: tuple[ChartTable, ...]
    withheld: tuple[str, ...]
    cautions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The measure's id, which is also its anchor."""
        return self.result.id

    @property
    def title(self) -> str:
        """The measure's title."""
        return self.result.title

    @property
    def says(self) -> str:
        """The total in one line, or why nothing was counted; empty where neither can be said."""
        if self.result.rows:
            return in_short(self.result)
        return self.result.note or "There was nobody to count."

    @property
    def notes(self) -> tuple[str, ...]:
        """What to be careful about, in this source and otherwise."""
        return (*((self.result.note,) if self.result.note and self.result.rows else ()), *self.cautions)

    @property
    def defined_by(self) -> tuple[str, ...]:
        """The measures whose definitions explain it."""
        return (self.result.id,)

    @property
    def tables_on_paper(self) -> tuple[ChartTable, ...]:
        """The figures by year, where there are any and no picture has them as its table."""
        return tuple(table for table in self.tables if not self.charts and _is_by_year(table))

    @property
    def is_drawn_at_once(self) -> bool:
        """Whether a reader sees its picture at once, rather than when it is asked for."""
        return self.result.id in DRAWN_AT_ONCE


def section_of(pack: Pack, result: Result) -> Section:
    """Return the section of one measure of the pack; a series is drawn as the pack reads it, as an early warning."""
    warning = pack.early_warning if pack.early_warning and pack.early_warning.id == result.id else None
    described = _charts(result, warning)
    charts = [(spec, table) for spec, table in described if _has_a_value(spec)]
    undrawn = [table for spec, table in described if not _has_a_value(spec)]
    tables = [table for table in [*undrawn, *_further_tables(result)] if table.rows]
    every = [*(table for _, table in charts), *tables]
    return Section(
        result=result,
        charts=tuple((draw(spec), table) for spec, table in charts),
        tables=tuple(table for table in tables if not _is_all_hidden(table)),
        withheld=tuple(table.caption for table in every if _is_all_hidden(table)),
        cautions=(*warning.signs[1:], warning.caution) if warning else (),
    )


def _has_a_value(spec: BarChart | CurveChart | RunChart) -> bool:
    marks = spec.bars if isinstance(spec, BarChart) else spec.points
    return any(mark.value is not None for mark in marks)


def _is_all_hidden(table: ChartTable) -> bool:
    return all(set(row[1:]) == {HIDDEN_CELL} for row in table.rows)


def _is_by_year(table: ChartTable) -> bool:
    """Return whether the table gives figures by year, at least one of them neither zero, nor hidden, nor missing."""
    shown = {cell for row in table.rows for cell in row[1:]} - {HIDDEN_CELL, EMPTY_CELL, "0"}
    return table.headers[0] == GROUP_HEADINGS[_BY_YEAR] and bool(shown)


def _charts(result: Result, warning: EarlyWarning | None) -> list[tuple[BarChart | CurveChart | RunChart, ChartTable]]:
    """Return the measure's picture with its table; nothing for a series that is not read as an early warning.

    Nor for one that is mostly hidden: the few months left, mostly of nobody, would be a false picture.
    """
    if result.kind == "series":
        run = run_chart(warning) if warning and not warning.is_mostly_hidden else None
        return [(run, table_of(run))] if run and run.points else []
    if result.kind == "curve":
        spec = curve(result)
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
