"""Who is known, merging, restriction, broken glass and the audit in a real browser: wide, narrow, by keyboard alone."""

import json
import os
import subprocess
import sys

import pytest

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.watched_page import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from tests.web.hidden_and_twin import tell
story = tell({user.username: user for user in User.objects.all()})
found = {"one": story.one, "twin": story.twin, "hidden": story.hidden, "broken": story.broken}
found |= {"restriction": story.hidden.restrictions.get(), "leave": story.hidden.restrictions.get().leaves.first()}
found |= {"one_person": story.one.person, "twin_person": story.twin.person}
print(json.dumps({name: str(row.pk) for name, row in found.items()}))
"""
PATTERNS = ("broken-glass", "no-relation", "own-family", "out-of-hours", "sleeping-account", "many-records")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented story was told; with the ids of what is in it."""
    home = tmp_path_factory.mktemp("access")
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    with running_demo(home, with_figures=False) as demo:
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield demo, json.loads(done.stdout.splitlines()[-1])


def press(watched, name):
    watched.page.get_by_role("button", name=name, exact=True).click()


def ask(watched, given, family):
    watched.visit("/children/known/")
    watched.page.get_by_label("Given name").fill(given)
    watched.page.get_by_label("Family name").fill(family)
    press(watched, "Ask")


def test_the_pages_are_accessible_in_both_widths(told, open_page):
    demo, ids = told
    one, hidden = f"/children/{ids['one']}/", f"/children/{ids['hidden']}/"
    restriction = f"{hidden}restriction/{ids['restriction']}/"
    manager = open_page(demo, "team_manager")
    for path in (
        f"{one}who-may-see/",
        f"{one}looked/",
        f"{one}merge/",
        f"{one}conflict/",
        f"{one}restriction/",
        f"{one}restriction/add/",
        f"{hidden}restriction/",
        f"{restriction}lift/",
        f"{restriction}leave/",
        f"{restriction}leave/{ids['leave']}/end/",
        f"/merges/compare/{ids['one_person']}/{ids['twin_person']}/",
        "/merges/",
        "/children/known/",
        "/children/break-glass/",
        "/your-account/home/",
    ):
        manager.visit(path)
        manager.assert_accessible()
    auditor = open_page(demo, "auditor")
    for path in (
        "/audit/",
        "/audit/patterns/",
        *(f"/audit/patterns/{one}/" for one in PATTERNS),
        "/audit/broken-glass/",
        f"/audit/broken-glass/{ids['broken']}/",
    ):
        auditor.visit(path)
        auditor.assert_accessible()


def test_a_duty_worker_asks_by_keyboard_alone_and_breaks_the_glass(told, open_page):
    demo, ids = told
    duty = open_page(demo, "emergency_duty")
    page = duty.page
    duty.visit("/children/known/")
    page.get_by_label("Given name").focus()
    page.keyboard.type("Juniper")
    page.keyboard.press("Tab")
    page.keyboard.type("Holowell")
    page.keyboard.press("Enter")
    page.wait_for_url("**/children/known/answer/")
    assert duty.heading() == "A record exists that you may not open"
    assert "Ring 0300 000 0123" in page.inner_text("main")
    assert "Hollowell" not in page.content()
    duty.assert_accessible()
    go_to(page, "A child is in danger and nobody answers: break the glass")
    page.keyboard.press("Enter")
    page.wait_for_url("**/break-glass/")
    duty.assert_accessible()
    go_to(page, "Open the record for three hours")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    duty.assert_accessible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Police have found the child alone at the station")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/children/{ids['hidden']}/")
    assert "You broke the glass." in page.inner_text("main")
    assert "Juniper Hollowell" in page.inner_text("main")
    duty.assert_accessible()


def go_to(page, words):
    """Press Tab until the link or button with these words has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == words:
            return
    raise AssertionError(f"no Tab leads to “{words}”")


def test_a_record_begins_only_after_asking(told, open_page):
    demo, _ = told
    worker = open_page(demo, "social_worker", width=NARROW)
    ask(worker, "Perrin", "Newcomer")
    assert worker.heading() == "Nobody known fits"
    worker.assert_accessible()
    press(worker, "Begin a record")
    assert worker.page.get_by_label("Given name").input_value() == "Perrin"
    worker.assert_accessible()
    press(worker, "Begin the record")
    assert worker.page.get_by_role("alert").get_by_role("link").all_inner_texts() == ["Choose a team"]
    worker.page.get_by_label("Team responsible").select_option("Invented East")
    press(worker, "Begin the record")
    worker.page.get_by_text("The record has begun.").wait_for()
    assert "Perrin Newcomer" in worker.page.inner_text("main")
    ask(worker, "Perin", "Newcomer")
    assert worker.heading() == "1 person may be this child"


@pytest.mark.parametrize("script", [True, False])
def test_two_people_merge_two_records_and_undo_it(told, open_page, script):
    """With and without JavaScript, one after the other: the undoing leaves the service as it was."""
    demo, ids = told
    first, second = (open_page(demo, role, script=script) for role in ("head_of_service", "director"))
    first.visit(f"/merges/compare/{ids['one_person']}/{ids['twin_person']}/")
    first.page.get_by_label("The first: Alma Brightwater").check()
    first.page.get_by_label("Why are these one person?").fill("The same mother")
    press(first, "Propose")
    second.visit("/merges/")
    second.page.get_by_role("link", name="Alma Brightwater: recorded twice?").click()
    press(second, "I agree: they are one person")
    assert second.heading() == "These two records are one"
    second.visit(f"/children/{ids['twin']}/", status=404)
    second.page.get_by_role("link", name="open the record that stays").click()
    assert "Merged record." in second.page.inner_text("main")
    second.page.get_by_role("link", name="See both").click()
    second.page.get_by_label("Why are these two people after all?").fill("Two birthdays, two children")
    press(second, "Propose to undo the merge")
    first.visit("/merges/")
    first.page.get_by_role("link", name="Alma Brightwater: undo a merge?").click()
    if script:
        first.assert_accessible()
    press(first, "Undo the merge")
    assert first.heading() == "These were merged, and are two again"
    first.visit(f"/children/{ids['twin']}/")


def test_an_auditor_reviews_a_broken_glass_and_is_told_no_name(told, open_page):
    demo, ids = told
    auditor = open_page(demo, "auditor")
    auditor.visit(f"/audit/broken-glass/{ids['broken']}/")
    assert "Hollowell" not in auditor.page.content()
    press(auditor, "Keep the review")
    auditor.assert_accessible()
    auditor.page.get_by_label("What did you find?").fill("It was right")
    press(auditor, "Keep the review")
    auditor.page.get_by_text("The review is kept.").wait_for()
    auditor.visit(f"/children/{ids['hidden']}/", status=403)
