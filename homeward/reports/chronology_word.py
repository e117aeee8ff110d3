"""A chronology as a Word document: real headings, tables whose header is repeated, and nothing of the machine."""

from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from homeward.reports.chronology_document import ChronologyDocument, DocumentRow, written

_FONT = "Arial"
_INK = RGBColor(0x10, 0x26, 0x2E)
_HEAD = RGBColor(0x1F, 0x4E, 0x5F)
_LONG_SIDE, _SHORT_SIDE, _MARGIN = Mm(297), Mm(210), Mm(18)
_SHARES = {"Number": 0.6, "Event": 2.4, "What happened": 2.4, "Significance": 1.8, "What it meant": 1.8}
"""How wide a column is beside one of a day or a kind."""
_PACKED_AT = (1980, 1, 1, 0, 0, 0)


def as_word(document: ChronologyDocument) -> bytes:
    """Write a chronology as .docx in British English; the same chronology gives the same bytes. It holds no macros."""
    word = Document()
    _set_up(word, document)
    word.add_heading(written(document.title), 0)
    if document.is_invented:
        word.add_paragraph("Invented data. No such child exists.", style="Intense Quote")
    _add_cover(word, document)
    for heading, rows in document.parts:
        word.add_heading(written(heading), 1)
        (_tell if document.is_told else _add_table)(word, document, rows)
    if not document.rows:
        word.add_paragraph("There are no events to show.")
    if document.left_out:
        word.add_heading("Left out", 1)
        for sentence in document.left_out:
            word.add_paragraph(written(sentence))
    return _packed(word)


def _set_up(word: WordDocument, document: ChronologyDocument) -> None:
    """Give the document its page, type, language, foot and properties."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if document.is_told else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (
        (_SHORT_SIDE, _LONG_SIDE) if document.is_told else (_LONG_SIDE, _SHORT_SIDE)
    )
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Mm(20)
    _set_type(word)
    _fill_head_and_foot(word, document)
    _set_properties(word, document)


def _set_type(word: WordDocument) -> None:
    """Set one font and British English for all, and calm headings."""
    for name, size in {"Normal": 10.5, "Title": 22, "Heading 1": 14}.items():
        style = word.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = _INK if name == "Normal" else _HEAD
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for language in word.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _fill_head_and_foot(word: WordDocument, document: ChronologyDocument) -> None:
    """Say on each page what it is and of whom, and which page of how many."""
    section = word.sections[0]
    section.header.paragraphs[0].text = document.stamp
    foot = section.footer.paragraphs[0]
    word.styles["Footer"].paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Emu(_across(document)), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{written(document.title)}: {written(document.whose)}\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word works out itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _set_properties(word: WordDocument, document: ChronologyDocument) -> None:
    """Say what it is; the file names nobody's machine, and no person: it may be found by its properties."""
    at = datetime.combine(document.as_of, time())
    properties = word.core_properties
    properties.title, properties.author, properties.language = written(document.title), "Homeward", "en-GB"
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = at
    # The empty document that is begun with carries a picture of itself.
    rels = word.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        rels.pop(key)


def _add_cover(word: WordDocument, document: ChronologyDocument) -> None:
    for name, says in document.cover:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{written(name)}: ").bold = True
        paragraph.add_run(written(says))


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
    """Put rows into a table whose header stands on each page and whose rows are not torn apart."""
    table = word.add_table(rows=1, cols=len(document.columns), style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, document.columns, strict=True):
        cell.paragraphs[0].add_run(written(name)).bold = True
    _mark(table.rows[0], "w:tblHeader")
    for row in rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for cell, words in zip(added.cells, row.cells, strict=True):
            cell.paragraphs[0].add_run(written(words))
    _set_widths(table, document)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Table, document: ChronologyDocument) -> None:
    """Make columns of sentences wider than those of a day; column and cell both say so: programs differ."""
    shares = [_SHARES.get(name, 1.0) for name in document.columns]
    widths = [Emu(int(_across(document) * share / sum(shares))) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _across(document: ChronologyDocument) -> int:
    """Return how wide the writing is, in Word's units."""
    return (_SHORT_SIDE if document.is_told else _LONG_SIDE) - 2 * _MARGIN


def _packed(word: WordDocument) -> bytes:
    """Return the file's bytes without the hour at which it was packed."""
    saved, packed = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _PACKED_AT), before.read(name), ZIP_DEFLATED)
    return packed.getvalue()
