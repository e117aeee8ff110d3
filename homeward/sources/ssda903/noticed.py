"""Short ways to write down what was noticed while reading a return."""

from collections.abc import Iterator

import polars as pl

from homeward.sources.findings import Finding, Severity
from homeward.sources.ssda903.rules import RULES

LONGEST_VALUE = 40
"""A finding shows at most this many characters of a cell."""


def shortened(value: str | None) -> str | None:
    """Return the value as a finding may show it: at most 40 characters, the cut marked with an ellipsis."""
    if value is None or len(value) <= LONGEST_VALUE:
        return value
    return value[: LONGEST_VALUE - 1] + "…"


def error(rule: str, file: str, sentence: str, line: int | None = None) -> Finding:
    """Return the finding that a file, or a line of it, could not be used."""
    return _finding("error", rule, file, sentence, line)


def warning(rule: str, file: str, sentence: str, line: int | None = None) -> Finding:
    """Return the finding that something was repaired or set aside."""
    return _finding("warning", rule, file, sentence, line)


def note(rule: str, file: str, sentence: str, line: int | None = None) -> Finding:
    """Return the finding of something that the reader should know."""
    return _finding("note", rule, file, sentence, line)


def _finding(severity: Severity, rule: str, file: str, sentence: str, line: int | None) -> Finding:
    return Finding(severity, rule, file, line, None, None, sentence)


def at_cell(severity: Severity, rule: str, place: tuple[str, int, str | None], value: str | None, says: str) -> Finding:
    """Return the finding about one cell or row.

    `place` is file, line and column (nothing for the row as a whole); `says` goes on from "Line 7 of episodes.csv".
    """
    file, line, column = place
    return Finding(severity, rule, file, line, column, shortened(value), f"Line {line} of {file} {says}")


def at_rows(
    rule: str, rows: pl.DataFrame, column: str | None = None, value: str | None = None, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield a finding of a rule for each row, in the words of the shelf.

    `rows` has `file`, `line` and, where `value` names one, a text column whose cells the findings show. The shelf tells
    the severity unless the rule has several.
    """
    known = RULES[rule]
    says, severity = known.says(column), severity or known.severity[0]
    shown = pl.lit(None, pl.String) if value is None else pl.col(value)
    for file, line, cell in rows.select("file", "line", shown.alias("cell")).iter_rows():
        yield at_cell(severity, rule, (file, line, column), cell, says)
