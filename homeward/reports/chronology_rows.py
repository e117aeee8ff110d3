"""Puts a view of a chronology on paper: which columns it has, and what stands in each cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from homeward.practice.chronology.event import CATEGORY_WORDS, ChronologyEvent, Mentioned, Reach
from homeward.practice.chronology.views import Line, Told, View
from homeward.reports.chronology_document import ChronologyDocument, DocumentRow

TITLES: Mapping[View, str] = {
    View.WORKER: "Chronology",
    View.LIFE: "The child’s life",
    View.COURT: "Chronology for the court",
    View.AGENCIES: "Chronology for all agencies",
}
COLUMNS: Mapping[View, tuple[str, ...]] = {
    View.WORKER: ("When", "Kind", "What happened", "Source", "What it meant"),
    View.LIFE: ("When", "What happened", "What it meant"),
    View.COURT: ("Number", "Date", "Event", "Source", "Significance"),
    View.AGENCIES: ("When", "Kind", "What happened", "Source", "What it meant"),
}


@dataclass(frozen=True)
class Cover:
    """What a chronology's first page says besides its title; each word as in ChronologyDocument."""

    whose: str
    born: str
    as_of: date
    prepared_by: str
    narrowed_by: str = ""
    is_invented: bool = False


def document_of(told: Told, cover: Cover) -> ChronologyDocument:
    """Return a view of a chronology as a document."""
    return ChronologyDocument(
        view=told.view,
        title=TITLES[told.view],
        columns=COLUMNS[told.view],
        rows=tuple(rows_of(told)),
        left_out=tuple(_left_out(told)),
        **vars(cover),
    )


def rows_of(told: Told) -> Iterator[DocumentRow]:
    """Yield each line of a view as a row, under the heading of its year."""
    cells = _CELLS[told.view]
    for year in told.years:
        for line in year.lines:
            yield DocumentRow(year.heading, cells(line))


def _left_out(told: Told) -> Iterator[str]:
    """Say to the court how much of what was asked for is restricted; other views do not tell that it exists."""
    if told.view == View.COURT and told.left_out:
        count = len(told.left_out)
        yield "1 event is left out: it is restricted." if count == 1 else f"{count} events are left out: restricted."


def _of_worker(line: Line) -> tuple[str, ...]:
    event = line.event
    marked = (
        f"Concerns too: {_names(event.siblings)}" if event.siblings else "",
        f"About: {_names(event.mentions)}" if event.mentions else "",
        "Restricted" if event.reach == Reach.RESTRICTED else "",
    )
    what = _lines(_what(event), *marked)
    return _when(event), CATEGORY_WORDS[event.category], what, _source(event), event.meant


def _of_life(line: Line) -> tuple[str, ...]:
    event = line.event
    return _when(event), _lines(event.in_plain_words, event.private), event.meant


def _of_court(line: Line) -> tuple[str, ...]:
    event = line.event
    return str(line.number), _when(event), _what(event), _source(event), event.meant


def _of_agencies(line: Line) -> tuple[str, ...]:
    event = line.event
    return _when(event), CATEGORY_WORDS[event.category], _what(event), event.source_in_words, event.meant


_CELLS: Mapping[View, Callable[[Line], tuple[str, ...]]] = {
    View.WORKER: _of_worker,
    View.LIFE: _of_life,
    View.COURT: _of_court,
    View.AGENCIES: _of_agencies,
}


def _when(event: ChronologyEvent) -> str:
    words = event.when.in_words
    return words[:1].upper() + words[1:]


def _what(event: ChronologyEvent) -> str:
    """Return what happened, what of it concerns this child alone, and where the child lived from then on."""
    return _lines(event.what, event.private, f"Lived from then on: {event.place}" if event.place else "")


def _source(event: ChronologyEvent) -> str:
    """Return whence it is known and, where somebody wrote it down or read it, who."""
    return _lines(event.source_in_words, event.by_in_words)


def _names(people: tuple[Mentioned, ...]) -> str:
    return ", ".join(one.name for one in people)


def _lines(*words: str) -> str:
    return "\n".join(filter(None, words))
