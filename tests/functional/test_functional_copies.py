"""A copy "as the mother" in a real browser: prepared, sealed, read back; the father's address is nowhere in it."""

import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.watched_page import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from tests.web.copies_family import tell_family
family = tell_family(User.objects.get(username="social_worker"), User.objects.get(username="team_manager"))
print(json.dumps({"child": str(family.child.pk)}))
"""
NOT_THE_MOTHERS = re.compile(
    r"saffron|zz\W*2\W*2\W*zz|otherham|0\W*7\W*7\W*0\W*0\W*9\W*0\W*0\W*2\W*2\W*2|\bfin\b|carter|invented\s+lane",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented family's chronology names everybody; with the child's address."""
    home = tmp_path_factory.mktemp("copies")
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    with running_demo(home, with_figures=False) as demo:
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield demo, f"/children/{json.loads(done.stdout.splitlines()[-1])['child']}/"


def words_of_pdf(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])


def words_of_word(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    frame = [part.text for one in document.sections for part in (*one.header.paragraphs, *one.footer.paragraphs)]
    return "\n".join([*cells, *frame, *(paragraph.text for paragraph in document.paragraphs)])


def downloaded(page, name: str) -> bytes:
    with page.expect_download() as waited:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waited.value.path()).read_bytes()


def look_at_everything(page) -> None:
    for box in page.get_by_label("I have looked").all():
        box.check()


def test_a_copy_as_the_mother_holds_nothing_of_the_father_and_reads_back_as_it_was_sealed(told, open_page):
    demo, child = told
    page = (worker := open_page(demo, "social_worker", width=WIDE)).page
    worker.visit(child)
    page.get_by_role("navigation", name="This child’s record").get_by_role("link", name="Chronology").click()
    page.get_by_role("link", name="Copies given", exact=True).click()
    page.get_by_role("button", name="Prepare a copy").click()
    page.get_by_role("link", name="Mo Exemplar, the mother").click()
    left = page.locator("section:not(:has-text('Nothing. Withheld.')) .govuk-grid-column-one-half:first-child")
    assert not NOT_THE_MOTHERS.search("\n".join(left.all_inner_texts()))
    assert "About another adult" in page.inner_text("main")
    page.get_by_label("What is this copy for?").fill("Before the review of May.")
    page.get_by_role("button", name="Seal this copy").click()
    page.get_by_text("Look at each event that is pointed out").first.wait_for()
    worker.assert_accessible()
    look_at_everything(page)
    page.get_by_role("button", name="Seal this copy").click()
    page.get_by_text("The copy is sealed.").wait_for()
    worker.assert_accessible()
    pdf, word = downloaded(page, "Download the PDF"), downloaded(page, "the Word file")
    for words in (words_of_pdf(pdf), words_of_word(word)):
        assert not NOT_THE_MOTHERS.search(words), words
        assert "[withheld]" in words
        assert "Mo Exemplar, the mother" in words
    where = page.url
    worker.visit(f"{child}chronology/")
    page.goto(where)
    assert (downloaded(page, "Download the PDF"), downloaded(page, "the Word file")) == (pdf, word)


def test_a_copy_is_given_and_called_back_by_keyboard_on_a_narrow_page(told, open_page):
    demo, child = told
    page = (worker := open_page(demo, "social_worker", width=NARROW, script=False)).page
    worker.visit(f"{child}copies/prepare/")
    page.get_by_role("link", name="The court").last.click()
    page.get_by_label("What is this copy for?").fill("For the hearing.")
    page.get_by_role("button", name="Seal this copy").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The copy is sealed.").wait_for()
    page.get_by_role("button", name="Write down that it is given").focus()
    page.keyboard.press("Enter")
    page.get_by_label("By post").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Check the address now").click()
    page.get_by_label("I have just checked the address").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It is written down that the copy was given.").wait_for()
    page.get_by_role("button", name="Call it back").click()
    page.get_by_label("Why is it called back?").fill("The hearing was moved.")
    page.get_by_role("button", name="Call it back").click()
    page.get_by_text("The copy is called back.").wait_for()


def test_the_pages_are_accessible_in_both_widths(told, open_page):
    demo, child = told
    worker = open_page(demo, "social_worker")
    for path in ("copies/", "copies/prepare/", "copies/prepare/court/", "chronology/files/", "chronology/files/add/"):
        worker.visit(f"{child}{path}")
        worker.assert_accessible()


def test_a_photograph_is_added_and_a_web_page_is_not(told, open_page):
    from tests.web.files_given import SCRIPT, photograph

    demo, child = told
    page = (worker := open_page(demo, "social_worker", width=NARROW)).page
    worker.visit(f"{child}chronology/files/add/")
    page.get_by_label("The file").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<html>" + SCRIPT}
    )
    page.get_by_label("What is it?").fill("Drawing of the new room")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="This is a web page").wait_for()
    worker.assert_accessible()
    page.get_by_label("The file").set_input_files(
        {"name": "photo.pdf", "mimeType": "application/pdf", "buffer": photograph()}
    )
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The file is kept.").wait_for()
    worker.assert_accessible()
    content = downloaded(page, "Drawing of the new room")
    assert content.startswith(b"\xff\xd8\xff")
    assert b"Invented" not in content
