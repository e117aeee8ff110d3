"""Written agreements in a real browser: wide, narrow, with axe."""

import json
import os
import subprocess
import sys

import pytest

from tests.functional.demo_server import ROOT, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from tests.web.agreed_story import tell_agreements
story = tell_agreements(User.objects.get(username="social_worker"), User.objects.get(username="team_manager"))
print(json.dumps(story))
"""


def tell(home) -> dict[str, str]:
    """Tell the story in the demo of a folder; return the ids."""
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def addresses(ids: dict[str, str]) -> list[str]:
    """Return every page of agreements."""
    both, apart = f"/children/{ids['child']}/return-home/agreement/", f"/children/{ids['apart']}/return-home/agreement/"
    version, hers = f"{both}versions/{ids['version']}/", f"{apart}versions/{ids['hers']}/"
    her = f"{apart}with/{ids['mother']}/"
    return [
        both,
        f"{both}goals/write/",
        f"{both}promises/write/",
        version,
        f"{version}review/",
        f"{version}progress/",
        apart,
        her,
        f"{her}make/",
        hers,
        f"{hers}answers/parent/{ids['mother']}/",
        f"{hers}answers/parent/{ids['mother']}/sign/",
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which two families have agreements; with the ids."""
    home = tmp_path_factory.mktemp("agreements")
    with running_demo(home, with_figures=False) as demo:
        yield demo, tell(home)


def test_the_pages_are_accessible_in_both_widths(told, open_page):
    demo, ids = told
    worker = open_page(demo, "social_worker")
    for path in addresses(ids):
        worker.visit(path)
        worker.assert_accessible()


def test_a_parent_signs_on_the_screen_and_hands_the_device_back(told, open_page):
    demo, ids = told
    worker = open_page(demo, "social_worker")
    worker.visit(addresses(ids)[-1])
    worker.page.get_by_label("Type your name to say that you agree").fill("Mo Invented")
    worker.page.keyboard.press("Enter")
    worker.page.get_by_role("heading", name="Thank you. You have signed.").wait_for()
    worker.assert_accessible()


def test_the_page_of_help_refused_is_accessible(told, open_page):
    demo, _ = told
    head = open_page(demo, "head_of_service")
    head.visit("/help-refused/")
    head.assert_accessible()
    assert "Invented Family Clinic" in head.page.inner_text("main")
