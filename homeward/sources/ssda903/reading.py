"""What was read from a return, row by row, before the years are joined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from homeward.sources.findings import Finding
from homeward.sources.ssda903.layout import LAYOUTS, OTHERS, Field
from homeward.sources.table import Column, Schema, Table

_PLACE_IN_SOURCE = (
    Column("return_year", "integer", "return year", "the year of the return that holds the row"),
    Column("return_number", "integer", "count", "1 for the earliest return, then by year and by name"),
    Column("file", "text", "name", "the file, named within the source"),
    Column("line", "integer", "line number", "the line in the file; the column names stand on line 1"),
)

HEADER_ROWS = Schema(
    "header_rows",
    "one usable row of a Header file",
    (
        Column("child_id", "text", "id", "CHILD, trimmed"),
        Column("sex", "text", "word", "SEX as female, male or unknown"),
        Column("born_day", "day", "day number", "DOB; empty where blank or unreadable", nullable=True),
        Column("ethnicity", "text", "code", "ETHNIC; empty where blank", nullable=True),
        Column("born_unreadable", "integer", "0 or 1", "1 where DOB held something that is no date"),
        *_PLACE_IN_SOURCE,
    ),
)

EPISODE_ROWS = Schema(
    "episode_rows",
    "one usable row of an Episodes file: it has a child and a beginning, and does not end before it begins",
    (
        Column("child_id", "text", "id", "CHILD, trimmed"),
        Column("decom_day", "day", "day number", "DECOM"),
        Column("dec_day", "day", "day number", "DEC; empty where blank", nullable=True),
        Column("reason_new_episode", "text", "code", "RNE"),
        Column("legal_status", "text", "code", "LS"),
        Column("need", "text", "code", "CIN"),
        Column("place", "text", "code", "PLACE"),
        Column("reason_ceased", "text", "code", "REC; empty where blank", nullable=True),
        Column("place_provider", "text", "code", "PLACE_PROVIDER; empty where blank", nullable=True),
        Column("reason_place_change", "text", "code", "REASON_PLACE_CHANGE; empty where blank", nullable=True),
        *_PLACE_IN_SOURCE,
    ),
)


def _columns_of(read: Field) -> tuple[Column, ...]:
    """Return the columns that one column of the return becomes; a date of which part may be unknown becomes two."""
    meaning, nullable = read.column, read.may_be_blank
    if read.kind == "part_day":
        precision = Column(precision_of(read), "text", "word", f"how exactly {read.column} is known")
        return (Column(read.name, "day", "day number", f"first day {read.column} can mean", nullable=True), precision)
    if read.kind in ("flag", "number"):
        return (Column(read.name, "integer", "number", meaning, nullable),)
    if read.kind == "day":
        return (Column(read.name, "day", "day number", meaning, nullable),)
    return (Column(read.name, "text", "code", meaning, nullable),)


def precision_of(read: Field) -> str:
    """Return the name of the column that says how exactly a date is known."""
    return read.name.removesuffix("_day") + "_precision"


def _schema_of(table: str) -> Schema:
    values = tuple(column for read in LAYOUTS[table].fields for column in _columns_of(read))
    return Schema(
        f"{table.lower()}_rows",
        f"one usable row of the table {table}: it has a child and the dates that place it in time",
        (
            Column("child_id", "text", "id", "CHILD, trimmed"),
            *values,
            Column("born_day", "day", "day number", "DOB; empty where blank, unreadable or not there", nullable=True),
            Column("is_repaired", "integer", "0 or 1", "1 where a cell could not be read and was left out"),
            *_PLACE_IN_SOURCE,
        ),
    )


OTHER_ROWS: Mapping[str, Schema] = MappingProxyType({table: _schema_of(table) for table in OTHERS})
"""The schema of the usable rows of each table beside Header and Episodes."""


@dataclass(frozen=True)
class Reading:
    """The usable rows of every return of a source, in the order of the returns, and everything noticed.

    `header` and `episodes` follow HEADER_ROWS and EPISODE_ROWS, and `others`, keyed by table, OTHER_ROWS. `rows_read`
    counts all rows of a table, keyed by Header, Episodes and every other table that was given: those that are not in
    the tables were set aside, each with a finding of severity error. `years` are the return years read, ascending;
    `returns` gives the year of each folder or group of files by its name. `tables_read` names the tables given.
    """

    source: str
    years: tuple[int, ...]
    returns: Mapping[str, int]
    header: Table
    episodes: Table
    rows_read: Mapping[str, int]
    findings: tuple[Finding, ...]
    others: Mapping[str, Table] = field(default_factory=dict)
    tables_read: frozenset[str] = frozenset()
