"""The pack as a page, a PDF and a workbook: complete, closed to the outside, and silent on what is withheld."""

import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.reports.chapters import chapters
from homeward.reports.datapack import NotAvailableError, with_results
from homeward.reports.document import FORMATS, Document, check_formats, make_documents, write_documents
from homeward.reports.pack_html import to_html
from homeward.reports.pack_pdf import to_pdf
from homeward.reports.pack_xlsx import to_xlsx
from homeward.reports.sections import section_of
from homeward.reports.workbook import sheet_name
from tests.spec.reports.hand_made_pack import EVERY_KIND, RE_ENTRY, figure, hand_made_pack, withheld


class Page(HTMLParser):
    """Collects what the tests ask about: headings, attributes by tag, and the words of the page."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.tags, self.words, self.open = [], [], "", None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.open = tag
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data):
        if self.open != "style":
            self.words += " " + " ".join(data.split())


FULL = with_results(hand_made_pack(), EVERY_KIND)


@pytest.fixture(scope="module")
def page():
    return Page(to_html(FULL).decode())


def test_the_page_needs_nothing_from_outside(page):
    html = to_html(hand_made_pack()).decode()
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}
    assert "url(" not in html
    assert "@import" not in html
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert all(link.startswith("#") for link in links)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)


def test_headings_go_down_one_step_at_a_time(page):
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))


def test_every_chart_has_its_table_and_its_definition(page):
    parts = [part for chapter in chapters(FULL) for part in chapter.parts]
    drawn = sum(len(part.charts) for part in parts)
    assert [tag for tag, _ in page.tags].count("svg") == drawn == 7
    assert drawn == sum(1 for part in parts for _, table in part.charts if table.rows)
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    ids = [attrs.get("id") for _, attrs in page.tags]
    for part in parts:
        assert part.id in ids
        assert part.defined_by
        assert all(f"#{measure}-definition" in links for measure in part.defined_by)
        assert all(f"{part.id}-table-{number}" in ids for number, _ in enumerate(part.charts, start=1))


def test_figures_of_every_kind_are_said(page):
    assert "All years together: 1,900 exits." in page.words
    assert "All years together: median 122 days, of 60 measured." in page.words
    assert "2019 60 40 122 300 90 to 160" in page.words
    assert "February 2021 (not yet complete) 7 21 33.3% 17.2% to 54.7%" in page.words
    assert "2020 (not yet complete)" in page.words
    assert "Not counted: no care plans were given." in page.words


def test_bars_that_are_all_empty_are_a_table_and_not_a_picture():
    rows = (figure({}, 0, 0), figure({"year": "2019"}, 0, 0), withheld({"year": "2020"}))
    section = section_of(hand_made_pack(), replace(RE_ENTRY, rows=rows))
    assert section.charts == ()
    assert [row[:2] for row in section.tables[0].rows] == [("2019", "0"), ("2020", "hidden")]


def test_on_paper_only_the_figures_by_year_are_left():
    pack = hand_made_pack(results=EVERY_KIND)
    paper = to_html(pack, on_paper=True).decode()
    assert "<details" not in paper
    assert "Female" not in paper
    assert "Year to 31 March" in paper
    assert "By age, sex, need and other groups, month by month, and counted in other ways it stands" in paper


def test_the_glance_says_what_was_counted_and_how_sure_it_is(page):
    assert "Children left care 1,900 times, and 412 of these were returns home to parents (22%)." in page.words
    assert "The underlying rate is likely between 20% and 24% (95% interval)." in page.words
    assert "Neither figure is good or bad alone." in page.words


def test_what_is_withheld_is_said_in_words(page):
    assert "4 figures in this pack are hidden" in page.words
    nothing_hidden = Page(to_html(hand_made_pack(results=(RE_ENTRY,))).decode())
    assert "Nothing had to be hidden" in nothing_hidden.words


def test_a_total_that_is_hidden_or_empty_is_no_figure():
    hidden = Page(to_html(hand_made_pack(results=(replace(RE_ENTRY, rows=(withheld({}),)),))).decode())
    assert "rests on so few children that they could be recognised" in hidden.words
    nobody = Page(to_html(hand_made_pack(results=(replace(RE_ENTRY, rows=(figure({}, 0, 0),)),))).decode())
    assert "There was nobody to count" in nobody.words


def test_a_table_of_nothing_but_hidden_figures_is_named_and_left_out():
    rows = (figure({}, 60, 300), withheld({"sex": "female"}), withheld({"sex": "male"}))
    html = to_html(hand_made_pack(results=(replace(RE_ENTRY, rows=rows),))).decode()
    assert "<li>Back in care within 12 months by sex</li>" in html
    assert "Female" not in html


def test_an_internal_pack_warns_and_a_shareable_one_names_no_place():
    internal = Page(to_html(hand_made_pack(audience="internal")).decode())
    shareable = to_html(hand_made_pack()).decode()
    assert "For use inside the service only." in internal.words
    assert "2020/episodes.csv, line 7, column CHILD" in internal.words
    assert "episodes.csv" not in shareable


def test_invented_data_is_marked_in_every_document():
    pack = hand_made_pack(source="invented council")
    assert "Invented data." in Page(to_html(pack).decode()).words
    assert "No child in these figures is real." in "".join(sheet_texts(to_xlsx(pack)).values())
    assert "Invented data." not in Page(to_html(hand_made_pack()).decode()).words


def test_words_from_outside_stay_words():
    html = to_html(hand_made_pack(source="<script>alert(1)</script>", authority=None)).decode()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def sheet_texts(workbook):
    """The text of every part of the workbook by its name in the zip."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")}


