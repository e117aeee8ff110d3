"""A written agreement on paper: one to two pages, the same words in each kind, and no reason of who did not agree."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from homeward.practice.agreement import Acceptance, Agreement, Goal, How, Party, Promise, Who
from homeward.reports.written_agreement_paper import AgreementPaper, paper_of
from homeward.reports.written_agreement_print import as_html, as_large_print, as_pdf
from homeward.reports.written_agreement_text import as_text
from homeward.reports.written_agreement_word import as_word

DAY = date(2026, 5, 4)
REASON = "He hit the door."


def goal(number: int, **words: object) -> Goal:
    told = {
        "concern": "Ben was alone with nobody sober in the evenings, and he was afraid to say so.",
        "change": f"You drink no alcohol on days when Ben is with you, goal {number}.",
        "seen_by": "The clinic tests you each week and tells Sam. Ben says each Friday how the evenings were.",
        "whose": "Mo Price",
    }
    return Goal(
        f"g{number}", f"g{number}", **(told | words), by_on=date(2026, 8, number), helped_by="Joy at the clinic"
    )


def promise(number: int) -> Promise:
    what = f"A place in the group for parents who stop drinking, each Tuesday, promise {number}."
    return Promise(f"p{number}", f"p{number}", what, "Invented clinic", "Joy", date(2026, 6, number))


def agreement(parties: int = 1, many: int = 5) -> Agreement:
    answers = (
        Acceptance(Who.PARENT, How.DECLINED, DAY, person_id="1", words=REASON),
        Acceptance(Who.MANAGER, How.ON_SCREEN, DAY, by="Tess"),
    )
    people = (Party("1", "Mo Price"), Party("2", "Fin Price"))[:parties]
    goals = tuple(goal(number) for number in range(1, many + 1))
    promises = tuple(promise(number) for number in range(1, many + 1))
    about = {"made_on": DAY, "digest": "ab" * 32, "child_name": "Ben Price"}
    return Agreement("a", 2, "1", goals, promises, answers, people, **about)


@pytest.fixture(scope="module")
def paper() -> AgreementPaper:
    return paper_of(agreement())


@pytest.mark.slow
def test_five_goals_and_five_promises_are_two_pages_and_the_large_print_is_larger(paper):
    pages = PdfReader(BytesIO(as_pdf(paper))).pages
    assert len(pages) <= 2
    assert len(PdfReader(BytesIO(as_large_print(paper))).pages) > len(pages)
    assert "font-size: 18pt" in as_html(paper, is_large=True).decode()


def test_every_paper_says_every_goal_and_promise_and_no_reason_of_who_did_not_agree(paper):
    word = Document(BytesIO(as_word(paper)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    texts = (
        "\n".join([*(one.text for one in word.paragraphs), *cells]),
        as_text(paper).decode(),
        as_html(paper).decode(),
    )
    for said in texts:
        for number in range(1, 6):
            assert f"goal {number}." in said
            assert f"promise {number}." in said
        for words in ("Did not agree, 4 May 2026", "Tess, manager", "It is not a court order", "Version 2"):
            assert words in said
        assert REASON not in said
        assert "Domestic" not in said


def test_the_word_document_has_real_headings_and_a_table_to_sign_in(paper):
    word = Document(BytesIO(as_word(paper)))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["What is to change", "What help comes", "If something is not kept", "Who has agreed"]
    (table,) = word.tables
    assert [row.cells[0].text for row in table.rows] == ["Name", "Mo Price", "Ben Price", "Tess, manager"]
    assert as_word(paper) == as_word(paper)


def test_a_translator_gets_one_numbered_line_for_each_thing_said(paper):
    lines = as_text(paper).decode().splitlines()[3:]
    assert [int(line[1 : line.index("]")]) for line in lines] == list(range(1, len(lines) + 1))


def test_with_one_parent_the_goals_name_nobody_and_with_two_they_say_whose_they_are():
    alone, both = paper_of(agreement()), paper_of(agreement(parties=2))
    assert alone.goals[0].says.startswith("You drink")
    assert both.goals[0].says.startswith("Mo Price: You drink")
    assert [one.name for one in both.signatures] == ["Mo Price", "Fin Price", "Ben Price", "Tess, manager"]
    assert [one.says for one in both.signatures][1:3] == ["", ""]


def test_what_was_never_made_is_not_put_on_paper():
    with pytest.raises(ValueError, match="was made"):
        paper_of(Agreement("", 0, "", (goal(1),), (promise(1),)))
