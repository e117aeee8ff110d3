"""A chronology on paper: PDF and Word say the same, bear any words, and tell nothing of the machine."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Mentioned, Reach
from homeward.practice.chronology.views import Narrowing, View, told_as
from homeward.practice.chronology.when import Exactness, When
from homeward.reports.chronology import ChronologyDocument, Cover, DocumentRow, as_html, as_pdf, as_word, document_of
from tests.read_pdf import words_of_pages

COVER = Cover("Ann Invented", "3 May 2013", date(2026, 1, 5), "A Worker", is_invented=True)
EVENTS = (
    ChronologyEvent(
        key="event-1",
        when=When(date(2019, 3, 1), Exactness.ABOUT),
        category=Category.HARM,
        what="The kitchen burnt.\nNobody was hurt.",
        knowledge=Knowledge.PARENT,
        known_from="by phone",
        meant="She hid for hours.",
        private="Ann lit the match.",
        mentions=(Mentioned("m", "Mo Invented"),),
        reach=Reach.AGENCIES,
        by="A Worker",
    ),
    ChronologyEvent(
        key="event-2",
        when=When(date(2020, 1, 5)),
        category=Category.PLACEMENT,
        what="Moved: foster carer, not long term.",
        plain="Moved, to live with foster carers.",
        knowledge=Knowledge.RETURN,
        place="9 Other Street",
    ),
    ChronologyEvent(
        key="event-3",
        when=When(date(2020, 2, 6)),
        category=Category.FAMILY,
        what="Told to few.",
        knowledge=Knowledge.SEEN,
        reach=Reach.RESTRICTED,
    ),
)


def document(view: View = View.COURT, events: tuple[ChronologyEvent, ...] = EVENTS) -> ChronologyDocument:
    return document_of(told_as(view, events, Narrowing(), born_on=date(2013, 5, 3)), COVER)


def words_of_pdf(pdf: bytes) -> str:
    return " ".join(words_of_pages(pdf))


def words_of_word(file: bytes) -> str:
    word = Document(BytesIO(file))
    return " ".join(text for part in word.iter_inner_content() for text in texts(part))


def texts(part) -> list[str]:
    if hasattr(part, "rows"):
        return [cell.text for row in part.rows for cell in row.cells]
    return [part.text]


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("view", View)
def test_pdf_and_word_say_the_same_of_each_event_in_the_same_order(view: View) -> None:
    made = document(view)
    cells = [squeezed(cell) for row in made.rows for cell in row.cells if cell]
    assert cells
    for words in (squeezed(words_of_pdf(as_pdf(made))), squeezed(words_of_word(as_word(made)))):
        at = 0
        for cell in cells:
            at = words.index(cell, at) + len(cell)
        for _, says in made.cover:
            assert squeezed(says) in words


def test_what_each_view_puts_on_paper() -> None:
    worker, life, court, agencies = (document(view) for view in (View.WORKER, View.LIFE, View.COURT, View.AGENCIES))
    assert [row.cells for row in court.rows] == [
        (
            "1",
            "About March 2019",
            "The kitchen burnt.\nNobody was hurt.\nAnn lit the match.",
            "Told by a parent: by phone\nWritten by A Worker",
            "She hid for hours.",
        ),
        (
            "2",
            "5 January 2020",
            "Moved: foster carer, not long term.\nLived from then on: 9 Other Street",
            "From the statutory return",
            "",
        ),
    ]
    assert court.left_out == ("1 event is left out: it is restricted.",)
    assert court.columns == ("Number", "Date", "Event", "Source", "Significance")
    assert [row.cells[1] for row in life.rows] == [
        "The kitchen burnt.\nNobody was hurt.\nAnn lit the match.",
        "Moved, to live with foster carers.",
    ]
    assert [row.heading for row in worker.rows] == ["2019 (turns 6)", "2020 (turns 7)", "2020 (turns 7)"]
    assert "About: Mo Invented" in worker.rows[0].cells[2]
    assert worker.rows[2].cells[2] == "Told to few.\nRestricted"
    assert len(agencies.rows) == 1
    assert life.left_out == agencies.left_out == worker.left_out == ()


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    st.text(max_size=60), st.text(alphabet=st.sampled_from("\x00\x08\x0b\x0c\x1f\ud800\ufffe<&]\"'é’\n"), max_size=30)
)
def test_no_words_break_a_document(some: str, hostile: str) -> None:
    made = replace(
        document(events=()),
        whose=hostile,
        prepared_by=some,
        narrowed_by=hostile,
        left_out=(some,),
        columns=("Event", "Source"),
        rows=(DocumentRow(hostile, (some, hostile)), DocumentRow(some, (hostile, ""))),
    )
    read = Document(BytesIO(as_word(made)))
    assert len(read.tables) == len(list(made.parts))
    assert "\x00" not in as_html(made).decode()
    as_html(replace(made, view=View.LIFE))
    as_word(replace(made, view=View.LIFE))


def test_a_pdf_bears_control_characters() -> None:
    made = replace(document(), rows=(DocumentRow("2020", ("1", "\x00", "a\x0bb\x1fc\ud800", "<b>&", "")),))
    words = words_of_pdf(as_pdf(made))
    assert "<b>&" in words


def test_the_word_document_has_real_headings_repeated_headers_and_british_english() -> None:
    made = document()
    word = Document(BytesIO(as_word(made)))
    headings = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings == ["2019 (turns 6)", "2020 (turns 7)", "Left out"]
    for table in word.tables:
        assert [cell.text for cell in table.rows[0].cells] == list(made.columns)
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])
    assert {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_the_word_document_tells_nothing_of_the_machine_and_has_no_macros() -> None:
    file = as_word(document())
    assert file == as_word(document())
    with ZipFile(BytesIO(file)) as packed:
        names = packed.namelist()
        core = packed.read("docProps/core.xml").decode()
    assert not [name for name in names if "vba" in name.lower() or name.endswith((".bin", ".jpeg"))]
    assert "<dc:creator>Homeward</dc:creator>" in core
    assert "Ann" not in core and "python" not in core  # noqa: PT018 - one thought


def test_the_pages_need_nothing_beside_themselves_and_are_tagged() -> None:
    page = as_html(document()).decode()
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="', page)
    pdf = as_pdf(document())
    assert b"/StructTreeRoot" in pdf or b"/ObjStm" in pdf
    assert all("Confidential" in words and "Ann Invented" in words for words in words_of_pages(pdf))


def test_a_document_without_events_says_so() -> None:
    empty = document(events=())
    assert "There are no events to show." in words_of_word(as_word(empty))
    assert "There are no events to show." in words_of_pdf(as_pdf(empty))


def test_a_row_must_fill_the_columns() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        replace(document(), rows=(DocumentRow("2020", ("1",)),))


def test_a_header_stands_on_each_page_of_a_long_table() -> None:
    many = tuple(replace(EVENTS[0], key=f"event-{at}", what=f"Event {at}. " + "Words. " * 20) for at in range(30))
    pages = words_of_pages(as_pdf(document(events=many)))
    assert len(pages) > 2
    assert all("Significance" in page for page in pages)
