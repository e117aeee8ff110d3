"""Care history, network, workers, teams and a handover in a real browser: wide, narrow, and by keyboard alone."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.functional.demo_server import ROOT, running_demo
from tests.functional.watched_page import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONDON = ZoneInfo("Europe/London")
TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from homeward.web.people.care.queries import episodes_of
from homeward.web.people.models import Agency, Allocation, NetworkMember, TeamMembership
from tests.web.people_story import tell_story
story = tell_story(User.objects.get(username="social_worker"), User.objects.get(username="team_manager"))
found = {
    "child": story.child, "episode": episodes_of(story.child)[0], "member": NetworkMember.objects.get(),
    "work": Allocation.objects.get(user=story.worker), "team": story.team,
    "membership": TeamMembership.objects.get(), "agency": Agency.objects.get(),
}
print(json.dumps({name: str(one.pk) for name, one in found.items()}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented family's story was told; with the ids of what is in it."""
    home = tmp_path_factory.mktemp("work")
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


def test_the_pages_are_accessible_in_both_widths(told, open_page):
    demo, ids = told
    child = f"/children/{ids['child']}/"
    manager = open_page(demo, "team_manager")
    for path in (
        f"{child}care/",
        f"{child}care/check/",
        f"{child}care/add/",
        f"{child}care/{ids['episode']}/correct/",
        f"{child}care/{ids['episode']}/end/",
        f"{child}care/{ids['episode']}/strike/",
        f"{child}care/{ids['episode']}/where/",
        f"{child}network/",
        *(f"{child}network/add/?who={who}" for who in ("new", "colleague", "known")),
        f"{child}network/key-worker/",
        f"{child}network/{ids['member']}/end/",
        f"{child}workers/",
        f"{child}workers/allocate/",
        f"{child}workers/allocate/?allocated_as=social_worker",
        f"{child}workers/{ids['work']}/end/",
        f"{child}workers/ask/",
        f"{child}workers/team/",
        f"{child}handover/",
        "/team-children/",
    ):
        manager.visit(path)
        manager.assert_accessible()
    administrator = open_page(demo, "administrator")
    team = f"/teams/{ids['team']}/"
    for path in (
        "/teams/",
        "/teams/add/",
        team,
        f"{team}add/",
        f"{team}{ids['membership']}/end/",
        "/agencies/",
        "/agencies/add/",
        f"/agencies/{ids['agency']}/",
    ):
        administrator.visit(path)
        administrator.assert_accessible()


def test_errors_lead_to_their_questions_and_what_is_only_asked_about_can_stand(told, open_page):
    demo, ids = told
    worker = open_page(demo, "social_worker", width=NARROW)
    page = worker.page
    worker.visit(f"/children/{ids['child']}/care/add/")
    press(worker, "Add")
    worker.assert_accessible()
    page.get_by_role("alert").get_by_role("link", name="Choose what began").click()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="The placement changed").is_checked() is False
    page.get_by_role("radio", name="Legal status, placement and carer all changed").check()
    for label, digits in (("Day", "1"), ("Month", "3"), ("Year", "2025")):
        page.get_by_role("group", name="On which day?").get_by_label(label).fill(digits)
    page.get_by_label("Where the child lives").select_option(
        label="With parents or another person with parental responsibility (P1)"
    )
    page.get_by_label("Legal status").last.select_option(label="Full care order (C2)")
    press(worker, "Add")
    worker.assert_accessible()
    page.get_by_role("group", name="It is so all the same").get_by_role("checkbox").first.check()
    press(worker, "Add")
    assert worker.heading() == "Looked-after history"
    assert "The episode is added." in page.inner_text("main")
    assert "By hand" in page.inner_text("main")
    worker.assert_accessible()


def test_a_guest_sees_the_page_of_the_task_alone_until_it_ends(told, open_page):
    demo, ids = told
    child = f"/children/{ids['child']}/"
    manager, guest = open_page(demo, "team_manager"), open_page(demo, "guest")
    guest.visit(child, status=404)
    manager.visit(f"{child}workers/ask/")
    manager.page.get_by_label("Who is asked?").select_option(label="Gwen Partridge (guest)")
    manager.page.get_by_label("What are they asked to do?").fill("Write the school’s part of the plan")
    press(manager, "Ask")
    assert "Gwen Partridge is asked." in manager.page.inner_text("main")
    guest.visit(child)
    assert "Write the school’s part of the plan" in guest.page.inner_text("main")
    guest.assert_accessible()
    guest.visit(f"{child}care/", status=403)
    manager.page.get_by_role("link", name="End the task of Gwen Partridge").click()
    manager.assert_accessible()
    press(manager, "End it now")
    guest.visit(child, status=404)


def test_a_handover_by_keyboard_alone_opens_the_record_to_the_new_worker_and_shuts_it_to_the_old(told, open_page):
    demo, ids = told
    child = f"/children/{ids['child']}/"
    manager, old = open_page(demo, "team_manager", width=WIDE), open_page(demo, "social_worker")
    page, keys = manager.page, manager.page.keyboard
    old.visit(child)
    manager.visit(f"{child}handover/")
    page.get_by_role("radio", name="Sam Okafor, social worker").focus()
    keys.press("Space")
    keys.press("Tab")
    keys.type("Bryn")
    for _ in range(4):  # past the day of the handover, which is today
        keys.press("Tab")
    visit = datetime.now(LONDON).date() - timedelta(days=1)
    for part in (visit.day, visit.month, visit.year):
        keys.type(str(part))
        keys.press("Tab")
    keys.press("Tab")  # past why there was no visit
    keys.type("That Bryn comes now, and that Sam will ring once more.")
    keys.press("Tab")
    keys.type("The same, with Bryn’s number.")
    keys.press("Tab")
    keys.type("The swimming lessons that were promised.")
    keys.press("Tab")
    assert page.get_by_role("radio", name="The new worker").is_checked()
    keys.press("Tab")
    keys.press("Enter")
    page.get_by_role("heading", name="Handover on").wait_for()
    manager.assert_accessible()
    said = page.inner_text("main")
    assert f"{visit.day} {visit:%B %Y}: child and parents met the new worker" in said
    assert "The swimming lessons that were promised." in said
    old.visit(child, status=404)
    new = open_page(demo, "advanced_practitioner")
    new.visit(f"{child}network/")
    assert "Bryn Howells" in new.page.inner_text("main")
    assert "2 key workers" in new.page.inner_text("main")
    new.assert_accessible()
