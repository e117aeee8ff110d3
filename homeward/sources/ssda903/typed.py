"""Turns rows of text into typed rows of the return's tables, and sets aside the rows that cannot be used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from homeward.sources.findings import Finding
from homeward.sources.ssda903 import cells
from homeward.sources.ssda903.codes import CODES, RESPITE, Code
from homeward.sources.ssda903.layout import HEADER, LAYOUTS, Field, TableLayout
from homeward.sources.ssda903.noticed import at_rows
from homeward.sources.ssda903.reading import precision_of
from homeward.sources.ssda903.rows_of_text import LINE

HIGHEST_SCORE = 40
"""The highest score of the strengths and difficulties questionnaire."""


@dataclass(frozen=True)
class CodeUsed:
    """One code of one column as a file uses it: how many rows hold it, and the line of the first."""

    column: str
    code: str
    rows: int
    first_line: int


@dataclass(frozen=True)
class TypedFile:
    """The usable rows of one file of a table; `rows_read` counts the others too. `group` names its return."""

    name: str
    table: str
    rows: pl.DataFrame
    rows_read: int
    codes_used: tuple[CodeUsed, ...] = ()
    is_whole_return: bool = False

    @property
    def group(self) -> str:
        """The folder the file lies in, which is one return; a zip counts as a folder, no folder is empty text.

        A file that is a whole return by itself is its own group.
        """
        if self.is_whole_return:
            return self.name
        parent = str(PurePosixPath(self.name).parent)
        return "" if parent == "." else parent


Typed = tuple[pl.DataFrame, list[Finding], tuple[CodeUsed, ...]]


def typed_rows(table: str, file: str, columns: tuple[str, ...], text: pl.DataFrame) -> Typed:
    """Return the usable rows of a file's cells (with `file` and `line`), the findings, and the notable codes used."""
    return typed_header(file, columns, text) if table == HEADER else _typed(LAYOUTS[table], file, columns, text)


def _typed(layout: TableLayout, file: str, columns: tuple[str, ...], text: pl.DataFrame) -> Typed:
    raw = _named(layout, columns, text)
    rows = raw.with_columns(
        cells.trimmed("CHILD").alias("child_id"),
        *(value for field in layout.fields for value in _values(field)),
        (cells.day("DOB") if "DOB" in columns else pl.lit(None, pl.Int32)).alias("born_day"),
        pl.lit(file).alias("file"),
        pl.col(LINE).alias("line"),
    ).with_columns(trouble=_trouble(layout), is_repaired=_left_out(layout).cast(pl.Int32))
    findings: list[Finding] = []
    if rows["trouble"].null_count() < rows.height:
        findings.extend(_troubles(layout, rows.filter(pl.col("trouble").is_not_null())))
        rows = rows.filter(pl.col("trouble").is_null())
    findings.extend(_cells_left_out(layout, rows))
    used = _codes_used(rows, layout.fields)
    for field in layout.fields:
        findings.extend(_code_findings(rows, field, used))
    return _in_small_letters(layout, rows).drop(*raw.columns, "trouble"), findings, used


def _named(layout: TableLayout, columns: tuple[str, ...], text: pl.DataFrame) -> pl.DataFrame:
    """Return the cells by column name, blank where a column is not there; of two columns with one name the first."""
    places = {name: str(place) for place, name in reversed(list(enumerate(columns)))}
    wanted = (*layout.required, *(field.column for field in layout.fields), "DOB")
    return text.select(
        LINE,
        *(
            (pl.col(places[name]) if name in places else pl.lit(None, pl.String)).alias(name)
            for name in dict.fromkeys(wanted)
        ),
    )


def _values(field: Field) -> Iterator[pl.Expr]:
    """Yield the typed values of one column of the return."""
    value = _value(field)
    if field.column in _WITHOUT_FRACTION:
        value = value.str.strip_suffix(".0")
    yield value.alias(field.name)
    if field.kind == "part_day":
        yield cells.part_day_precision(field.column).alias(precision_of(field))


def _value(field: Field) -> pl.Expr:
    if field.kind in ("flag", "number"):
        return cells.number(field.column, 1 if field.kind == "flag" else HIGHEST_SCORE)
    if field.kind in ("day", "part_day", "word"):
        read = {"day": cells.day, "part_day": cells.part_day, "word": cells.word}[field.kind]
        return read(field.column)
    return cells.code_or_nothing(field.column) if field.may_be_blank else cells.code(field.column)


_WITHOUT_FRACTION = ("NB_ADOPTR", "ACTIV", "ACCOM")
"""Codes that can be a plain number, which a spreadsheet may have given a fraction."""


def _trouble(layout: TableLayout) -> pl.Expr:
    """Return why a row cannot be used, as rule and column parted by a space, or nothing."""
    reasons = [("child_missing CHILD", pl.col("child_id") == "")]
    for field in layout.span:
        unread = pl.col(field.name).is_null()
        is_bad = unread & cells.is_filled(field.column) if field.may_be_blank else unread
        reasons.append((f"date_unreadable {field.column}", is_bad))
    if len(layout.span) > 1:
        begins, ends = (pl.col(field.name) for field in layout.span)
        reasons.append((f"end_before_start {layout.span[1].column}", ends < begins))
    return pl.coalesce(pl.when(is_bad).then(pl.lit(reason)) for reason, is_bad in reasons)


