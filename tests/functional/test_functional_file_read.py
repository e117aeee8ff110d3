"""A file read in a real browser, from naming to the closing word, and the search afterwards: by whom it finds what."""

import json
import os
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.watched_page import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONDON = ZoneInfo("Europe/London")
TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from tests.web.people_story import tell_story
story = tell_story(User.objects.get(username="social_worker"), User.objects.get(username="team_manager"))
reader = User.objects.get(username="second_worker")
print(json.dumps({"child": str(story.child.pk), "reader": reader.name}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented family's story was told; with the child's id and the reader's name."""
    home = tmp_path_factory.mktemp("file-read")
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


def follow(watched, name):
    watched.page.get_by_role("link", name=name).first.click()


def test_a_file_is_read_and_what_was_found_is_searched(told, open_page):
    demo, ids = told
    child = f"/children/{ids['child']}/"
    manager, reader = open_page(demo, "team_manager"), open_page(demo, "second_worker", width=NARROW)
    reader.visit(f"{child}file-read/", status=404)
    name_reader(manager, child, ids["reader"])
    declare(reader)
    read(reader)
    manager.visit(f"{child}file-read/")
    manager.assert_accessible()
    assert "1 h 30 min" in manager.page.inner_text("main")
    finish(reader)
    reader.visit(f"{child}file-read/", status=404)
    follow(manager, ids["reader"])
    manager.assert_accessible()
    assert "Two fires, one of them told nowhere else." in manager.page.inner_text("main")
    manager.visit(f"{child}chronology/")
    assert f"Read from the file by {ids['reader']}" in manager.page.inner_text("main")
    searched(open_page(demo, "social_worker"), reader)


def name_reader(manager, child, reader):
    """Name the second worker, with the sources that are offered under section 20."""
    manager.visit(f"{child}file-read/")
    manager.assert_accessible()
    press(manager, "Name a reader")
    manager.assert_accessible()
    press(manager, "Name the reader")
    assert "Choose who reads the file" in manager.page.get_by_role("alert").inner_text()
    manager.assert_accessible()
    manager.page.get_by_label("Who reads the file?").select_option(label=f"{reader} (second worker)")
    sources = manager.page.get_by_label("What is to be read?")
    assert "Child in need plans" in sources.input_value()
    sources.fill("Assessments of 2019\nOld paper file")
    press(manager, "Name the reader")
    manager.page.get_by_text(f"{reader} is named to read the file.").wait_for()


def declare(reader):
    """Come from the first page, and declare to have no relationship to the family."""
    reader.visit("/")
    follow(reader, "Jordan Exemplar: read the file")
    reader.assert_accessible()
    press(reader, "Declare this")
    reader.assert_accessible()
    reader.page.get_by_label("I have no relationship to this family").check()
    press(reader, "Declare this")
    reader.page.get_by_role("heading", name="Reading the file").wait_for()
    reader.assert_accessible()


def read(reader):
    """Write down two events from a source, say what was read and what could not be, and for how long."""
    page = reader.page
    follow(reader, "Add an event from Assessments of 2019")
    reader.assert_accessible()
    assert page.get_by_label("Who told it, or where does it stand?").input_value() == "Assessments of 2019"
    write_event(reader, "A fire in the kitchen at Tŷ Gwyn; Jordan hid for hours.", "2019")
    press(reader, "Save and add another")
    page.get_by_text("as read from the file").wait_for()
    assert page.get_by_label("Who told it, or where does it stand?").input_value() == "Assessments of 2019"
    write_event(reader, "A second fire, in the shed.", "2020")
    press(reader, "Save")
    page.get_by_role("heading", name="Reading the file").wait_for()
    follow(reader, "Say if you read it (Assessments of 2019)")
    reader.assert_accessible()
    page.get_by_role("radio", name="Yes").check()
    press(reader, "Save")
    follow(reader, "Say if you read it (Old paper file)")
    page.get_by_role("radio", name="No, it could not be read").check()
    press(reader, "Save")
    page.get_by_role("alert").get_by_text("why it could not be read").wait_for()
    reader.assert_accessible()
    page.get_by_label("Why not, if you could not?").fill("Lost when the office moved")
    press(reader, "Save")
    page.get_by_text("Could not be read: Lost when the office moved").wait_for()
    today = datetime.now(LONDON).date()
    assert f"Read on {today.day} {today:%B %Y}" in page.inner_text("main")
    press(reader, "Add time")
    reader.assert_accessible()
    page.get_by_label("Hours").fill("1")
    page.get_by_label("Minutes").fill("30")
    press(reader, "Save")
    follow(reader, "Add a source")
    reader.assert_accessible()
    reader.page.go_back()


def write_event(reader, what, year):
    """Fill in what an event from the file needs besides what is filled in already."""
    page = reader.page
    page.get_by_label("What happened?").fill(what)
    page.get_by_role("group", name="When?", exact=True).get_by_label("Year").fill(year)
    page.get_by_label("What kind of event is it?").select_option(label="Harm or worry")


def finish(reader):
    """Finish with a closing word; the record is shut again."""
    press(reader, "Finish the reading")
    reader.assert_accessible()
    reader.page.get_by_label("What does the file tell").fill("Two fires, one of them told nowhere else.")
    press(reader, "Save")
    reader.page.get_by_text("the record is shut to you again").wait_for()


def searched(worker, stranger):
    """The child's worker finds it by word and by person; whoever has not the record open finds nothing."""
    worker.visit("/search/")
    worker.assert_accessible()
    worker.page.get_by_text("Only one kind, or some days").click()
    worker.assert_accessible()
    for words, person, number in (("ty gwyn", "", 1), ("fire*", "", 2), ("", "Jordan", 2), ("shed", "Jordan", 1)):
        search(worker, words, person)
        worker.page.get_by_role("heading", name=f"{number} found").wait_for()
        assert worker.page.url.endswith("/search/")
    assert worker.page.locator("mark").inner_text() == "shed."
    worker.assert_accessible()
    search(stranger, "fire*", "")
    stranger.page.get_by_role("heading", name="Nothing found").wait_for()
    stranger.assert_accessible()
    search(stranger, "", "Jordan")
    stranger.page.get_by_role("heading", name="Nothing found").wait_for()


def search(watched, words, person):
    watched.visit("/search/")
    watched.page.get_by_label("Words").fill(words)
    watched.page.get_by_label("A person’s name").fill(person)
    watched.page.locator("main").get_by_role("button", name="Search").click()
