"""A child's chronology in a real browser: the planted contradiction is found, four views, and the same on paper."""

import json
import os
import subprocess
import sys
from io import BytesIO

import pytest
from docx import Document

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.watched_page import NARROW, WIDE
from tests.read_pdf import words_of_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VIEWS = ("worker", "life", "court", "agencies")
TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from tests.web.chronology_told import tell_chronology
from tests.web.people_story import tell_story
story = tell_story(User.objects.get(username="social_worker"), User.objects.get(username="team_manager"))
tell_chronology(story, long=500)
print(json.dumps({"child": str(story.child.pk)}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented family's chronology, a long one, was told; and the page's path."""
    home = tmp_path_factory.mktemp("chronology")
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    with running_demo(home, with_figures=False) as demo:
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield demo, f"/children/{json.loads(done.stdout.splitlines()[-1])['child']}/chronology/"


def test_every_view_is_accessible_in_both_widths(told, open_page):
    demo, path = told
    worker = open_page(demo, "social_worker")
    page = worker.page
    for view in VIEWS:
        worker.visit(f"{path}?as={view}&since-year=2023")
        for summary in page.locator("main summary").all():
            if not summary.evaluate("one => one.parentElement.open"):
                summary.click()
        worker.assert_accessible()


def test_a_history_of_five_hundred_events_stays_in_the_window_and_has_years_to_jump_to(told, open_page):
    demo, path = told
    worker = open_page(demo, "social_worker", width=NARROW)
    page = worker.page
    worker.visit(path)
    assert page.locator(".homeward-timeline__event").count() > 500
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.get_by_role("navigation", name="Years").get_by_role("link", name="2012", exact=True).click()
    assert page.evaluate("document.getElementById('year-2012').getBoundingClientRect().top") < 200


def test_the_planted_contradiction_is_found_compared_and_kept_by_keyboard_alone(told, open_page):
    demo, path = told
    worker = open_page(demo, "social_worker", width=NARROW)
    page = worker.page
    worker.visit(path)
    box = page.get_by_role("region", name="What to look at")
    assert "On 12 August 2023 two addresses are told" in box.inner_text()
    found = box.locator("details", has_text="Two accounts of one day")
    found.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = found.get_by_role("link", name="Compare the accounts")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Compare two accounts").wait_for()
    worker.assert_accessible()
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Say whether they agree").press("Enter")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("One says a swing in the garden, the other that there was none.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("It is written down that the two accounts disagree").wait_for()
    box = page.get_by_role("region", name="What to look at")
    assert "Two accounts disagree: One says a swing in the garden" in box.inner_text()
    assert "Do they agree?" not in box.inner_text()


def test_the_filters_stand_in_the_address_and_work_without_script(told, open_page):
    demo, path = told
    worker = open_page(demo, "social_worker", width=WIDE, script=False)
    page = worker.page
    worker.visit(f"{path}?as=court")
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Harm or worry").check()
    page.get_by_role("button", name="Show").click()
    assert "kind=harm" in page.url
    assert "as=court" in page.url
    assert page.locator(".homeward-timeline__event").count() == 2
    page.get_by_role("link", name="The child’s life").click()
    assert page.locator(".homeward-timeline__event").count() == 2
    page.get_by_role("link", name="Show all").first.click()
    assert page.locator(".homeward-timeline__event").count() > 500


def test_a_pdf_of_five_hundred_events_is_made_in_the_background_and_fetched(told, open_page):
    demo, path = told
    worker, looker = open_page(demo, "social_worker", script=False), open_page(demo, "social_worker")
    page = worker.page
    worker.visit(f"{path}as-pdf/?as=court")
    looker.visit(f"{path}as-pdf/?as=court")
    looker.assert_accessible()
    page.get_by_role("button", name="Make the PDF").click()
    address = page.url
    for _ in range(60):
        if page.get_by_role("button", name="Download the PDF").count():
            break
        page.wait_for_timeout(1000)
        page.get_by_role("link", name="Check again").click()
    looker.visit(address)
    looker.assert_accessible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the PDF").click()
    words = words_of_pages(download.value.path().read_bytes())
    assert len(words) > 10
    assert "Short event 500" in " ".join(words)


def test_page_pdf_and_word_hold_the_same_events_in_every_view(told, open_page):
    demo, path = told
    worker = open_page(demo, "social_worker")
    page = worker.page
    for view in VIEWS:
        narrowed = f"since-year={2021 if view == 'agencies' else 2023}"  # so few that the PDF comes at once
        worker.visit(f"{path}?as={view}&{narrowed}")
        events = [
            " ".join(one.locator(".homeward-timeline__what .govuk-body").first.inner_text().split())
            for one in page.locator(".homeward-timeline__event").all()
        ]
        assert events
        files = {}
        for kind in ("pdf", "word"):
            answer = page.request.get(f"{path}as-{kind}/?as={view}&{narrowed}")
            assert answer.ok
            files[kind] = answer.body()
        pdf = squeezed(" ".join(words_of_pages(files["pdf"])))
        word = squeezed(words_of_word(files["word"]))
        for event in events:
            assert squeezed(event) in pdf
            assert squeezed(event) in word
        restricted = squeezed("nobody is told that she rang")
        assert [restricted in pdf, restricted in word] == [view == "worker"] * 2


def squeezed(words: str) -> str:
    return "".join(words.split())


def words_of_word(file: bytes) -> str:
    word = Document(BytesIO(file))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return " ".join((*(paragraph.text for paragraph in word.paragraphs), *cells))
