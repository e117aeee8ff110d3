"""Welsh, chosen with one button, and the pages of interface tokens, in a real browser: accessible, wide and narrow."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.functional.demo_server import ROOT, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONDON = ZoneInfo("Europe/London")
TELL = """
import json, django
django.setup()
from homeward.web.accounts.models import User
from homeward.web.api.models import ApiToken
from tests.web.interface_tokens import token_for
from tests.web.people_story import tell_story
story = tell_story(User.objects.get(username="social_worker"), User.objects.get(username="team_manager"))
token_for(story.worker)
print(json.dumps({"child": str(story.child.pk), "token": str(ApiToken.objects.get().pk)}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A demo of its own in which the invented family's story was told; with the ids of the child and of a token."""
    home = tmp_path_factory.mktemp("language")
    settings = {"DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo", "HOMEWARD_HOME": str(home)}
    with running_demo(home, with_figures=False) as demo:
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", TELL], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield demo, json.loads(done.stdout.splitlines()[-1])


def test_welsh_is_chosen_before_signing_in_and_stays_until_english_is_chosen(told, open_page):
    demo, ids = told
    watched = open_page(demo)
    page = watched.page
    watched.visit("/sign-in/?next=/children/")
    page.get_by_role("button", name="Cymraeg").click()
    assert page.locator("html").get_attribute("lang") == "cy"
    watched.assert_accessible()
    page.get_by_label("Enw defnyddiwr").fill("social_worker")
    page.get_by_label("Cyfrinair", exact=True).fill(demo.password)
    page.get_by_role("button", name="Mewngofnodi").click()
    page.wait_for_url(demo.url + "/children/")
    watched.assert_accessible()
    watched.visit(f"/children/{ids['child']}/")
    assert "Ni chaniateir dweud wrth Fin Exemplar ble mae’r plentyn yn byw." in page.inner_text("main")
    assert "ers 5 Chwefror 2024" in page.inner_text("main")
    watched.assert_accessible()
    page.get_by_role("button", name="English").click()
    page.wait_for_url(f"{demo.url}/children/{ids['child']}/")
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert "since 5 February 2024" in page.inner_text("main")


def test_the_pages_of_tokens_are_accessible(told, open_page):
    demo, ids = told
    watched = open_page(demo, "administrator")
    page = watched.page
    for path in ("/tokens/", "/tokens/make/", f"/tokens/{ids['token']}/revoke/"):
        watched.visit(path)
        watched.assert_accessible()
    watched.visit("/tokens/make/")
    page.get_by_role("button", name="Make and show the token").click()
    watched.assert_accessible()
    page.get_by_label("What is the token for?").fill("Data warehouse")
    page.get_by_label("Whose access does it carry?").select_option(index=2)
    page.get_by_label("Care episodes").check()
    until = datetime.now(LONDON) + timedelta(days=60)
    for part in ("day", "month", "year"):
        page.get_by_role("textbox", name=part.capitalize()).fill(str(getattr(until, part)))
    page.get_by_role("button", name="Make and show the token").click()
    assert "hwd_" in page.inner_text("main")
    watched.assert_accessible()
    worker = open_page(demo, "social_worker")
    worker.visit("/your-account/tokens/")
    worker.assert_accessible()
