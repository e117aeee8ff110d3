"""Reads a return in its XML form, element by element, into the same tables of text as the CSV files give."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.ssda903.layout import LAYOUTS
from homeward.sources.ssda903.limits import CELL_CHARACTERS, ROWS_AT_A_TIME, XML_DEPTH, XML_WITHOUT_CHILD
from homeward.sources.ssda903.noticed import at_cell, error, note, warning
from homeward.sources.ssda903.rows_of_text import LINE
from homeward.sources.ssda903.zips import NamedFile

_OTHER_NAMES = {"CHILDID": "CHILD", "PL": "PLACE"}
"""Elements that bear another name than the CSV column."""

_COLUMNS = {
    table: tuple(dict.fromkeys((*layout.required, *(field.column for field in layout.fields), "DOB")))
    for table, layout in LAYOUTS.items()
}
_TABLE_OF_MARK = {mark: table for table, layout in LAYOUTS.items() for mark in layout.marks}
_KNOWN = frozenset(column for layout in LAYOUTS.values() for column in layout.known)
_SEVERAL = object()
_CHUNK_BYTES = 1 << 16


@dataclass(frozen=True)
class TextTable:
    """The cells of one table of an XML return, as `Sheet.split` gives those of a CSV file."""

    table: str
    columns: tuple[str, ...]
    cells: pl.DataFrame
    broken: tuple[Finding, ...]
    rows_read: int


class _RefusedError(Exception):
    """The file is no return that may be read; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


def is_xml(file: NamedFile) -> bool:
    """Say whether a file is XML, by its name or its first bytes."""
    return file.name.lower().endswith(".xml") or file.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")


def read_xml(file: NamedFile) -> Iterator[TextTable | Finding]:
    """Yield the tables of an XML return and what is to be said of the file; a refused file yields one finding only.

    The nesting may be any: what stands in one element is one row (or a row of several tables, where a child's own
    element holds items of UASC, OC3 or AD1), and belongs to the child whose id the nearest element around it holds.
    """
    try:
        walk, notes = _walked(file)
    except _RefusedError as refused:
        yield refused.finding
        return
    yield from notes
    if walk.strangers:
        says = f"{file.name} has {len(walk.strangers)} elements that the return does not know; they were not read."
        yield note("extra_columns", file.name, says)
    tables = [*walk.tables()]
    yield from tables
    if not tables:
        says = f"{file.name} is XML without a row of any of the return's tables, and was not used."
        yield warning("xml_no_table", file.name, says)


def _walked(file: NamedFile) -> tuple["_Walk", list[Finding]]:
    try:
        file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if not file.content.startswith((b"\xff\xfe", b"\xfe\xff")) and not _declares_other(file.content):
            says = f"{file.name} is not in UTF-8 and was read as Windows-1252."
            return _walk(file, "windows-1252"), [note("not_utf8", file.name, says)]
    return _walk(file, None), []


def _declares_other(content: bytes) -> bool:
    head = content[:200].split(b"?>")[0].lower()
    return b"encoding" in head and b"utf-8" not in head


