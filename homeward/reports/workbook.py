"""A workbook being written: sheets with frozen headers, numbers as numbers, and texts that cannot become formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LONGEST_NAME = 31
"""Excel takes no longer name of a sheet."""


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1, to be shown in per cent."""

    value: float


@dataclass(frozen=True)
class ToSheet:
    """A text that leads to a sheet of the workbook."""

    words: str
    sheet: str


Cell = str | int | float | Share | ToSheet | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name as wished for, what it is called in the contents, the chapter it belongs to, and its cells.

    Every row is at most as long as `headers`; `widths` are those of the columns, in characters.
    """

    name: str
    title: str
    chapter: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    widths: tuple[int, ...]


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that Excel takes and no other sheet has: cut between words (or `_`), with a number if need be."""
    name = wanted
    if len(name) > LONGEST_NAME:
        cut = name[: LONGEST_NAME + 1]
        name = cut[: max(cut.rfind(" "), cut.rfind("_"))] if {" ", "_"} & set(cut) else cut[:LONGEST_NAME]
    used = {each.casefold() for each in taken}
    numbered = (f"{name[: LONGEST_NAME - 3]} {number}" for number in range(2, len(used) + 3))
    return next(each for each in (name, *numbered) if each.casefold() not in used)


class Workbook:
    """A workbook being written; the same sheets give the same bytes, as its only date is `made_on`."""

    def __init__(self, title: str, made_on: date) -> None:
        self._stream = BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, _OPTIONS)
        # Without a fixed day the workbook would carry the moment it was made.
        self._book.set_properties({"title": title, "created": datetime.combine(made_on, time(), UTC)})
        self._bold: Format = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._plain: Format = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._share: Format = self._book.add_format({"num_format": "0.0%", "valign": "top"})
        self._link: Format = self._book.add_format({"text_wrap": True, "valign": "top", "underline": 1})

    def add_sheet(
        self, name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]
    ) -> None:
        """Add a sheet with a header row that stays in sight; `name` comes from `sheet_name`."""
        sheet: Worksheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, headers, self._bold)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for down, row in enumerate(rows, start=1):
            for across, cell in enumerate(row):
                self._write(sheet, down, across, cell)

    def _write(self, sheet: Worksheet, down: int, across: int, cell: Cell) -> None:
        if isinstance(cell, Share):
            sheet.write_number(down, across, cell.value, self._share)
        elif isinstance(cell, ToSheet):
            sheet.write_url(down, across, f"internal:'{cell.sheet}'!A1", self._link, cell.words)
        elif isinstance(cell, str):
            sheet.write_string(down, across, cell, self._plain)
        elif cell is not None:
            sheet.write_number(down, across, cell, self._plain)

    def finished(self) -> bytes:
        """Return the workbook's bytes; nothing can be added any more."""
        self._book.close()
        return self._stream.getvalue()
