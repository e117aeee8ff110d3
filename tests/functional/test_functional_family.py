"""The child's page, the list, Today and the family in a real browser: wide, narrow, by keyboard, and one journey."""

import json
import os
import subprocess
import sys

import pytest

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.watched_page import HEIGHT, NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from tests.web.people_story import tell_story
story = tell_story(User.objects.get(username="social_worker"), User.objects.get(username="team_manager"))
print(json.dumps({"child": str(story.child.pk), "father": str(story.father.pk)}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented family's story was told; with the ids of child and father."""
    home = tmp_path_factory.mktemp("family")
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    with running_demo(home, with_figures=False) as demo:
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield demo, json.loads(done.stdout.splitlines()[-1])


def test_the_pages_are_accessible_in_both_widths(told, open_page):
    demo, ids = told
    child, father = f"/children/{ids['child']}/", f"/children/{ids['child']}/family/{ids['father']}/"
    worker = open_page(demo, "social_worker")
    ways = ("names", "contacts", "homes", "responsibility", "contact-leave", "secrets")
    for path in (
        "/",
        "/children/",
        child,
        f"{child}family/",
        f"{child}family/genogram/",
        f"{child}family/ecomap/",
        f"{child}family/add/",
        f"{child}family/relate/",
        f"{child}family/agency/",
        father,
        f"{father}change/",
        *(f"{father}{way}/add/" for way in ways),
    ):
        worker.visit(path)
        worker.assert_accessible()


def test_the_childs_page_fits_one_screen(told, open_page):
    demo, ids = told
    worker = open_page(demo, "social_worker", width=WIDE)
    worker.visit(f"/children/{ids['child']}/")
    bottom = worker.page.evaluate(
        "Math.max(...[...document.querySelectorAll('.homeward-glance > *')].map("
        "part => part.getBoundingClientRect().bottom))"
    )
    assert bottom <= HEIGHT


def test_a_worker_writes_down_what_somebody_must_not_be_told_and_strikes_it_out(told, open_page):
    demo, ids = told
    page = (worker := open_page(demo, "social_worker", width=NARROW)).page
    worker.visit("/")
    # By keyboard alone: the skip link, then the link to the list.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    worker.visit("/children/")
    page.get_by_label("Part of a name, or the id").fill("exemp")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Jordan Exemplar").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Jordan Exemplar").wait_for()
    page.get_by_role("link", name="Family", exact=True).click()
    page.get_by_role("link", name="Mo Exemplar").first.click()
    page.locator("#group-secret ~ p").get_by_role("link", name="Add").click()
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="Say why").click()
    assert page.evaluate("document.activeElement.id") == "id_reason", "the summary leads to the question"
    worker.assert_accessible()
    page.get_by_label("Which school the child goes to").check()
    page.get_by_label("Why", exact=True).fill("Invented: trouble at the gate.")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("It is written down.").wait_for()
    worker.assert_accessible()
    worker.visit(f"/children/{ids['child']}/")
    assert "Mo Exemplar must not be told which school the child goes to." in page.inner_text("main")
    page.go_back()
    page.locator("#group-secret ~ ul").get_by_role("link", name="Strike out").click()
    page.get_by_label("Why was it wrong?").fill("It was said of somebody else.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It is struck out.").wait_for()
    worker.visit(f"/children/{ids['child']}/")
    assert "Mo Exemplar must not" not in page.inner_text("main")


@pytest.mark.parametrize("script", [True, False])
def test_the_pages_work_without_a_script(told, open_page, script):
    demo, ids = told
    worker = open_page(demo, "social_worker", script=script)
    worker.visit(f"/children/{ids['child']}/")
    worker.page.get_by_text("The journey as a table").click()
    assert worker.page.get_by_role("cell", name="Care began").first.is_visible()