def _walk(file: NamedFile, encoding: str | None) -> "_Walk":
    """Walk through the file piece by piece; raises _RefusedError."""
    parser = expat.ParserCreate(encoding)
    walk = _Walk(file.name, parser)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = walk.begin, walk.end
    parser.CharacterDataHandler = walk.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = walk.refuse
    parser.ExternalEntityRefHandler = walk.refuse_entity
    try:
        for start in range(0, len(file.content), _CHUNK_BYTES):
            parser.Parse(file.content[start : start + _CHUNK_BYTES], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as damage:
        line = getattr(damage, "lineno", parser.CurrentLineNumber)
        says = f"Line {line} of {file.name} is not well-formed XML, so nothing of the file was used: export it again."
        raise _RefusedError(error("xml_damaged", file.name, says, line)) from None
    return walk


class _Element:
    """An element that holds others: the cells found in it, and the rows below it that wait for their child's id."""

    __slots__ = ("cells", "child", "line", "waiting")

    def __init__(self, line: int) -> None:
        self.line = line
        self.child: object = None
        self.cells: dict[str, str] = {}
        self.waiting: list[tuple[int, dict[str, str]]] = []


class _Walk:
    """Takes the parser's events and fills the tables."""

    def __init__(self, name: str, parser: expat.XMLParserType) -> None:
        self.name = name
        self.parser = parser
        self.strangers: set[str] = set()
        self._open: list[_Element] = [_Element(1)]
        self._just_begun: int | None = None
        self._names: dict[str, str] = {}
        self._text: list[str] = []
        self._length = 0
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in LAYOUTS}
        self._packed: dict[str, list[pl.DataFrame]] = {table: [] for table in LAYOUTS}
        self._broken: dict[str, list[Finding]] = {table: [] for table in LAYOUTS}

    def begin(self, tag: str, attributes: object) -> None:
        """Begin an element. The one around it, if nothing has stood in it yet, now turns out to hold elements."""
        if self._just_begun is not None:
            self._open.append(_Element(self._just_begun))
        if len(self._open) > XML_DEPTH:
            raise self._too_large()
        self._just_begun = self.parser.CurrentLineNumber
        self._text.clear()
        self._length = 0

    def text(self, text: str) -> None:
        """Take some text; of a cell that is far too long only the beginning is kept."""
        if self._length <= CELL_CHARACTERS:
            self._text.append(text[: CELL_CHARACTERS + 1])
            self._length += len(text)

    def end(self, tag: str) -> None:
        """End an element, which was a cell, or a row and whatever waited below it."""
        line, self._just_begun = self._just_begun, None
        if line is None:
            element = self._open.pop()
            self._close(element, self._open[-1])
            return
        name = self._names.get(tag) or _name_of(tag)
        value = "".join(self._text).strip()
        if name in _KNOWN:
            self._names[tag] = name
            self._cell(self._open[-1], name, value, line)
        elif value and len(self.strangers) < CELL_CHARACTERS:
            self.strangers.add(name)

    def refuse(self, *_: object) -> None:
        """Refuse a document type or an entity: no return has one, and they can make a small file fill the machine."""
        says = f"{self.name} declares a document type or entities, so nothing of it was used: export it without them."
        raise _RefusedError(error("xml_declares", self.name, says, self.parser.CurrentLineNumber))

    def refuse_entity(self, *_: object) -> int:
        """Refuse what stands in another file."""
        self.refuse()
        return 0

    def tables(self) -> Iterator[TextTable]:
        """Yield each table that has a row."""
        for table, columns in _COLUMNS.items():
            self._pack(table)
            broken, frames = self._broken[table], self._packed[table]
            if frames or broken:
                cells = pl.concat([_packed((), columns), *frames])
                yield TextTable(table, columns, cells, tuple(broken), cells.height + len(broken))

    def _cell(self, element: _Element, name: str, value: str, line: int) -> None:
        if name == "CHILD" and value:
            element.child = value if element.child in (None, value) else _SEVERAL
            return
        before = element.cells.get(name)
        if before and value and before != value:
            # The same item told again is another row, even where nothing is put around each.
            self._row(element, element.line)
            element.cells, element.line = {}, line
        if value or before is None:
            element.cells[name] = value

    def _row(self, element: _Element, line: int) -> None:
        if any(value and name in _TABLE_OF_MARK for name, value in element.cells.items()):
            element.waiting.append((line, element.cells))
            self._refuse_a_crowd(element)

    def _close(self, element: _Element, above: _Element) -> None:
        self._row(element, element.line)
        if element.child is None and len(self._open) > 1:
            above.waiting.extend(element.waiting)
            self._refuse_a_crowd(above)
            return
        child = element.child if isinstance(element.child, str) else ""
        for line, cells in element.waiting:
            self._keep(child, line, cells)
        if element.child is not None:
            above.child = element.child if above.child in (None, element.child) else _SEVERAL

    def _refuse_a_crowd(self, element: _Element) -> None:
        if len(element.waiting) > XML_WITHOUT_CHILD:
            raise self._too_large()

    def _keep(self, child: str, line: int, cells: dict[str, str]) -> None:
        for table in dict.fromkeys(_TABLE_OF_MARK[name] for name in cells if cells[name] and name in _TABLE_OF_MARK):
            values = [child, *(cells.get(column) for column in _COLUMNS[table][1:])]
            longest = max((value for value in values if value), key=len, default="")
            if len(longest) > CELL_CHARACTERS:
                says = f"has a cell of over {CELL_CHARACTERS} characters: the row was set aside; shorten or remove it."
                self._broken[table].append(at_cell("error", "cell_too_long", (self.name, line, None), longest, says))
                continue
            rows = self._rows[table]
            rows.append((line, *values))
            if len(rows) >= ROWS_AT_A_TIME:
                self._pack(table)

    def _pack(self, table: str) -> None:
        if self._rows[table]:
            self._packed[table].append(_packed(self._rows[table], _COLUMNS[table]))
            self._rows[table].clear()

    def _too_large(self) -> _RefusedError:
        says = f"{self.name} is nested deeper, or holds more without any child, than a return can: it was not used."
        return _RefusedError(error("xml_too_large", self.name, says, self.parser.CurrentLineNumber))


def _name_of(tag: str) -> str:
    """Return the CSV column that an element stands for, or its own name in capitals; prefixes do not count."""
    name = tag.rpartition(":")[2].upper()
    return _OTHER_NAMES.get(name, name)


def _packed(rows: list[tuple[object, ...]] | tuple[()], columns: tuple[str, ...]) -> pl.DataFrame:
    schema = {LINE: pl.Int32, **{str(place): pl.String for place in range(len(columns))}}
    return pl.DataFrame(list(rows), schema=schema, orient="row")
