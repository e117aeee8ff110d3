"""Worked examples as small tables: the tests run every row, and the printed manual shows the same rows to readers."""

from collections.abc import Iterable
from dataclasses import dataclass


def _cell(value: object) -> str:
    """Write one value for a reader: dates with their weekday, True as yes, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "strftime"):
        return f"{value:%a} {value.day} {value:%b %Y}"
    return str(value).replace("|", "\\|").replace("\n", " ")


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


@dataclass(frozen=True)
class Table:
    """One table of worked examples: what it shows, and rows that are both a test's cases and the manual's text.

    `says` is one or two sentences for the reader. Every row has one value for each column; a row that
    has not, or a table without rows, raises ValueError, because a test over it would pass without asking anything.
    """

    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError(f"The table “{self.title}” has no rows.")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                message = f"Row {number} of “{self.title}” has {len(row)} values for {len(self.columns)} columns."
                raise ValueError(message)

    def to_markdown(self) -> str:
        """Return the title, the explanation and the rows as Markdown text ending in a new line."""
        head = [f"### {self.title}", "", self.says, "", _line(self.columns), _line("---" for _ in self.columns)]
        return "\n".join(head + [_line(_cell(value) for value in row) for row in self.rows]) + "\n"
