"""The quartiles of a number of days as a table: a quarter, half and three quarters of the children had no more."""

from homeward.charts.figures import (
    EMPTY_CELL,
    GROUP_HEADINGS,
    HIDDEN_CELL,
    MEDIAN,
    NOT_COMPLETE,
    by_group,
    count_cell,
    group_label,
    range_cell,
    value_cell,
)
from homeward.charts.spec import ChartTable
from homeward.measures.result import Result, ResultRow

_QUARTILES = (0.25, MEDIAN, 0.75)
_HEADERS = ("Number", "Lower quartile", "Median", "Upper quartile", "Median, 95% interval")


def quartile_table(result: Result, *, by: str = "year") -> ChartTable:
    """Give a measure's quartiles by one group. Raises ValueError where the measure is not one of quantiles."""
    if result.kind != "quantile":
        raise ValueError(f"{result.id} is a {result.kind}: it has no quartiles")
    found: dict[str, dict[float | None, ResultRow]] = {}
    for row in result.rows:
        if set(row.group) == {by}:
            found.setdefault(row.group[by], {})[row.quantile] = row
    return ChartTable(
        caption=f"{result.title} {by_group(by)}, in {result.unit}",
        headers=(GROUP_HEADINGS[by], *_HEADERS),
        rows=tuple(_table_row(group_label(value, by), rows) for value, rows in found.items()),
    )


def _table_row(label: str, rows: dict[float | None, ResultRow]) -> tuple[str, ...]:
    median = rows[MEDIAN]
    shown = next((row for row in rows.values() if not row.suppressed), median)
    values = [rows.get(quantile) for quantile in _QUARTILES]
    return (
        label if median.complete else f"{label} ({NOT_COMPLETE})",
        count_cell(shown.numerator, is_hidden=shown.suppressed),
        *(EMPTY_CELL if row is None else value_cell(row.value, "number", is_hidden=row.suppressed) for row in values),
        HIDDEN_CELL if median.suppressed else range_cell(median.low, median.high, "number", is_hidden=False),
    )
