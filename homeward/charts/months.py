"""A measure's figures month by month, as a table."""

from homeward.charts.figures import NOT_COMPLETE, count_cell, range_cell, value_cell
from homeward.charts.spec import ChartTable
from homeward.measures.result import Result, ResultRow

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


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


def month_in_words(period: str) -> str:
    """Write `2021-03` as `March 2021`; raises ValueError for anything else."""
    year, month = period.split("-")
    return f"{_MONTHS[int(month) - 1]} {year}"
