"""What a report about a child's return home says on paper, the same in print, PDF and Word: a cover, then chapters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homeward.reports.chronology_document import in_full


@dataclass(frozen=True)
class Words:
    """A paragraph; a new line within it is a new line on paper."""

    says: str
    is_marked: bool = False


@dataclass(frozen=True)
class Points:
    """A list, each point in one sentence or more."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What something is, and how: one line each."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table. `shares` say how wide each column is beside the others.

    Raises ValueError where a row, or the shares, have not as many entries as there are columns.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        if any(len(each) != len(self.columns) for each in (*self.rows, self.shares)):
            raise ValueError("A row of this table has not as many cells as the table has columns.")


Block = Words | Points | Facts | Grid


@dataclass(frozen=True)
class Part:
    """What stands under one smaller heading of a chapter; no heading where it is the chapter's beginning."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """One chapter. `is_apart`: it stands on pages of its own, and so does what comes after it."""

    heading: str
    parts: tuple[Part, ...]
    is_apart: bool = False


@dataclass(frozen=True)
class Report:
    """A report on paper.

    `whose` is the child's name as shown, `born` the day of birth in words, empty where it is not known; `facts` are
    further lines of the cover. `first_words` stand under the cover, before everything else.
    """

    title: str
    whose: str
    born: str
    as_of: date
    prepared_by: str
    facts: tuple[tuple[str, str], ...]
    first_words: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    is_invented: bool = False

    @property
    def cover(self) -> Iterator[tuple[str, str]]:
        """What stands under the title: each line's name, and what it says."""
        yield "Child", self.whose
        if self.born:
            yield "Born", self.born
        yield from self.facts
        yield "As at", in_full(self.as_of)
        yield "Prepared by", self.prepared_by

    @property
    def stamp(self) -> str:
        """What stands at the head of each page."""
        said = "Confidential: for the service only"
        return f"Invented: no such child exists. {said}" if self.is_invented else said

    def begins_page(self, at: int) -> bool:
        """Tell whether a chapter, by its place, begins a page: it is apart, or the one before it is."""
        return self.chapters[at].is_apart or (at > 0 and self.chapters[at - 1].is_apart)
