"""A report about a child's return home as a Word document: real headings, lists and tables, nothing of the machine."""

from collections.abc import Callable, Mapping
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from homeward.reports.chronology_document import written
from homeward.reports.return_home_document import Block, Chapter, Facts, Grid, Points, Report, Words
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

_ACROSS = SHORT_SIDE - 2 * MARGIN


def as_word(report: Report) -> bytes:
    """Write a report as .docx in British English; the same report gives the same bytes. It holds no macros."""
    word = Document()
    _set_up(word, report)
    word.add_heading(written(report.title), 0)
    if report.is_invented:
        word.add_paragraph("Invented data. No such child exists.", style="Intense Quote")
    for name, says in report.cover:
        add_fact(word, name, says)
    for says in report.first_words:
        word.add_paragraph(written(says))
    for at, chapter in enumerate(report.chapters):
        _add_chapter(word, chapter, begins_page=report.begins_page(at))
    return packed(word)


def _set_up(word: WordDocument, report: Report) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = SHORT_SIDE, LONG_SIDE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    set_type(word)
    fill_head_and_foot(word, report.stamp, f"{report.title}: {report.whose}", _ACROSS)
    set_properties(word, report.title, report.as_of)


def _add_chapter(word: WordDocument, chapter: Chapter, *, begins_page: bool) -> None:
    word.add_heading(written(chapter.heading), 1).paragraph_format.page_break_before = begins_page
    for part in chapter.parts:
        if part.heading:
            word.add_heading(written(part.heading), 2)
        for block in part.blocks:
            _WRITERS[type(block)](word, block)


def _add_words(word: WordDocument, block: Words) -> None:
    word.add_paragraph().add_run(written(block.says)).bold = block.is_marked


def _add_points(word: WordDocument, block: Points) -> None:
    for point in block.points:
        word.add_paragraph(written(point), style="List Bullet")


def _add_facts(word: WordDocument, block: Facts) -> None:
    for name, says in block.facts:
        add_fact(word, name, says)


def _add_grid(word: WordDocument, block: Grid) -> None:
    add_table(word, block.columns, block.rows, block.shares, _ACROSS)
    word.add_paragraph()


_WRITERS: Mapping[type[Block], Callable[[WordDocument, Any], None]] = {
    Words: _add_words,
    Points: _add_points,
    Facts: _add_facts,
    Grid: _add_grid,
}
