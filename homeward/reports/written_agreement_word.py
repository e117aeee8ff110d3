"""A written agreement as a Word document: real headings, numbered points and a table to sign in."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from homeward.reports.chronology_document import written
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
from homeward.reports.written_agreement_paper import (
    IF_NOT_KEPT,
    WHAT_CHANGES,
    WHAT_HELPS,
    WHO_AGREED,
    AgreementPaper,
    Point,
)

_ACROSS = SHORT_SIDE - 2 * MARGIN
_COLUMNS, _SHARES = ("Name", "Answer, or signature and date"), (1, 2)


def as_word(paper: AgreementPaper) -> bytes:
    """Write an agreement as .docx in British English; the same agreement gives the same bytes. It holds no macros."""
    word = Document()
    _set_up(word, paper)
    word.add_heading(written(paper.title), 0)
    word.add_paragraph(written(paper.under))
    if paper.is_invented:
        word.add_paragraph("Invented data. No such child exists.", style="Intense Quote")
    for says in paper.first_words:
        word.add_paragraph(written(says))
    _add_points(word, WHAT_CHANGES, paper.goals)
    _add_points(word, WHAT_HELPS, paper.promises)
    word.add_heading(IF_NOT_KEPT, 1)
    for says in paper.last_words:
        word.add_paragraph(written(says))
    word.add_heading(WHO_AGREED, 1)
    add_table(word, _COLUMNS, [(one.name, one.says or "\n") for one in paper.signatures], _SHARES, _ACROSS)
    return packed(word)


def _set_up(word: WordDocument, paper: AgreementPaper) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = SHORT_SIDE, LONG_SIDE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    set_type(word)
    word.styles["Normal"].font.size = Pt(12)
    fill_head_and_foot(word, paper.stamp, paper.foot, _ACROSS)
    set_properties(word, "Written agreement", paper.made_on)


def _add_points(word: WordDocument, heading: str, points: tuple[Point, ...]) -> None:
    word.add_heading(heading, 1)
    for number, point in enumerate(points, 1):
        word.add_heading(written(f"{number}. {point.says}"), 2)
        for name, words in point.lines:
            add_fact(word, name, words)
