"""Splits lines of text into the cells of rows, and says which lines are no proper row."""

import csv

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.ssda903.limits import CELL_CHARACTERS, LINES_IN_ONE_CELL
from homeward.sources.ssda903.noticed import at_cell

LINE = "__line__"
"""The column that holds a row's line number in its file, counted from 1."""

Split = tuple[pl.DataFrame, list[Finding], int]
"""The cells of the whole rows (columns "0", "1" ... and the line), findings for broken rows, and the rows' number."""


def split_regular(text: str, delimiter: str, width: int) -> Split | None:
    """Split a file in which every line is a whole row, as nearly all are, in one go; nothing where one may not be.

    No line can have too many cells, or the reading fails; so where the file has as many delimiters as whole rows need,
    none has too few.
    """
    line_count = text.count("\n") + (not text.endswith("\n"))
    is_odd = '"' in text or text.count("\r") != text.count("\r\n")
    if width < 2 or is_odd or text.count(delimiter) != line_count * (width - 1):
        return None
    schema = {str(place): pl.String for place in range(width)}
    try:
        cells = pl.read_csv(
            text.encode(), has_header=False, skip_rows=1, separator=delimiter, quote_char=None, schema=schema
        )
    except pl.exceptions.PolarsError:
        return None
    if cells.height != line_count - 1 or not cells.select(_are_whole_rows()).item():
        return None
    return cells.with_row_index(LINE, offset=2).with_columns(pl.col(LINE).cast(pl.Int32)), [], cells.height


def _are_whole_rows() -> pl.Expr:
    """Say whether no cell is too long and no row can be blank, because all have something in the first cell."""
    is_filled = pl.col("0").str.contains(r"[^ \t\r\u{00a0}]").fill_null(False)
    return is_filled.all() & (pl.max_horizontal(pl.all().str.len_bytes().max().fill_null(0)) <= CELL_CHARACTERS)


def split_plain(name: str, rows: pl.DataFrame, delimiter: str, width: int) -> Split:
    """Split the rows of a file in which no cell is quoted, all at once; `rows` has the line number and `text`."""
    text = pl.col("text")
    is_suspect = (text.str.count_matches(delimiter, literal=True) != width - 1) | (
        text.str.len_bytes() > CELL_CHARACTERS
    )
    broken: list[Finding] = []
    for line, suspect in rows.filter(is_suspect).iter_rows():
        finding = _trouble(name, line, suspect.split(delimiter), width)
        broken.extend([finding] if finding else [])
    whole = rows.filter(~pl.col(LINE).is_in([finding.line for finding in broken])) if broken else rows
    cells = text.str.split_exact(delimiter, width - 1).struct.rename_fields([str(place) for place in range(width)])
    return whole.select(LINE, cells.alias("cells")).unnest("cells"), broken, rows.height


def split_quoted(name: str, rows: pl.DataFrame, delimiter: str, width: int) -> Split:
    """Split the rows of a file with quoted cells, one by one; a quoted cell may run over several lines."""
    lines, texts = rows[LINE].to_list(), rows["text"].to_list()
    broken: list[Finding] = []
    whole: list[tuple[int, ...] | tuple[str, ...]] = []
    at = count = 0
    while at < len(texts):
        fields, taken = _take(texts, at, delimiter, width)
        finding = _trouble(name, lines[at], fields, width)
        if finding:
            broken.append(finding)
        else:
            whole.append((lines[at], *(fields or ())))
        at, count = at + taken, count + 1
    schema = {LINE: pl.Int32, **{str(place): pl.String for place in range(width)}}
    return pl.DataFrame(whole, schema=schema, orient="row"), broken, count


def fields_of(row: str, delimiter: str) -> list[str] | None:
    """Return the cells of one row, or nothing where its quotes make no sense."""
    try:
        return next(csv.reader([row], delimiter=delimiter), [])
    except csv.Error:
        return None


def _take(texts: list[str], at: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """Return the cells of the row that begins at a place, and how many lines it takes (no cells: an open quote)."""
    if len(texts[at]) > 100 * CELL_CHARACTERS:
        return texts[at].split(delimiter), 1
    for taken in range(1, LINES_IN_ONE_CELL + 1):
        lines = texts[at : at + taken]
        if taken > 1 and lines[-1].count(delimiter) >= width - 1:
            break  # The last line is a row of its own: the quotation mark was meant to close before.
        row = "\n".join(lines)
        if row.count('"') % 2 == 0:
            fields = fields_of(row, delimiter)
            is_row = taken == 1 or (fields is not None and len(fields) == width)
            return (fields, taken) if is_row else (None, 1)
    return None, 1


def _trouble(name: str, line: int, fields: list[str] | None, width: int) -> Finding | None:
    """Return the finding about a row that is no proper row, or nothing."""
    place = (name, line, None)
    if fields is None:
        says = "has a quotation mark that is never closed: the row was set aside; close or remove the mark."
        return at_cell("error", "quote_not_closed", place, None, says)
    longest = max(fields, key=len, default="")
    if len(longest) > CELL_CHARACTERS:
        says = (
            f"has a cell of {len(longest)} characters: the row was set aside; no cell has more than {CELL_CHARACTERS}."
        )
        return at_cell("error", "cell_too_long", place, longest, says)
    if len(fields) != width:
        says = f"has {len(fields)} cells for {width} columns: the row was set aside; look for a stray comma."
        return at_cell("error", "row_ragged", place, None, says)
    return None