def test_the_workbook_has_a_sheet_for_each_measure_and_a_way_to_it_from_the_contents():
    texts = sheet_texts(to_xlsx(FULL))
    book = ElementTree.fromstring(texts["xl/workbook.xml"])
    names = [sheet.get("name") for sheet in book.iter() if sheet.tag.endswith("}sheet")]
    assert names == [
        "About",
        "Contents",
        *(result.id for result in FULL.results),
        "Early warning",
        "Beside others",
        "Who the children are",
        "True for us",
        "Data quality",
        "Definitions",
    ]
    assert "hidden" in texts["xl/sharedStrings.xml"]
    contents = ElementTree.fromstring(texts["xl/worksheets/sheet2.xml"])
    ways = [link.get("location") for link in contents.iter() if link.tag.endswith("}hyperlink")]
    assert sorted(ways) == sorted(f"'{name}'!A1" for name in names[2:])


def test_the_first_sentences_of_each_chapter_stand_in_every_document(page):
    workbook = unescape("".join(sheet_texts(to_xlsx(FULL)).values()))
    for chapter in chapters(FULL):
        for said in (chapter.opening, chapter.how_sure):
            assert said in page.words
            assert said in workbook


@given(st.lists(st.text("ab _", min_size=1, max_size=50), min_size=1, max_size=30, unique=True))
def test_no_two_sheets_share_a_name_and_excel_takes_each(wanted):
    names = []
    for name in wanted:
        names.append(sheet_name(name, names))
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(0 < len(name) <= 31 for name in names)


def test_a_long_name_is_cut_between_words():
    assert sheet_name("placed_with_parents_ended_in_care", ()) == "placed_with_parents_ended_in"
    assert sheet_name("placed_with_parents_ended_in_it", ["PLACED_with"]) == "placed_with_parents_ended_in_it"
    assert sheet_name("flow", ["Flow"]) == "flow 2"


def test_no_text_becomes_a_formula_and_the_same_pack_gives_the_same_bytes():
    pack = hand_made_pack(source="=HYPERLINK(1)")
    assert not any("<f>" in text for text in sheet_texts(to_xlsx(pack)).values())
    assert to_xlsx(pack) == to_xlsx(pack)
    assert to_html(pack) == to_html(pack)


def test_the_pdf_is_tagged_for_screen_readers():
    pdf = to_pdf(hand_made_pack())
    inside = b"".join(unpacked(stream) for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL))
    assert b"/MarkInfo" in inside
    assert b"/StructTreeRoot" in inside
    assert b"/Lang (en-GB)" in inside
    assert b"pdfuaid" in pdf + inside


def unpacked(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_the_printed_page_uses_only_what_the_printer_knows(caplog):
    to_pdf(hand_made_pack(audience="internal"))
    # Rules for narrow screens are rightly passed over on paper.
    assert [record.message for record in caplog.records if "media type" not in record.message] == []


def test_the_formats_asked_for_are_made_and_no_others():
    document = make_documents(hand_made_pack(), ("json", "html"))
    assert list(document.files) == ["results.json", "pack.html"]
    assert FORMATS == ("html", "pdf", "xlsx", "json")


def test_a_pack_without_pdf_does_not_wait_for_the_printer():
    code = "import sys; from homeward.reports import document; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("formats", [(), ("html", "docx")])
def test_unknown_formats_are_refused_before_anything_is_made(formats):
    with pytest.raises(NotAvailableError, match="choose from html, pdf, xlsx, json"):
        check_formats(formats)


def test_files_are_written_together(tmp_path):
    out = tmp_path / "deep" / "pack"
    write_documents(Document({"a.txt": b"one", "b.txt": b"two"}), out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"a.txt": b"one", "b.txt": b"two"}


def test_when_one_file_cannot_be_written_none_is(tmp_path):
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(IsADirectoryError):
        write_documents(Document({"a.txt": b"one", "b.txt": b"two"}), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


def test_folders_made_for_a_failed_pack_are_gone_again(tmp_path):
    out = tmp_path / "deep" / "pack"
    with pytest.raises(OSError, match="name"):
        write_documents(Document({"a.txt": b"one", "n" * 300: b"too long a name"}), out)
    assert list(tmp_path.iterdir()) == []
