"""The workbook's sheets of single measures: every figure of each, in every group and way of counting."""

from homeward.charts.figures import GROUP_HEADINGS, HIDDEN_CELL, NOT_COMPLETE, group_label
from homeward.measures.result import Result, ResultRow
from homeward.reports.datapack import Pack
from homeward.reports.reading_order import chapter_of
from homeward.reports.workbook import Cell, Share, Sheet

_HEADERS = (
    "Counted as",
    "Group",
    "Value",
    "Month",
    "At days",
    "Quantile",
    "Number",
    "Out of",
    "Figure",
    "Low (95%)",
    "High (95%)",
    "Complete",
)
_WIDTHS = (40, 22, 30, 9, 9, 9, 10, 10, 10, 10, 10, 16)
_SHARES = ("share", "curve", "series")


def sheets_of_measures(pack: Pack) -> list[Sheet]:
    """Return a sheet for each measure, in reading order; its name is the measure's id."""
    return [
        Sheet(result.id, result.title, chapter_of(result.id), _HEADERS, _rows(result), _WIDTHS)
        for result in pack.results
    ]


def _rows(result: Result) -> list[tuple[Cell, ...]]:
    notes: list[tuple[Cell, ...]] = [(result.note,)] if result.note else []
    is_share = result.kind in _SHARES
    rows = [_row(result.title, row, is_share) for row in result.rows]
    return notes + rows + [_row(other.label, row, is_share) for other in result.beside for row in other.rows]


def _row(counted_as: str, row: ResultRow, is_share: bool) -> tuple[Cell, ...]:
    numbers: tuple[Cell, ...] = (
        row.numerator,
        row.denominator,
        *(Share(each) if is_share and each is not None else each for each in (row.value, row.low, row.high)),
    )
    if row.suppressed:
        numbers = (HIDDEN_CELL,) * len(numbers)
    return (
        counted_as,
        "; ".join(GROUP_HEADINGS[key] for key in row.group) or "All",
        _group_value(row),
        row.period,
        row.at_days,
        None if row.quantile is None else Share(row.quantile),
        *numbers,
        "yes" if row.complete else NOT_COMPLETE,
    )


def _group_value(row: ResultRow) -> Cell:
    """Return the group in words, a year as the number it is."""
    if set(row.group) == {"year"} and row.group["year"].isdecimal():
        return int(row.group["year"])
    return "; ".join(group_label(value, key) for key, value in row.group.items()) or "All"
