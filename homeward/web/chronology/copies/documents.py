"""Puts a prepared copy on paper, and reads the words of finished files again to see that nothing slipped in."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from homeward.practice.chronology.event import CATEGORY_WORDS, KNOWLEDGE_WORDS
from homeward.practice.chronology.folded import words_in
from homeward.practice.chronology.views import View
from homeward.practice.chronology.withholding import (
    KeptEvent,
    Prepared,
    Reason,
    RecipientKind,
)
from homeward.reports.chronology import ChronologyDocument, DocumentRow, as_word

_VIEWS = {
    RecipientKind.CHILD: View.LIFE,
    RecipientKind.COURT: View.COURT,
    RecipientKind.AGENCY: View.AGENCIES,
}
_COLUMNS = {
    View.LIFE: ("When", "What happened", "What it meant"),
    View.COURT: ("Number", "Date", "Event", "Source", "Significance"),
}
_OTHER_COLUMNS = ("When", "Kind", "What happened", "Source", "What it meant")
_TITLES = {View.LIFE: "The child’s life", View.COURT: "Chronology for the court"}
_LEFT_OUT = (
    "Some of what is in the record is not in this copy, or is marked [withheld].",
    "It is about other people, says where somebody lives or who told us something, or was given to us in confidence.",
    "Ask the social worker if you want to know more, or if something here is wrong.",
)
_MONTHS = "January February March April May June July August September October November December"
_IN_CELLS = "Lived from then on: Written by at about to"


@dataclass(frozen=True)
class OnCover:
    """What the cover of a copy says: the child's name, the day of birth in words, for whom, what for, and by whom."""

    whose: str
    born: str
    to: str
    kind: RecipientKind
    purpose: str
    prepared_by: str


def document_for(prepared: Prepared, cover: OnCover, as_of: date, *, is_invented: bool) -> ChronologyDocument:
    """Return a prepared copy as a document. `as_of` is the day on which it is prepared."""
    view = _VIEWS.get(cover.kind, View.WORKER)
    rows = [
        DocumentRow(str(event.when.first_on.year), _cells(view, number, event))
        for number, event in enumerate(prepared.kept, start=1)
    ]
    return ChronologyDocument(
        view=view,
        title=_TITLES.get(view, "Chronology"),
        whose=cover.whose,
        born=cover.born,
        as_of=as_of,
        prepared_by=cover.prepared_by,
        columns=_COLUMNS.get(view, _OTHER_COLUMNS),
        rows=tuple(rows),
        narrowed_by="What this recipient may have",
        left_out=_left_out(prepared, cover.kind),
        facts=(("Prepared for", cover.to), ("Purpose", cover.purpose)),
        is_invented=is_invented,
    )


def furniture_of(cover: OnCover, as_of: date, *, is_invented: bool) -> frozenset[str]:
    """Return the single words that a copy says of itself, so that somebody who is called April does not forbid a date.

    They are those of a copy without any event. The purpose, which somebody typed, is not among them.
    """
    bare = replace(cover, purpose="")
    empty = document_for(Prepared((), (), ()), bare, as_of, is_invented=is_invented)
    said = (*CATEGORY_WORDS.values(), *KNOWLEDGE_WORDS.values(), *_LEFT_OUT, *empty.columns, _MONTHS, _IN_CELLS)
    return frozenset(word for text in (*said, words_of_word(as_word(empty))) for word in words_in(text))


def words_of_pdf(pdf: bytes) -> str:
    """Return all the words of a PDF, those of its properties too."""
    reader = PdfReader(BytesIO(pdf))
    properties = "\n".join(str(value) for value in (reader.metadata or {}).values())
    return "\n".join([properties, *(page.extract_text() for page in reader.pages)])


def words_of_word(word: bytes) -> str:
    """Return all the words of a Word document: text, tables, head and foot, properties."""
    document = Document(BytesIO(word))
    parts = [document.core_properties.title, document.core_properties.author, document.core_properties.subject]
    for section in document.sections:
        parts += [paragraph.text for paragraph in (*section.header.paragraphs, *section.footer.paragraphs)]
    parts += [paragraph.text for paragraph in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(parts)


def _cells(view: View, number: int, event: KeptEvent) -> tuple[str, ...]:
    when, kind = event.when.in_words, CATEGORY_WORDS[event.category]
    what = _lines(event.what, event.private, f"Lived from then on: {event.place}" if event.place else "")
    if view == View.LIFE:
        return when, what, event.meant
    if view == View.COURT:
        return str(number), when, what, _lines(event.source, f"Written by {event.by}" if event.by else ""), event.meant
    return when, kind, what, event.source, event.meant


def _left_out(prepared: Prepared, kind: RecipientKind) -> tuple[str, ...]:
    """Say what is left out. The court is told how much is restricted; others are not told that it exists."""
    if kind != RecipientKind.COURT:
        return _LEFT_OUT
    count = sum(one.reason == Reason.RESTRICTED for one in prepared.withheld)
    if not count:
        return ()
    return ("1 event is left out: it is restricted." if count == 1 else f"{count} events are left out: restricted.",)


def _lines(*words: str) -> str:
    return "\n".join(filter(None, words))
