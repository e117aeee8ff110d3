"""A measure's figures month by month, as a table."""

from homeward.charts.figures import NOT_COMPLETE, count_cell, range_cell, value_cell
from homeward.charts.spec import ChartTable
from homeward.measures.months import month_in_words
from homeward.measures.result import Result, ResultRow


def month_table(result: Result) -> ChartTable:
    """Give a series of shares, the latest month first. Raises ValueError where the measure is not a series."""
    if result.kind != "series":
        raise ValueError(f"{result.id} is a {result.kind}: it has no months")
    rows = sorted((row for row in result.rows if not row.group), key=lambda row: row.period or "", reverse=True)
    return ChartTable(
        caption=f"{result.title}, the latest month first",
        headers=("Month", "Number", "Out of", "Share", "95% interval"),
        rows=tuple(map(_table_row, rows)),
    )


def _table_row(row: ResultRow) -> tuple[str, ...]:
    month = month_in_words(row.period or "")
    return (
        month if row.complete else f"{month} ({NOT_COMPLETE})",
        count_cell(row.numerator, is_hidden=row.suppressed),
        count_cell(row.denominator, is_hidden=row.suppressed),
        value_cell(row.value, "percent", is_hidden=row.suppressed),
        range_cell(row.low, row.high, "percent", is_hidden=row.suppressed),
    )
