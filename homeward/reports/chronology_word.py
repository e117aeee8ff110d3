"""A chronology as a Word document: real headings, tables whose header is repeated, and nothing of the machine."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from homeward.reports.chronology_document import ChronologyDocument, DocumentRow, written
from homeward.reports.word_paper import (
    LONG_SIDE,
    MARGIN,
    SHORT_SIDE,
    add_fact,
    add_table,
    fill_head_and_foot,
    packed,
    set_properties,
    set_type,
)

_SHARES = {"Number": 0.6, "Event": 2.4, "What happened": 2.4, "Significance": 1.8, "What it meant": 1.8}
"""How wide a column is beside one of a day or a kind."""


def as_word(document: ChronologyDocument) -> bytes:
    """Write a chronology as .docx in British English; the same chronology gives the same bytes. It holds no macros."""
    word = Document()
    _set_up(word, document)
    word.add_heading(written(document.title), 0)
    if document.is_invented:
        word.add_paragraph("Invented data. No such child exists.", style="Intense Quote")
    for name, says in document.cover:
        add_fact(word, name, says)
    for heading, rows in document.parts:
        word.add_heading(written(heading), 1)
        (_tell if document.is_told else _add_table)(word, document, rows)
    if not document.rows:
        word.add_paragraph("There are no events to show.")
    if document.left_out:
        word.add_heading("Left out", 1)
        for sentence in document.left_out:
            word.add_paragraph(written(sentence))
    return packed(word)


def _set_up(word: WordDocument, document: ChronologyDocument) -> None:
    """Give the document its page, type, language, foot and properties."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if document.is_told else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (SHORT_SIDE, LONG_SIDE) if document.is_told else (LONG_SIDE, SHORT_SIDE)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    set_type(word)
    fill_head_and_foot(word, document.stamp, f"{document.title}: {document.whose}", _across(document))
    set_properties(word, document.title, document.as_of)


def _tell(word: WordDocument, document: ChronologyDocument, rows: list[DocumentRow]) -> None:
    """Tell rows in paragraphs: the first cell in bold, then each further one."""
    for row in rows:
        lead, *others = (written(cell) for cell in row.cells)
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(lead).bold = True
        for words in filter(None, others):
            word.add_paragraph(words)


def _add_table(word: WordDocument, document: ChronologyDocument, rows: list[DocumentRow]) -> None:
    shares = [_SHARES.get(name, 1.0) for name in document.columns]
    add_table(word, document.columns, [row.cells for row in rows], shares, _across(document))


def _across(document: ChronologyDocument) -> int:
    """Return how wide the writing is, in Word's units."""
    return (SHORT_SIDE if document.is_told else LONG_SIDE) - 2 * MARGIN
