"""What a chronology on paper says, the same in print, PDF and Word: whose it is, how it was narrowed, and its rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from homeward.practice.chronology.views import View

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class DocumentRow:
    """One event: its cells in the order of the document's columns, and the heading under which it stands.

    A new line within a cell is a new line on paper.
    """

    heading: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ChronologyDocument:
    """A chronology on paper.

    `whose` is the child's name as shown and `born` the day of birth in words, empty where it is not known. `facts` are
    further lines of the cover, each what and how ("Prepared for", "the mother"). `narrowed_by` says which events were
    asked for, and is empty for all; `left_out` says, one sentence each, what was left out and why. The view LIFE is
    told in paragraphs, in which the first cell begins the paragraph; every other stands in tables.
    Raises ValueError where a row has not as many cells as there are columns.
    """

    view: View
    title: str
    whose: str
    born: str
    as_of: date
    prepared_by: str
    columns: tuple[str, ...]
    rows: tuple[DocumentRow, ...]
    narrowed_by: str = ""
    left_out: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    is_invented: bool = False

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("A row of this chronology has not as many cells as the chronology has columns.")

    @property
    def is_told(self) -> bool:
        """Whether it is told in paragraphs rather than in tables."""
        return self.view == View.LIFE

    @property
    def parts(self) -> Iterator[tuple[str, list[DocumentRow]]]:
        """The rows under each heading, in their order."""
        for heading, rows in groupby(self.rows, key=lambda row: row.heading):
            yield heading, list(rows)

    @property
    def cover(self) -> Iterator[tuple[str, str]]:
        """What stands under the title: each line's name, and what it says."""
        yield "Child", self.whose
        if self.born:
            yield "Born", self.born
        yield from self.facts
        yield "As at", in_full(self.as_of)
        yield "Prepared by", self.prepared_by
        if self.narrowed_by:
            yield "Shown", self.narrowed_by
        if not self.is_told:
            yield "Events", str(len(self.rows))

    @property
    def stamp(self) -> str:
        """What stands at the head of each page."""
        return "Invented: no such child exists. Confidential" if self.is_invented else "Confidential"


def in_full(day: date) -> str:
    """Write a day as 3 March 2024."""
    return f"{day.day} {day:%B %Y}"


def written(words: str) -> str:
    """Return words as every format can write them: line ends alike, and a mark where there was a control character."""
    return _UNWRITABLE.sub("\ufffd", _NEW_LINES.sub("\n", words))
