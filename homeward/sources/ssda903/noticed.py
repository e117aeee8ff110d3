"""Short ways to write down what was noticed while reading a return."""

from homeward.sources.findings import Finding, Severity

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
