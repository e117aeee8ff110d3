"""Two invented children's ways home in a real browser, timed: by two people's classification, and by the short route.

Every input that records a fact says which; no fact is asked for on two kinds of page, or twice on one.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.way_walked import Way, assess, classify_apart, press_save, read_the_file

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELL = """
import json, django
django.setup()
from datetime import timedelta
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.care.actions import enter_episode
from homeward.web.people.care.checking import EpisodeDetails
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.persons.actions import add_relative, create_child
from tests.web.people_story import tell_story
worker, manager = (User.objects.get(username=name) for name in ("social_worker", "team_manager"))
story = tell_story(worker, manager)
came = clock.today() - timedelta(days=9)
start = RecordStart(team=story.team, local_id="INV904", allocated_to=worker)
short = create_child(details=PersonDetails("Wren", "Exemplar", born_on=came.replace(year=came.year - 8)), start=start,
                     by=None, on=came)
add_relative(child=short, details=PersonDetails("Lowri", "Exemplar", sex="female"), kind="mother", by=None)
episode = EpisodeDetails(came, "S", "V2", "N3", "U6", "PR1")
enter_episode(child=short, episode=episode, despite=("header_value_missing",), by=None, on=clock.today())
reader = User.objects.get(username="second_worker")
print(json.dumps({"child": str(story.child.pk), "mother": str(story.mother.pk), "short": str(short.pk),
                  "reader": reader.name, "name": "Jordan"}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own with two invented children: one in care for long, one for nine days."""
    home = tmp_path_factory.mktemp("pathway")
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    with running_demo(home, with_figures=False) as demo:
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield demo, json.loads(done.stdout.splitlines()[-1])


def test_from_the_first_question_to_two_classifications_and_their_agreement(told, open_page):
    demo, ids = told
    worker, manager = open_page(demo, "social_worker"), open_page(demo, "team_manager")
    reader = open_page(demo, "second_worker")
    way = Way(ids["child"])
    way.visit(worker, "return-home/begin/")
    way.send(worker, because="Jordan asked the carer.", abuse="no")
    way.visit(manager, "return-home/decided/consider/yes/")
    way.send(manager, reason="Much has changed in a year.")
    read_the_file(way, manager, reader, ids)
    for step in ("plan_assessment", "chronology"):
        way.visit(worker, f"return-home/done/{step}/")
        way.send(worker)
    assess(way, worker, ids)
    way.visit(worker, "return-home/done/assessment/")
    way.send(worker)
    classify_apart(way, worker, manager)
    way.visit(worker, "return-home/")
    assert "Missing" not in worker.page.inner_text("main")
    with worker.page.expect_download() as sent:
        worker.visit(f"{way.at}return-home/report/")
        worker.assert_accessible()
        worker.page.get_by_role("button", name="Download as Word").click()
    assert sent.value.suggested_filename.startswith("return-home-assessment-")
    way.told("From decision 1 to two classifications and their agreement")
    assert way.facts_asked_twice() == ({}, [])


def test_the_short_route_of_a_stay_of_nine_days(told, open_page):
    demo, ids = told
    worker, manager = open_page(demo, "social_worker"), open_page(demo, "team_manager")
    way = Way(ids["short"])
    way.visit(worker, "return-home/begin/")
    way.send(worker, because="Lowri is out of hospital.", abuse="no")
    way.visit(manager, "return-home/decided/consider/short/")
    way.send(manager, reason="Nine days under section 20 for an operation.")
    way.visit(worker, "voices/add/")
    worker.page.get_by_role("radio", name="Wren").first.check()
    worker.page.locator('main [name="words"]').fill("I want my own bed.")
    worker.page.locator('main [name="how"]').first.check()
    press_save(way, worker, "Wren")
    way.visit(worker, "return-home/after/safety/")
    way.send(worker, looked_at="Lowri showed me the bed and the food.", lives_there="Lowri alone.", visit="none")
    way.visit(worker, "return-home/done/short_look/")
    way.send(worker)
    way.visit(worker, "return-home/")
    worker.assert_accessible()
    assert "Decide: go home?" in worker.page.inner_text("main")
    way.told("By the short route from decision 1 to the decision that approves")
    assert way.facts_asked_twice() == ({}, [])
