"""The data pack as a workbook: a sheet for each measure, for the data's quality and for the definitions."""

from datetime import UTC, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from homeward.charts.figures import GROUP_HEADINGS, HIDDEN_CELL, NOT_COMPLETE, group_label
from homeward.measures.result import Result, ResultRow
from homeward.reports.datapack import Pack
from homeward.reports.told_findings import group_findings
from homeward.reports.true_for_us import ours, theirs, title_of

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_MEASURE_HEADERS = (
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
_MEASURE_WIDTHS = (28, 22, 24, 9, 9, 9, 10, 10, 10, 10, 10, 16)
_COMPARED_HEADERS = (
    "Beside",
    "Source",
    "Whom",
    "When",
    "What was counted",
    "There",
    "Ours",
    "Do they differ?",
    "Why",
    "Caution",
)
_COMPARED_WIDTHS = (16, 30, 30, 18, 34, 12, 16, 16, 44, 44)
_SHARES = ("share", "curve", "series")
Cell = str | int | float | None


class _Book:
    """A workbook being written; the same pack gives the same bytes."""

    def __init__(self, pack: Pack, stream: BytesIO) -> None:
        self._book = xlsxwriter.Workbook(stream, _OPTIONS)
        # Without a fixed day the workbook would carry the moment it was made.
        self._book.set_properties({"title": "Homeward data pack", "created": datetime.combine(pack.as_of, time(), UTC)})
        self._bold: Format = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._plain: Format = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._share: Format = self._book.add_format({"num_format": "0.0%", "valign": "top"})

    def add_sheet(
        self, name: str, headers: tuple[str, ...], rows: list[tuple[Cell, ...]], widths: tuple[int, ...], shares: bool
    ) -> None:
        """Add a sheet with a frozen header row; decimals are written in per cent when `shares` says so."""
        sheet: Worksheet = self._book.add_worksheet(name[:31])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, headers, self._bold)
        sheet.freeze_panes(1, 0)
        for down, row in enumerate(rows, start=1):
            for across, cell in enumerate(row):
                look = self._share if shares and isinstance(cell, float) else self._plain
                sheet.write(down, across, cell, look)

    def close(self) -> None:
        """Finish the workbook."""
        self._book.close()


def to_xlsx(pack: Pack) -> bytes:
    """Write the pack as an Excel workbook; withheld cells say `hidden`, and no text can become a formula."""
    stream = BytesIO()
    book = _Book(pack, stream)
    book.add_sheet("About", ("About", "This pack"), _about(pack), (24, 70), shares=False)
    for result in pack.results:
        rows = _measure_rows(result)
        book.add_sheet(result.id, _MEASURE_HEADERS, rows, _MEASURE_WIDTHS, shares=result.kind in _SHARES)
    if rows := _true_for_us(pack):
        book.add_sheet("True for us", _COMPARED_HEADERS, rows, _COMPARED_WIDTHS, shares=False)
    headers = ("What", "Kind", "Times or rows read", "Used", "Repaired", "Set aside")
    book.add_sheet("Data quality", headers, _quality(pack), (44, 14, 18, 10, 10, 10), shares=False)
    headers = ("Measure", "Definition", "Why it matters", "Unit", "Direction", "Looked after by")
    book.add_sheet("Definitions", headers, _definitions(pack), (30, 60, 60, 30, 18, 24), shares=False)
    book.close()
    return stream.getvalue()


def _about(pack: Pack) -> list[tuple[Cell, ...]]:
    authority = pack.authority
    rows: list[tuple[Cell, ...]] = [
        ("Authority", f"{authority.name} ({authority.code}, {authority.number})" if authority else "not given"),
        ("Source", pack.source),
        ("Made from", pack.years_in_words),
        ("Figures as at", pack.as_of.isoformat()),
        ("Return home means", f"{pack.definition}: {pack.definition_in_words}"),
        ("Audience", pack.audience),
        ("Hidden figures", pack.hidden_count),
    ]
    if pack.suppression:
        rows.append(("Small numbers", pack.suppression.in_words))
    return [*rows, ("Invented data", "No child in these figures is real.")] if pack.is_invented else rows


def _measure_rows(result: Result) -> list[tuple[Cell, ...]]:
    notes: list[tuple[Cell, ...]] = [(result.note,)] if result.note else []
    rows = [_measure_row(result.title, row) for row in result.rows]
    return notes + rows + [_measure_row(other.label, row) for other in result.beside for row in other.rows]


def _measure_row(counted_as: str, row: ResultRow) -> tuple[Cell, ...]:
    group = "; ".join(GROUP_HEADINGS[key] for key in row.group) or "All"
    value = "; ".join(group_label(value, key) for key, value in row.group.items()) or "All"
    numbers: tuple[Cell, ...] = (row.numerator, row.denominator, row.value, row.low, row.high)
    if row.suppressed:
        numbers = (HIDDEN_CELL,) * len(numbers)
    quantile = None if row.quantile is None else f"{row.quantile * 100:.0f}%"
    complete = "yes" if row.complete else NOT_COMPLETE
    return (counted_as, group, value, row.period, row.at_days, quantile, *numbers, complete)


def _true_for_us(pack: Pack) -> list[tuple[Cell, ...]]:
    kinds = {result.id: result.kind for result in pack.results}
    return [
        (
            beside,
            title_of(each),
            each.cohort,
            each.period,
            each.counts,
            theirs(each, kinds),
            ours(each, kinds),
            each.verdict.value,
            each.why,
            each.caution,
        )
        for beside, found in pack.comparisons.items()
        for each in found
    ]


def _quality(pack: Pack) -> list[tuple[Cell, ...]]:
    fates: list[tuple[Cell, ...]] = [
        (f"Rows of {table}", "rows", fate.read, fate.used, fate.repaired, fate.set_aside)
        for table, fate in pack.fates.items()
    ]
    return fates + [(group.sentence, group.severity, group.count) for group in group_findings(pack.findings)]


def _definitions(pack: Pack) -> list[tuple[Cell, ...]]:
    return [
        (result.title, result.definition, result.why, result.unit, result.direction, result.owner)
        for result in pack.results
    ]
