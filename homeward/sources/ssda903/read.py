"""Reads a council's returns: finds the tables, types their rows and works out the years."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import polars as pl

from homeward.sources.findings import Finding, SourceUnreadableError
from homeward.sources.rows import INVENTED_ID
from homeward.sources.ssda903.folder import Found, files_at, files_given
from homeward.sources.ssda903.layout import EPISODES, HEADER, LAYOUTS, OTHERS, extra_columns, recognise
from homeward.sources.ssda903.noticed import error, note, warning
from homeward.sources.ssda903.reading import EPISODE_ROWS, HEADER_ROWS, OTHER_ROWS, Reading
from homeward.sources.ssda903.text import Sheet, open_sheet
from homeward.sources.ssda903.typed import TypedFile, typed_rows
from homeward.sources.ssda903.xml_return import TextTable, is_xml, read_xml
from homeward.sources.ssda903.years import year_findings, years_of_returns
from homeward.sources.ssda903.zips import NamedFile
from homeward.sources.table import Schema, Table


def read(source: Path, *, year: int | None = None) -> Reading:
    """Read the returns in a folder (one folder a year, or the files themselves), a zip or a single CSV or XML file.

    `year` is the return year the caller expects; where no return is of that year, a finding says so. Raises
    SourceUnreadableError, with one sentence, when no episode can be read.
    """
    return _read(source.name or str(source), files_at(source), year)


def read_files(files: Mapping[str, bytes], *, year: int | None = None) -> Reading:
    """Read uploaded files, keyed by name (which may include folders), as `read` does; a zip among them is opened.

    Raises SourceUnreadableError, with one sentence, when no episode can be read.
    """
    return _read("uploaded files", files_given(files), year)


def _read(source: str, found: Iterable[Found], year: int | None) -> Reading:
    files: list[TypedFile] = []
    findings: list[Finding] = []
    for item in found:
        for outcome in [item] if isinstance(item, Finding) else _outcomes(item):
            if isinstance(outcome, Finding):
                findings.append(outcome)
            else:
                files.append(outcome)
    files = _whole_returns_apart(files)
    returns = years_of_returns(files)
    if not returns:
        raise SourceUnreadableError(_why_nothing(source, findings))
    given = {table: [file for file in files if file.table == table] for table in LAYOUTS}
    episodes = _placed(EPISODE_ROWS, given[EPISODES], returns)
    return Reading(
        source=f"{source} (invented)" if _is_invented(episodes) and "invented" not in source.lower() else source,
        years=tuple(sorted(set(returns.values()))),
        returns=returns,
        header=_placed(HEADER_ROWS, given[HEADER], returns),
        episodes=episodes,
        others={table: _placed(OTHER_ROWS[table], given[table], returns) for table in OTHERS if given[table]},
        rows_read={
            table: sum(file.rows_read for file in held)
            for table, held in given.items()
            if held or table in (HEADER, EPISODES)
        },
        tables_read=frozenset(table for table, held in given.items() if held),
        findings=(*findings, *year_findings(source, files, returns, year)),
    )


def _outcomes(file: NamedFile) -> Iterator[TypedFile | Finding]:
    """Yield what became of a file: its typed rows, where it holds tables that are used, and the findings about it."""
    if is_xml(file):
        for outcome in read_xml(file):
            if isinstance(outcome, TextTable):
                yield from _typed_xml(file.name, outcome)
            else:
                yield outcome
        return
    sheet = open_sheet(file)
    if isinstance(sheet, Finding):
        yield sheet
        return
    table, judged = _judge(sheet)
    yield from judged
    if table is not None:
        cells, broken, count = sheet.split()
        rows, findings, codes = typed_rows(table, sheet.name, sheet.columns, cells)
        yield from (*sheet.findings, *broken, *findings)
        if not count:
            yield warning("no_rows", sheet.name, f"{sheet.name} has column names and no rows.")
        yield TypedFile(sheet.name, table, rows, count, codes)


def _typed_xml(name: str, text: TextTable) -> Iterator[TypedFile | Finding]:
    rows, findings, codes = typed_rows(text.table, name, text.columns, text.cells)
    yield from (*text.broken, *findings)
    yield TypedFile(name, text.table, rows, text.rows_read, codes)


def _whole_returns_apart(files: list[TypedFile]) -> list[TypedFile]:
    """Make each XML file a return by itself where its folder holds the Episodes of another file, too."""
    sources: dict[str, set[str]] = {}
    for file in files:
        if file.table == EPISODES:
            sources.setdefault(file.group, set()).add(file.name if _is_xml_name(file.name) else "")
    return [
        replace(file, is_whole_return=True)
        if file.name in sources.get(file.group, ()) and len(sources[file.group]) > 1
        else file
        for file in files
    ]


def _is_xml_name(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() == ".xml"


def _judge(sheet: Sheet) -> tuple[str | None, list[Finding]]:
    """Return the table to use the sheet as, if any, and what is to be said about its columns."""
    name, known = sheet.name, recognise(sheet.columns)
    if known.table is None:
        return None, [_unrecognised(name, known.nearly, known.lacks)]
    read = (*LAYOUTS[known.table].required, *(field.column for field in LAYOUTS[known.table].fields))
    twice = sorted({column for column in read if sheet.columns.count(column) > 1})
    if twice:
        says = f"Line 1 of {name} names the column {twice[0]} twice, so the file was not used: leave one of them."
        return None, [error("column_twice", name, says, 1)]
    extra = extra_columns(known.table, sheet.columns)
    says = f"{name} has {len(extra)} columns that the return does not know; they were not read."
    return known.table, [note("extra_columns", name, says)] if extra else []


def _unrecognised(name: str, nearly: str | None, lacks: tuple[str, ...]) -> Finding:
    if nearly:
        says = f"{name} looks like {nearly} and lacks the columns {', '.join(lacks)}, so it was not used: add them."
        return error("columns_missing", name, says, 1)
    says = f"{name} is none of the return's tables, judged by its first line, and was not used."
    return warning("file_not_recognised", name, says)


def _placed(schema: Schema, files: Sequence[TypedFile], returns: Mapping[str, int]) -> Table:
    """Return all rows in the order of their returns. A group that has no year of its own counts as before the first."""
    numbers = {group: number for number, group in enumerate(returns, start=1)}
    first_year = next(iter(returns.values()))
    empty = pl.DataFrame(schema=schema.polars_types)
    placed = [
        file.rows.with_columns(
            pl.lit(returns.get(file.group, first_year), pl.Int32).alias("return_year"),
            pl.lit(numbers.get(file.group, 0), pl.Int32).alias("return_number"),
        ).select(schema.names)
        for file in sorted(files, key=lambda file: (numbers.get(file.group, 0), file.name))
    ]
    return Table(schema, pl.concat([empty, *placed]))


def _is_invented(episodes: Table) -> bool:
    """Say whether every child bears the id of an invented one: whoever reads a figure made from them must be told."""
    children = episodes.native["child_id"]
    return bool(children.len() and children.str.starts_with(INVENTED_ID).all())


def _why_nothing(source: str, findings: Sequence[Finding]) -> str:
    """Return the sentence for a source without a single usable episode: its first trouble, or what was looked for."""
    for severity in ("error", "warning"):
        for finding in findings:
            if finding.severity == severity:
                return f"No episode could be read from {source}: {finding.sentence}"
    columns = ", ".join(LAYOUTS[EPISODES].required)
    return f"No episode could be read from {source}: there is no CSV file with the columns {columns}, and no XML."
