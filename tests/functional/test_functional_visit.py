"""A visit with two children written by keyboard alone, quickly enough; and drafts that survive what befalls them."""

import json
import os
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.watched_page import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELL = """
import json, django
from datetime import date
django.setup()
from homeward.web.accounts.models import User
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.persons.actions import add_relative, open_child_record
from tests.web.people_story import tell_story
worker = User.objects.get(username="social_worker")
story = tell_story(worker, User.objects.get(username="team_manager"))
brother = add_relative(child=story.child, details=PersonDetails("Sam", "Exemplar"), kind="sibling", by=None)
start = RecordStart(team=story.team, local_id="INV904", allocated_to=worker)
other = open_child_record(person=brother, through=story.child, start=start, by=None, on=date(2024, 3, 1))
print(json.dumps({"child": str(story.child.pk), "brother": str(other.pk), "mother": str(story.mother.pk)}))
"""
MOST_SECONDS = 90
KEY_MILLISECONDS, TAB_SECONDS, THINKING_SECONDS = 250, 0.35, 1.5
"""The pace of a person: 240 letters a minute, a moment from box to box, and thought before words."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own with two children of one family; with the ids of child, brother and mother."""
    home = tmp_path_factory.mktemp("visits")
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    with running_demo(home, with_figures=False) as demo:
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield demo, json.loads(done.stdout.splitlines()[-1])


class Hands:
    """Somebody at the keyboard: goes from box to box and types, at the pace of a person."""

    def __init__(self, page):
        self.page, self.tabs, self.letters = page, 0, 0

    def go_to(self, box):
        """Press Tab until a box is reached; few presses must do."""
        for _ in range(8):
            self.page.keyboard.press("Tab")
            self.tabs += 1
            time.sleep(TAB_SECONDS)
            if self.page.evaluate("document.activeElement.name || document.activeElement.innerText.trim()") == box:
                return
        raise AssertionError(f"{box} is not reached by pressing Tab a few times")

    def say(self, box, words):
        """Think, then type into a box."""
        self.go_to(box)
        time.sleep(THINKING_SECONDS)
        self.page.keyboard.type(words, delay=KEY_MILLISECONDS)
        self.letters += len(words)

    def press(self, box, *keys):
        """Go to a box and press keys in it."""
        self.go_to(box)
        for key in keys:
            self.page.keyboard.press(key)
            time.sleep(TAB_SECONDS)


def test_a_visit_with_two_children_is_written_by_keyboard_alone_within_90_seconds(told, open_page):
    demo, ids = told
    worker = open_page(demo, "social_worker")
    worker.visit(f"/children/{ids['child']}/visits/add/")
    child, brother, hands = ids["child"], ids["brother"], Hands(worker.page)
    begun = time.monotonic()
    assert worker.page.evaluate("document.activeElement.name") == "kind", "the first box waits for what is typed"
    hands.say("where", "the foster home")
    hands.press("children", "Space")
    hands.press(f"seen_{child}", "Space")
    hands.say(f"childs_words_{child}", "I like my room but I miss Mum at bedtime.")
    hands.say(f"private_{child}", "Reading is going well.")
    hands.press(f"seen_{brother}", "ArrowUp")
    hands.say(f"not_seen_because_{brother}", "At football")
    hands.say("what", "We baked bread and talked about the weekend. The house was warm and calm. Flo is managing well.")
    hands.say("next_steps", "I ring Mum on Monday about Sunday calls.")
    hands.press("with_persons", "Space")
    hands.go_to("Save")
    worker.page.keyboard.press("Enter")
    worker.page.get_by_role("heading", level=1, name="Visits and contacts").wait_for()
    taken = time.monotonic() - begun
    print(f"{taken:.0f} seconds, {hands.tabs} tabs, {hands.letters} letters")
    assert taken < MOST_SECONDS
    said = worker.page.inner_text("main")
    assert "“I like my room but I miss Mum at bedtime.”" in said
    assert "Seen alone" in said
    worker.visit(f"/children/{brother}/visits/")
    said = worker.page.inner_text("main")
    assert "Not seen: At football" in said
    assert "bedtime" not in said
    worker.visit(f"/children/{child}/")
    assert "Last seen today, alone" in worker.page.inner_text("main")


