"""Turns the bytes of one file into rows of text cells, and sets aside the rows that are broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.ssda903.layout import recognise
from homeward.sources.ssda903.limits import CELL_CHARACTERS
from homeward.sources.ssda903.noticed import error, note, warning
from homeward.sources.ssda903.rows_of_text import LINE, Split, fields_of, split_plain, split_quoted, split_regular
from homeward.sources.ssda903.zips import NamedFile

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FILLED = re.compile('[^ \t,;|"\u00a0]')
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATOR = "sep="


@dataclass(frozen=True)
class Sheet:
    """One file as text, not yet split into cells, and its column names in capitals."""

    name: str
    columns: tuple[str, ...]
    delimiter: str
    text: str
    findings: tuple[Finding, ...]

    def split(self) -> Split:
        """Return the cells of the rows, in columns "0", "1" ... in the order of `columns`, and the broken rows."""
        width = len(self.columns)
        regular = split_regular(self.text, self.delimiter, width)
        if regular is not None:
            return regular
        split = split_quoted if '"' in self.text else split_plain
        return split(self.name, _lines(self.text).slice(1), self.delimiter, width)


def open_sheet(file: NamedFile) -> Sheet | Finding:
    """Read a file's text and column names, or return the finding that says why there are none."""
    decoded = _decode(file)
    if isinstance(decoded, Finding):
        return decoded
    text, notes = decoded
    header = next((line for line in _each_line(text) if _is_row(line)), None)
    if header is None:
        return warning("file_empty", file.name, f"The file {file.name} is empty.")
    delimiter, columns = _columns(header)
    if delimiter != ",":
        notes.append(note("other_delimiter", file.name, f"{file.name} parts its columns by {_DELIMITERS[delimiter]}."))
    return Sheet(file.name, columns, delimiter, text, tuple(notes))


def _decode(file: NamedFile) -> tuple[str, list[Finding]] | Finding:
    if file.content.startswith(_WORKBOOKS) or file.name.lower().endswith((".xlsx", ".xls", ".xlsm", ".ods")):
        return _not_csv(file.name)
    if b"\0" in file.content or file.content.startswith((b"\x89PNG", b"%PDF", b"\xff\xd8\xff")):
        line = file.content[: max(file.content.find(b"\0"), 0)].count(b"\n") + 1
        return error(
            "file_binary",
            file.name,
            f"Line {line} of {file.name} is not text, so the file was not read: save the table as CSV (UTF-8).",
            line,
        )
    try:
        return file.content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        says = f"{file.name} is not in UTF-8 and was read as Windows-1252."
        return file.content.decode("cp1252", "replace"), [note("not_utf8", file.name, says)]


def _not_csv(name: str) -> Finding:
    return error(
        "file_not_csv",
        name,
        f"The file {name} is a workbook or other file, not CSV: save each table as CSV and try again.",
    )


def _each_line(text: str) -> Iterator[str]:
    """Yield the lines one by one, so that looking at the first does not cost splitting a large file."""
    at = 0
    while at < len(text):
        end = _LINE_END.search(text, at)
        yield text[at : end.start() if end else len(text)]
        at = end.end() if end else len(text)


def _is_row(line: str) -> bool:
    return _FILLED.search(line) is not None and not line.startswith(_SEPARATOR)


def _lines(text: str) -> pl.DataFrame:
    """Return the lines that are not blank, with their numbers; blank lines and rows of empty cells are no rows."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (
        pl.DataFrame({"text": pl.Series([text], dtype=pl.String).str.split("\n").explode()})
        .with_row_index(LINE, offset=1)
        .with_columns(pl.col(LINE).cast(pl.Int32))
        .filter(pl.col("text").str.contains(_FILLED.pattern), ~pl.col("text").str.starts_with(_SEPARATOR))
    )


def _columns(header: str) -> tuple[str, tuple[str, ...]]:
    """Return the delimiter and the column names: what makes a known table, else what makes most columns."""
    choices = [(delimiter, _names(header, delimiter)) for delimiter in _DELIMITERS]
    for delimiter, names in choices:
        if recognise(names).table:
            return delimiter, names
    return max(choices, key=lambda choice: len(choice[1]))


def _names(header: str, delimiter: str) -> tuple[str, ...]:
    fields = fields_of(header[: 100 * CELL_CHARACTERS], delimiter) or [header]
    return tuple(name.strip().upper() for name in fields)
