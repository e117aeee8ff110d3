"""The return-home assessment on paper: what is not known first, no first answer given away, each parent apart."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from homeward.practice.assessment import Assessment
from homeward.practice.classification import Level
from homeward.reports.return_home_assessment import NO_SCORE, Step, as_html, as_pdf, as_word, report_of
from homeward.reports.return_home_document import Chapter, Facts, Grid, Points, Report, Words
from homeward.reports.return_home_told import NOT_OPEN
from tests.unit.return_home_family import FIN, MO, SECRET_OF_MO, STEPS, assessment, told


def said_in(chapter: Chapter) -> str:
    """Return all words of a chapter."""
    found = [chapter.heading]
    for part in chapter.parts:
        found.append(part.heading)
        for block in part.blocks:
            match block:
                case Words():
                    found.append(block.says)
                case Points():
                    found += block.points
                case Facts():
                    found += [": ".join(fact) for fact in block.facts]
                case Grid():
                    found += [" | ".join(row) for row in block.rows]
    return "\n".join(found)


def by_heading(report: Report) -> dict[str, str]:
    return {chapter.heading: said_in(chapter) for chapter in report.chapters}


def test_what_is_not_known_comes_first_and_no_score_decides() -> None:
    report = report_of(told())
    assert report.chapters[0].heading == "What is not known"
    first = said_in(report.chapters[0])
    assert "An earlier return failed" in first
    assert "Violence or control between adults. Nobody has asked each adult alone." in first
    assert "Of something that raises risk it is not known whether it is there." in first
    assert report.first_words[0] == NO_SCORE
    assert not any("%" in words for words in by_heading(report).values())


def test_where_nothing_is_written_down_the_report_says_so() -> None:
    nothing = Assessment((), (), (), (), ())
    words = by_heading(report_of(told(assessment=nothing, steps=())))
    assert "Of something that raises risk it is not known" in words["What is not known"]
    assert "Nobody has classified yet." in words["Classification by two people"]
    assert "rests on no event" in words["Sources"]


def test_where_abuse_is_recorded_each_parent_is_told_of_on_pages_of_their_own() -> None:
    report = report_of(told())
    apart = [chapter for chapter in report.chapters if chapter.is_apart]
    assert [chapter.heading for chapter in apart] == [f"Parent: {MO.name}", f"Parent: {FIN.name}"]
    words = by_heading(report)
    for heading, says in words.items():
        assert (SECRET_OF_MO in says) == (heading == f"Parent: {MO.name}")
        assert ("Mo began treatment" in says) == (heading == f"Parent: {MO.name}")
    assert "see the pages about Fin Invented" in words["What is not known"]
    assert "The parent’s mental health" not in words["What is not known"]
    places = [at for at in range(len(report.chapters)) if report.begins_page(at)]
    assert len(places) == 3
    assert report.chapters[places[-1]].heading == "Classification by two people"


def test_where_none_is_recorded_parents_stand_among_the_others() -> None:
    report = report_of(told(is_apart=False))
    assert not any(report.begins_page(at) for at in range(len(report.chapters)))
    words = by_heading(report)
    assert "The parent’s mental health, Fin Invented" in words["What is not known"]
    assert "Mo began treatment" in words["Sources"]
    assert "never given" not in words[f"Parent: {MO.name}"]


def test_both_who_classified_are_named_with_how_they_differ() -> None:
    words = by_heading(report_of(told()))["Classification by two people"]
    for expected in ("Sam Okafor: Medium risk", "Priya Nair: No level yet", "They differ still. Priya waits"):
        assert expected in words
    assert "a default that nobody of this council has confirmed" in words
    agreed = Step("First", STEPS[0].judged, level=Level.HIGH, words="We took the higher.", agreed_by="Sam Okafor")
    assert (
        "Agreed: high risk. We took the higher. (Sam Okafor)"
        in by_heading(report_of(told(steps=(agreed,))))["Classification by two people"]
    )


def test_a_first_answer_is_not_told_before_the_second_is_given() -> None:
    words = by_heading(report_of(told(steps=(Step("First", waits=True),))))["Classification by two people"]
    assert "Neither answer is told before the second is given." in words
    assert "risk" not in words.replace("Classify the risk", "")


def test_sources_are_numbered_in_order_and_only_those_on_which_something_rests() -> None:
    found = told()
    assert {key: number for key, (number, _) in found.sources.items()} == {"e1": 1, "e2": 2, "e4": 3, "e5": 4}
    assert found.cite(["e5", "e1", "e1"]) == "Sources 1 and 4"
    assert found.cite(["gone"]) == NOT_OPEN.capitalize()
    assert found.cite(["e2", "gone"]) == f"Sources 2 and {NOT_OPEN}"
    words = "\n".join(by_heading(report_of(found)).values())
    assert "Nothing that the report rests on" not in words
    assert "A neighbour saw Fin" not in words
    assert "Restricted. What it says stands in the record only." in words


def test_warnings_and_their_answers_and_differing_accounts_are_told() -> None:
    words = by_heading(report_of(told()))
    assert "1 warning is not answered." in words["Warnings to be answered in writing"]
    assert "Not answered yet." in words["Warnings to be answered in writing"]
    assert "Tests are clear since March." in words[f"Parent: {MO.name}"]
    assert "The carer (present): She lies awake." in words["What was found"]
    assert "School or nursery (absent): She is calm in class." in words["What was found"]


def test_research_is_told_of_groups_with_its_caution_and_without_any_figure_of_ours() -> None:
    words = by_heading(report_of(told()))["What research found of groups"]
    assert "None of this is the chance of one child" in words
    assert "Hindley" in words
    assert "15 and 50 in a hundred" in words


@pytest.mark.parametrize("is_apart", [True, False])
def test_the_word_file_holds_every_word_and_nothing_of_the_machine(is_apart) -> None:
    report = report_of(told(is_apart=is_apart))
    word = as_word(report)
    assert word == as_word(report)
    read = Document(BytesIO(word))
    assert [each.text for each in read.paragraphs if each.style.name == "Heading 1"] == [
        chapter.heading for chapter in report.chapters
    ]
    cells = {cell.text for table in read.tables for row in table.rows for cell in row.cells}
    told_there = "\n".join([*cells, *(each.text for each in read.paragraphs)])
    for chapter in report.chapters:
        for line in said_in(chapter).splitlines():
            for words in filter(None, line.split(" | ")):
                assert words in told_there, words
    assert sum(bool(each.paragraph_format.page_break_before) for each in read.paragraphs) == (3 if is_apart else 0)
    assert not any("vbaProject" in name for name in ZipFile(BytesIO(word)).namelist())


@pytest.mark.slow
def test_the_pdf_is_tagged_has_a_title_and_begins_each_parents_pages_anew() -> None:
    read = PdfReader(BytesIO(as_pdf(report_of(told()))))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata.title == "Return-home assessment"
    pages = [page.extract_text() for page in read.pages]
    of_mo = [text for text in pages if "hides" in text]
    assert len(of_mo) == 1
    assert "Parent: Fin Invented" not in of_mo[0]
    assert all("Confidential: for the service only" in text for text in pages)


def test_html_needs_nothing_from_elsewhere_and_escapes_what_people_wrote() -> None:
    html = as_html(report_of(told(because="<script>alert(1)</script>"))).decode()
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")


def test_a_table_with_a_row_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        Grid("x", ("a", "b"), (("only",),), (1, 1))


def test_whoever_is_no_parent_named_is_not_told_of_as_one() -> None:
    words = by_heading(report_of(told(assessment=assessment(parents=()))))
    assert "Nobody has written down with whom the child might live." in words["Parents"]
