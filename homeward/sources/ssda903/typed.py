"""Turns rows of text into typed rows of Header and Episodes, and sets aside the rows that cannot be used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from homeward.sources.findings import Finding, Severity
from homeward.sources.ssda903 import cells
from homeward.sources.ssda903.codes import CODES, RESPITE
from homeward.sources.ssda903.noticed import at_cell
from homeward.sources.ssda903.rows_of_text import LINE

Typed = tuple[pl.DataFrame, list[Finding]]


@dataclass(frozen=True)
class TypedFile:
    """The usable rows of one file of a table (Header or Episodes); `rows_read` counts the others too."""

    name: str
    table: str
    rows: pl.DataFrame
    rows_read: int

    @property
    def group(self) -> str:
        """The folder the file lies in, which is one return; a zip counts as a folder, no folder is empty text."""
        parent = str(PurePosixPath(self.name).parent)
        return "" if parent == "." else parent


_SET_ASIDE = "the row was set aside"
_TROUBLES: Mapping[str, tuple[str, str]] = {
    "child_missing": ("CHILD", f"has no child's id in CHILD: {_SET_ASIDE}; fill it in."),
    "start_unreadable": ("DECOM", f"has no date that can be read in DECOM: {_SET_ASIDE}; write it as dd/mm/yyyy."),
    "end_unreadable": ("DEC", f"has a DEC that cannot be read as a date: {_SET_ASIDE}; write it as dd/mm/yyyy."),
    "end_before_start": ("DEC", f"ends before it begins (DEC before DECOM): {_SET_ASIDE}; correct the dates."),
}
_EPISODE_CODES = {"RNE": "reason_new_episode", "LS": "legal_status", "CIN": "need", "PLACE": "place"}


def typed_episodes(file: str, columns: tuple[str, ...], text: pl.DataFrame) -> Typed:
    """Return the usable episode rows of a file's cells (with `file` and `line`), and the findings about them all."""
    raw = _named(columns, text)
    rows = raw.select(
        cells.trimmed("CHILD").alias("child_id"),
        cells.day("DECOM").alias("decom_day"),
        cells.day("DEC").alias("dec_day"),
        *(cells.code(column).alias(name) for column, name in _EPISODE_CODES.items()),
        cells.code_or_nothing("REC").alias("reason_ceased"),
        pl.lit(file).alias("file"),
        pl.col(LINE).alias("line"),
        *(cells.trimmed(column).alias(column) for column in ("CHILD", "DECOM", "DEC")),
    ).with_columns(trouble=_trouble())
    usable = rows.filter(pl.col("trouble").is_null())
    findings = [*_episode_troubles(file, rows.filter(pl.col("trouble").is_not_null()))]
    for column, name in {**_EPISODE_CODES, "REC": "reason_ceased"}.items():
        findings.extend(_code_findings(file, usable, column, name))
    return usable.drop("CHILD", "DECOM", "DEC", "trouble"), findings


def _trouble() -> pl.Expr:
    return (
        pl.when(pl.col("child_id") == "")
        .then(pl.lit("child_missing"))
        .when(pl.col("decom_day").is_null())
        .then(pl.lit("start_unreadable"))
        .when(pl.col("dec_day").is_null() & (pl.col("DEC") != ""))
        .then(pl.lit("end_unreadable"))
        .when(pl.col("dec_day") < pl.col("decom_day"))
        .then(pl.lit("end_before_start"))
    )


def _episode_troubles(file: str, rows: pl.DataFrame) -> Iterator[Finding]:
    for row in rows.iter_rows(named=True):
        column, says = _TROUBLES[row["trouble"]]
        rule = "date_unreadable" if row["trouble"].endswith("_unreadable") else row["trouble"]
        yield at_cell("error", rule, (file, row["line"], column), row[column], says)


def _code_findings(file: str, rows: pl.DataFrame, column: str, name: str) -> Iterator[Finding]:
    """Yield a warning for each code that no year's list knows, and for each blank where a code must stand."""
    code = pl.col(name)
    unknown = rows.filter((code != "") & ~code.is_in(list(CODES[column])))
    for line, value in unknown.select("line", name).iter_rows():
        says = f"has a code in {column} that the return does not know: it was kept as it is; check it."
        yield at_cell("warning", "code_unknown", (file, line, column), value, says)
    blank = (
        rows.filter(code == "", ~pl.col("legal_status").is_in(RESPITE)) if "legal_status" in rows.columns else rows[:0]
    )
    for (line,) in blank.select("line").iter_rows():
        says = f"has no code in {column}: it was kept blank; fill it in."
        yield at_cell("warning", "code_missing", (file, line, column), None, says)


def typed_header(file: str, columns: tuple[str, ...], text: pl.DataFrame) -> Typed:
    """Return the usable header rows of a file's cells (with `file` and `line`), and the findings about them all."""
    raw = _named(columns, text)
    born = cells.day("DOB")
    rows = raw.select(
        cells.trimmed("CHILD").alias("child_id"),
        cells.sex("SEX").alias("sex"),
        born.alias("born_day"),
        cells.code_or_nothing("ETHNIC").alias("ethnicity"),
        (born.is_null() & cells.is_filled("DOB")).cast(pl.Int32).alias("born_unreadable"),
        pl.lit(file).alias("file"),
        pl.col(LINE).alias("line"),
        cells.trimmed("DOB").alias("DOB"),
        cells.code("SEX").str.strip_suffix(".0").alias("SEX"),
    )
    usable = rows.filter(pl.col("child_id") != "")
    findings = [
        *_header_findings(file, "error", rows.filter(pl.col("child_id") == ""), "child_missing"),
        *_header_findings(file, "warning", usable.filter(pl.col("born_unreadable") == 1), "birth_date_unreadable"),
        *_header_findings(file, "warning", usable.filter(pl.col("DOB") == ""), "birth_date_missing"),
        *_header_findings(file, "warning", usable.filter(~pl.col("SEX").is_in(list(CODES["SEX"]))), "sex_unknown"),
        *_code_findings(file, usable, "ETHNIC", "ethnicity"),
    ]
    return usable.drop("DOB", "SEX"), findings


_HEADER_TROUBLES: Mapping[str, tuple[str, str]] = {
    "child_missing": _TROUBLES["child_missing"],
    "birth_date_unreadable": ("DOB", "has a DOB that cannot be read: it was left out; write it as dd/mm/yyyy."),
    "birth_date_missing": ("DOB", "has no date of birth in DOB: fill it in."),
    "sex_unknown": ("SEX", "has a SEX that is neither 1 or M nor 2 or F: taken as unknown."),
}


def _header_findings(file: str, severity: Severity, rows: pl.DataFrame, rule: str) -> Iterator[Finding]:
    column, says = _HEADER_TROUBLES[rule]
    value = column if column in rows.columns else "child_id"
    for line, found in rows.select("line", value).iter_rows():
        yield at_cell(severity, rule, (file, line, column), found, says)


def _named(columns: tuple[str, ...], text: pl.DataFrame) -> pl.DataFrame:
    """Return the cells by column name; of two columns with one name the first (only unused ones come twice)."""
    places = {name: str(place) for place, name in reversed(list(enumerate(columns)))}
    return text.select(LINE, *(pl.col(place).alias(name) for name, place in places.items() if name))
