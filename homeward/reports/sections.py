"""One section of the pack for each measure: its picture, its tables, and the other ways of counting beside it."""

from dataclasses import dataclass, replace

from homeward.charts import BarChart, ChartSpec, ChartTable, bar_chart, bar_of, curve, draw, table_of
from homeward.charts.figures import HIDDEN_CELL
from homeward.charts.spec import Format
from homeward.measures.result import GROUP_KEYS, Result
from homeward.reports.datapack import Pack

_UNFINISHED = "part of the year"


@dataclass(frozen=True)
class Section:
    """A measure as the pack shows it: `charts` are SVG with their text twin, `tables` what stands beside.

    `withheld` names what is left out because each of its figures is hidden.
    """

    result: Result
    charts: tuple[tuple[str, ChartTable], ...]
    tables: tuple[ChartTable, ...]
    withheld: tuple[str, ...]


def sections(pack: Pack) -> tuple[Section, ...]:
    """Return a section for every measure, in the pack's order."""
    return tuple(_section(result, pack) for result in pack.results)


def _section(result: Result, pack: Pack) -> Section:
    spec = _spec(result, pack)
    main, tables = table_of(spec), _further_tables(result)
    return Section(
        result=result,
        charts=() if _is_all_hidden(main) else ((draw(spec), main),),
        tables=tuple(table for table in tables if not _is_all_hidden(table)),
        withheld=tuple(table.caption for table in (main, *tables) if _is_all_hidden(table)),
    )


def _is_all_hidden(table: ChartTable) -> bool:
    return bool(table.rows) and all(HIDDEN_CELL in row for row in table.rows)


def _spec(result: Result, pack: Pack) -> ChartSpec:
    if result.kind == "curve":
        return curve(result)
    return bar_chart(result, by="year", hollow=dict.fromkeys(pack.unfinished_years, _UNFINISHED))


def _further_tables(result: Result) -> tuple[ChartTable, ...]:
    """Return a table for each further group and each other way of counting that the measure is given by."""
    if result.kind == "curve":
        return ()
    given = {key for row in result.rows if len(row.group) == 1 for key in row.group}
    by_group = [table_of(bar_chart(result, by=key)) for key in GROUP_KEYS if key in given and key != "year"]
    return (*_beside_tables(result), *by_group)


def _beside_tables(result: Result) -> tuple[ChartTable, ...]:
    """Give the other ways of counting: side by side over all years, then each year by year unless it counts nobody."""
    if not result.beside:
        return ()
    bars = tuple(bar_of(other.label, row) for other in result.beside for row in other.rows if not row.group)
    title = f"{result.title}, counted in other ways"
    as_format: Format = "percent" if result.kind == "share" else "number"
    together = BarChart(f"{result.id}-beside", title, "", result.unit, "Counted as", as_format, bars)
    by_year = (
        table_of(bar_chart(replace(result, title=other.label, rows=other.rows)))
        for other in result.beside
        if any(row.numerator or row.suppressed for row in other.rows)
    )
    return (table_of(together), *by_year)