def _troubles(layout: TableLayout, rows: pl.DataFrame) -> Iterator[Finding]:
    for (trouble,), bad in rows.group_by("trouble", maintain_order=True):
        rule, column = str(trouble).split()
        yield from at_rows(rule, bad, column, column)


def _is_left_out(field: Field) -> pl.Expr:
    unread = pl.col(field.name).is_null() & cells.is_filled(field.column)
    return unread & ~cells.is_said_unknown(field.column) if field.kind == "part_day" else unread


def _may_be_left_out(layout: TableLayout) -> list[Field]:
    return [
        field for field in layout.fields if field.kind in ("day", "part_day", "flag", "number") and not field.places_row
    ]


def _left_out(layout: TableLayout) -> pl.Expr:
    """Say whether a cell that can be done without could not be read."""
    return pl.any_horizontal(pl.lit(False), *(_is_left_out(field) for field in _may_be_left_out(layout)))


def _cells_left_out(layout: TableLayout, rows: pl.DataFrame) -> Iterator[Finding]:
    if rows["is_repaired"].max():
        repaired = rows.filter(pl.col("is_repaired") == 1)
        for field in _may_be_left_out(layout):
            yield from at_rows("cell_unreadable", repaired.filter(_is_left_out(field)), field.column, field.column)


def _codes_used(rows: pl.DataFrame, fields: Sequence[Field]) -> tuple[CodeUsed, ...]:
    """Return the codes worth a second look: blank, unknown, or not in use in every year."""
    coded = [field for field in fields if field.kind in ("code", "word")]
    different = rows.select(pl.col(field.name).drop_nulls().unique().implode() for field in coded)
    return tuple(
        use
        for field in coded
        if (notable := _notable(CODES.get(field.column, {}), different[field.name].item()))
        for use in _uses(rows, field, notable)
    )


def _notable(known: Mapping[str, Code], codes: Iterable[str]) -> list[str]:
    return [code for code in codes if not _is_of_every_year(known, code)]


def _uses(rows: pl.DataFrame, field: Field, notable: list[str]) -> Iterator[CodeUsed]:
    counted = (
        rows.filter(pl.col(field.name).is_in(notable))
        .group_by(field.name)
        .agg(pl.len(), pl.col("line").min())
        .sort("line", field.name)
    )
    for code, count, line in counted.iter_rows():
        yield CodeUsed(field.column, code, count, line)


def _is_of_every_year(known: Mapping[str, Code], code: str) -> bool:
    return code in known and known[code].from_year is None and known[code].to_year is None


def _code_findings(rows: pl.DataFrame, field: Field, used: tuple[CodeUsed, ...]) -> Iterator[Finding]:
    """Yield a warning for each code that no year's list knows, and for each blank where a code must stand."""
    known = CODES.get(field.column, {})
    codes = {use.code for use in used if use.column == field.column}
    unknown = codes - {"", *known}
    if unknown:
        strange = rows.filter(pl.col(field.name).is_in(list(unknown)))
        yield from at_rows("code_unknown", strange, field.column, field.name)
    if "" in codes:
        blank = rows.filter(pl.col(field.name) == "")
        if "legal_status" in blank.columns:
            blank = blank.filter(~pl.col("legal_status").is_in(RESPITE))
        yield from at_rows("code_missing", blank, field.column)


def _in_small_letters(layout: TableLayout, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col(field.name).str.to_lowercase() for field in layout.fields if field.kind == "word")


def typed_header(file: str, columns: tuple[str, ...], text: pl.DataFrame) -> Typed:
    """Return the usable header rows of a file's cells (with `file` and `line`), the findings, and the codes used."""
    raw = _named(LAYOUTS[HEADER], columns, text)
    born = cells.day("DOB")
    rows = raw.select(
        cells.trimmed("CHILD").alias("child_id"),
        cells.sex("SEX").alias("sex"),
        born.alias("born_day"),
        cells.code_or_nothing("ETHNIC").alias("ethnicity"),
        (born.is_null() & cells.is_filled("DOB")).cast(pl.Int32).alias("born_unreadable"),
        pl.lit(file).alias("file"),
        pl.col(LINE).alias("line"),
        cells.trimmed("CHILD").alias("CHILD"),
        cells.trimmed("DOB").alias("DOB"),
        cells.code("SEX").str.strip_suffix(".0").alias("SEX"),
    )
    usable = rows.filter(pl.col("child_id") != "")
    sex, ethnicity = Field("SEX", "SEX", "code"), Field("ETHNIC", "ethnicity", "code")
    used = _codes_used(usable, (sex, ethnicity))
    findings = [
        *at_rows("child_missing", rows.filter(pl.col("child_id") == ""), "CHILD", "CHILD"),
        *at_rows("birth_date_unreadable", usable.filter(pl.col("born_unreadable") == 1), "DOB", "DOB"),
        *at_rows("birth_date_missing", usable.filter(pl.col("DOB") == ""), "DOB"),
        *at_rows("sex_unknown", usable.filter(~pl.col("SEX").is_in(list(CODES["SEX"]))), "SEX", "SEX"),
        *_code_findings(usable, ethnicity, used),
    ]
    return usable.drop("CHILD", "DOB", "SEX"), findings, used
