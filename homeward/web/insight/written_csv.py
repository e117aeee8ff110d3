"""Writes a table as a CSV file that spreadsheets open as it was meant: no cell of it is a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return UTF-8 CSV with the mark by which spreadsheets know it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(headers)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _plain(cell: object) -> str:
    """Return a cell that is taken as words: one that would begin a formula gets an apostrophe before it."""
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(_BEGINS_A_FORMULA) else words
