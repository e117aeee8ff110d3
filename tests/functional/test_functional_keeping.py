"""Holds, destruction by two people, and a request for one's own record in a real browser: wide, narrow, by axe."""

import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.functional.demo_server import ROOT, running_demo
from tests.read_pdf import words_of_pages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELL = """
import json, django
django.setup()
from datetime import date
from homeward.practice.chronology.event import Category, Knowledge
from homeward.practice.chronology.when import When
from homeward.web.accounts.models import User
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web import clock
from homeward.web.people.models import CareEpisode
from homeward.web.people.persons.actions import create_child
from homeward.web.people.details import PersonDetails, RecordStart
from tests.web.people_story import tell_story
users = {user.username: user for user in User.objects.all()}
story = tell_story(users["social_worker"], users["team_manager"])
what = "Jordan and Flo Carter painted the fence. Flo Carter said that they would keep the brush."
details = EventDetails(When(date(2024, 3, 5)), what, Category.STRENGTH, Knowledge.CARER, (ConcernDetails(story.child),))
add_event(child=story.child, details=details, by=story.worker)
old = create_child(
    details=PersonDetails("Elder", "Exemplar", born_on=date(1941, 5, 6)),
    start=RecordStart(team=story.team, local_id="INV941"), by=None, on=date(2024, 3, 1),
)
CareEpisode.objects.create(child=old, decom_on=date(1950, 2, 5), dec_on=date(1956, 2, 5), entered_at=clock.now())
print(json.dumps({"child": str(story.child.pk), "old": str(old.pk)}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented story was told; with the ids of what is in it."""
    home = tmp_path_factory.mktemp("keeping")
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


def fill_day(watched, day="1", month="6", year="2026"):
    """Fill the three boxes of the one day that is asked in what is open."""
    for part, value in (("Day", day), ("Month", month), ("Year", year)):
        watched.page.locator("input:visible").and_(watched.page.get_by_label(part, exact=True)).first.fill(value)


def test_two_people_destroy_a_record_and_a_hold_stops_them(told, open_page):
    demo, ids = told
    head, officer = open_page(demo, "head_of_service"), open_page(demo, "nominated_officer")
    head.visit("/keeping/")
    head.assert_accessible()
    head.page.get_by_role("link", name="Record INV941").click()
    head.assert_accessible()
    expect(head.page.locator("main")).to_contain_text("6 May 2016", timeout=20_000)
    head.page.get_by_role("button", name="Propose to destroy it").click()
    head.assert_accessible()
    head.page.get_by_label("Why is the record not kept any longer?").fill("Nobody is left who could ask for it.")
    press(head, "Propose it")
    expect(head.page.locator("main")).to_contain_text("a second person decides", timeout=20_000)
    proposal = head.page.url.removeprefix(demo.url)

    officer.visit(f"/children/{ids['old']}/keeping/hold/")
    officer.assert_accessible()
    officer.page.get_by_label("Why may this not be destroyed?").fill("A claim was made.")
    press(officer, "Put on the hold")
    officer.visit(proposal)
    officer.assert_accessible()
    assert officer.page.get_by_role("button", name="Destroy the record").count() == 0
    head.visit(f"/children/{ids['old']}/keeping/")
    head.page.get_by_role("link", name="The hold").click()
    head.assert_accessible()
    head.page.get_by_label("Why can it be lifted?").fill("The claim was taken back.")
    press(head, "Propose to lift it")
    officer.visit(head.page.url.removeprefix(demo.url))
    officer.assert_accessible()
    press(officer, "Lift the hold")

    officer.visit(proposal)
    officer.page.get_by_label("I have read the draft of the certificate").check()
    press(officer, "Destroy the record")
    assert officer.heading() == "Certificate of destruction 1"
    officer.assert_accessible()
    assert "Elder" not in officer.page.content()
    head.visit(f"/children/{ids['old']}/", 404)
    assert not head.faults + officer.faults


def test_a_request_is_answered_with_what_is_withheld_nowhere_in_the_file(told, open_page):
    demo, ids = told
    head, officer = open_page(demo, "head_of_service"), open_page(demo, "nominated_officer")
    head.visit(f"/children/{ids['child']}/keeping/requests/add/")
    head.assert_accessible()
    press(head, "Write it down")
    expect(head.page.locator("main")).to_contain_text("There is a problem", timeout=20_000)
    head.assert_accessible()
    head.page.get_by_label("The person themselves").check()
    head.page.get_by_label("Their name").fill("Jordan Exemplar")
    head.page.get_by_label("What do they ask for?").fill("Everything about me.")
    fill_day(head, "1", "6", "2024")
    head.page.get_by_label("How was it made sure who they are").fill("Passport seen")
    proved = head.page.get_by_role("group", name="On which day was it clear?")
    for part, value in (("Day", "1"), ("Month", "6"), ("Year", "2024")):
        proved.get_by_label(part, exact=True).fill(value)
    press(head, "Write it down")
    expect(head.page.locator("main")).to_contain_text("Late", timeout=20_000)
    head.assert_accessible()
    request = head.page.url.removeprefix(demo.url)
    press(head, "Collect all that is held")
    head.page.get_by_role("link", name="Read the entries").click()
    head.assert_accessible()
    head.page.get_by_role("listitem").filter(has_text="painted the fence").get_by_role("link", name="Withhold").click()
    head.page.get_by_label("Which words are withheld?").fill("flo carter")
    head.page.get_by_label("Withhold these words in every other entry too").check()
    head.page.get_by_label("It is about somebody else").check()
    head.page.get_by_label("Why, in this case?").fill("She was not asked yet.")
    press(head, "Withhold it")
    assert "[Withheld: it is about somebody else] said" in head.page.inner_text("main")
    head.assert_accessible()
    head.page.get_by_role("link", name="Give it after all").first.click()
    head.assert_accessible()

    officer.visit(request)
    press(officer, "I have checked it")
    head.visit(f"{request}release/")
    head.assert_accessible()
    head.page.get_by_label("How?").fill("By hand, with an advocate")
    press(head, "Seal it and close the request")
    with head.page.expect_download() as given:
        head.page.get_by_role("link", name="What was given (PDF)").click()
    words = "".join("".join(words_of_pages(given.value.path().read_bytes())).split()).lower()
    assert "paintedthefence" in words
    assert "flocarter" not in words
    assert "[withheld:itisaboutsomebodyelse]" in words
    assert not head.faults + officer.faults


def test_the_life_story_is_downloaded(told, open_page):
    demo, ids = told
    head = open_page(demo, "director")
    head.visit(f"/children/{ids['child']}/keeping/life-story/")
    head.assert_accessible()
    with head.page.expect_download() as story:
        head.page.get_by_role("button", name="Download the life story").click()
    assert story.value.suggested_filename.startswith("life-story-")
    head.visit("/keeping/holds/add/")
    head.assert_accessible()
    assert not head.faults
