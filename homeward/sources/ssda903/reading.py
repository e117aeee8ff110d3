"""What was read from a return, row by row, before the years are joined."""

from collections.abc import Mapping
from dataclasses import dataclass

from homeward.sources.findings import Finding
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
        *_PLACE_IN_SOURCE,
    ),
)


@dataclass(frozen=True)
class Reading:
    """The usable rows of every return of a source, in the order of the returns, and everything noticed.

    `header` and `episodes` follow HEADER_ROWS and EPISODE_ROWS. `rows_read` counts all rows of a table, keyed Header
    and Episodes: those that are not in the tables were set aside, each with a finding of severity error. `years` are
    the return years read, ascending; `returns` gives the year of each folder or group of files by its name.
    """

    source: str
    years: tuple[int, ...]
    returns: Mapping[str, int]
    header: Table
    episodes: Table
    rows_read: Mapping[str, int]
    findings: tuple[Finding, ...]
