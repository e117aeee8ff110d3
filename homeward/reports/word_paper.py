"""What our Word documents share: one type, British English, a head and a foot, and nothing of the machine."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from homeward.reports.chronology_document import written

LONG_SIDE, SHORT_SIDE, MARGIN = Mm(297), Mm(210), Mm(18)
_FONT = "Arial"
_INK = RGBColor(0x10, 0x26, 0x2E)
_HEAD = RGBColor(0x1F, 0x4E, 0x5F)
_SIZES = {"Normal": 10.5, "Title": 22, "Heading 1": 14, "Heading 2": 11.5}
_PACKED_AT = (1980, 1, 1, 0, 0, 0)


def set_type(word: WordDocument) -> None:
    """Set one font and British English for all, and calm headings."""
    for name, size in _SIZES.items():
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


def fill_head_and_foot(word: WordDocument, stamp: str, foot_words: str, across: int) -> None:
    """Say on each page what it is and of whom, and which page of how many; `across` is as wide as the writing."""
    section = word.sections[0]
    section.header.paragraphs[0].text = stamp
    foot = section.footer.paragraphs[0]
    word.styles["Footer"].paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Emu(across), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{written(foot_words)}\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word works out itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def set_properties(word: WordDocument, title: str, as_of: date) -> None:
    """Say what it is; the file names nobody's machine, and no person: it may be found by its properties."""
    at = datetime.combine(as_of, time())
    properties = word.core_properties
    properties.title, properties.author, properties.language = written(title), "Homeward", "en-GB"
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = at
    # The empty document that is begun with carries a picture of itself.
    rels = word.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        rels.pop(key)


def add_fact(word: WordDocument, name: str, says: str) -> None:
    """Add a line that says what something is and how, such as a line of a cover."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(f"{written(name)}: ").bold = True
    paragraph.add_run(written(says))


def add_table(
    word: WordDocument, columns: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], across: int
) -> None:
    """Add a table whose head is repeated on each page and whose rows stay whole; `shares` say how wide columns are."""
    table = word.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(written(name)).bold = True
    _mark(table.rows[0], "w:tblHeader")
    for row in rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for cell, words in zip(added.cells, row, strict=True):
            cell.paragraphs[0].add_run(written(words))
    _set_widths(table, [Emu(int(across * share / sum(shares))) for share in shares])


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Table, widths: Sequence[Emu]) -> None:
    """Make columns of sentences wider than those of a day; column and cell both say so: programs differ."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def packed(word: WordDocument) -> bytes:
    """Return the file's bytes without the hour at which it was packed: the same document gives the same bytes."""
    saved, without_hour = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as before, ZipFile(without_hour, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _PACKED_AT), before.read(name), ZIP_DEFLATED)
    return without_hour.getvalue()