@pytest.mark.parametrize("form", ["visits", "chronology", "voices"])
def test_what_is_typed_survives_a_closed_browser(told, open_page, form):
    demo, ids = told
    address, box = f"/children/{ids['child']}/{form}/add/", "words" if form == "voices" else "what"
    worker = open_page(demo, "social_worker")
    worker.visit(address)
    worker.page.locator(f"[name={box}]").press_sequentially("Half a sentence about the")
    worker.page.get_by_text("Kept as a draft at").wait_for()
    worker.page.context.close()
    again = open_page(demo, "social_worker")
    again.visit("/")
    again.page.get_by_role("link", name="you began to write").first.wait_for()
    again.visit(address)
    assert again.page.locator(f"[name={box}]").input_value() == "Half a sentence about the"
    again.page.get_by_text("You began this on").wait_for()
    again.assert_accessible()
    again.page.get_by_role("link", name="throw it away").click()
    again.assert_accessible()
    again.page.get_by_role("button", name="Throw it away").click()
    again.page.get_by_text("It is thrown away.").wait_for()


def test_typing_goes_on_after_the_session_ended_and_nothing_is_lost(told, open_page):
    demo, ids = told
    keeping = f"/children/{ids['child']}/drafts/visit/"
    worker = open_page(demo)
    worker.sign_in("social_worker")
    worker.visit(f"/children/{ids['child']}/visits/add/")
    page, what = worker.page, worker.page.locator("[name=what]")
    page.locator("[name=kind]").select_option("phone")
    what.press_sequentially("Before.")
    page.get_by_text("Kept as a draft at").wait_for()
    worker.expect_refusal_at(keeping)
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/sign-in/")
    what.press_sequentially(" After it ended.")
    page.get_by_text("You are signed out").wait_for()
    worker.assert_accessible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("You are signed out").wait_for()
    assert what.input_value() == "Before. After it ended."
    other.get_by_label("User name").fill("social_worker")
    other.get_by_label("Password", exact=True).fill(demo.password)
    other.get_by_role("button", name="Sign in").click()
    other.wait_for_url(demo.url + "/")
    page.get_by_text("Kept as a draft at").wait_for()
    expect(page.get_by_text("You are signed out")).to_be_hidden()
    other.goto(f"/children/{ids['child']}/visits/add/")
    assert other.locator("[name=what]").input_value() == "Before. After it ended."
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The visit is written down.").wait_for()
    assert "Before. After it ended." in page.inner_text("main")
    other.goto("/")
    assert "you began to write" not in other.inner_text("main")


def test_what_was_kept_survives_a_killed_server(told, open_page):
    demo, ids = told
    address = f"/children/{ids['brother']}/visits/add/"
    worker = open_page(demo, "social_worker")
    worker.visit(address)
    what = worker.page.locator("[name=what]")
    what.press_sequentially("Said before the server died.")
    worker.page.get_by_text("Kept as a draft at").wait_for()
    demo.crash()
    other = open_page(demo, "social_worker", width=NARROW)
    other.visit(address)
    assert other.page.locator("[name=what]").input_value() == "Said before the server died."
    worker.page.locator("[name=kind]").select_option("phone")
    what.press_sequentially(" And after.")
    worker.page.get_by_role("button", name="Save", exact=True).click()
    worker.page.get_by_text("The visit is written down.").wait_for()
    assert "Said before the server died. And after." in worker.page.inner_text("main")


def test_all_of_it_works_without_a_script(told, open_page):
    demo, ids = told
    worker = open_page(demo, "social_worker", script=False)
    worker.visit(f"/children/{ids['child']}/visits/add/")
    page, brother = worker.page, ids["brother"]
    for name in ("seen", "not_seen_because", "childs_words", "private"):
        assert page.locator(f"[name={name}_{brother}]").first.is_visible()
    page.locator("[name=what]").fill("Kept by hand.")
    page.get_by_role("button", name="Keep as draft").click()
    page.get_by_text("Only you can see it.").wait_for()
    assert page.locator("[name=what]").input_value() == "Kept by hand."
    page.locator("[name=kind]").select_option("phone")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The visit is written down.").wait_for()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_pages_are_accessible(told, open_page, width):
    demo, ids = told
    worker = open_page(demo, "social_worker", width=width)
    child = f"/children/{ids['child']}/"
    worker.visit(f"{child}voices/add/")
    page = worker.page
    page.get_by_label("Jordan Exemplar, the child").check()
    page.locator("[name=words]").fill("When can I see Mum?")
    page.get_by_label("Asked alone").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("It is written down.").wait_for()
    for name in ("Say what was done", "Correct", "Strike out"):
        page.get_by_role("link", name=name).first.click()
        worker.assert_accessible()
        page.go_back()
    for path in (child, f"{child}visits/", f"{child}visits/add/", f"{child}voices/", f"{child}voices/add/", "/"):
        worker.visit(path)
        worker.assert_accessible()
    worker.visit(f"{child}visits/add/")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("alert").first.wait_for()
    worker.assert_accessible()
    worker.visit(f"{child}visits/")
    page.get_by_role("link", name="Open").first.click()
    worker.assert_accessible()
    for name in ("Correct", "Strike out"):
        page.get_by_role("button", name=name).click()
        worker.assert_accessible()
        page.go_back()
