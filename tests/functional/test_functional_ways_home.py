"""Four invented children's ways, walked in a real browser on both databases, over more than a year of days.

One to a year at home, one to a permanent home elsewhere, one who is home before anybody planned it, and one whose
return breaks down and who tries a second, different way. No fact is asked twice from the first decision to the outcome.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest

from scripts.with_postgres import find_programs, server
from tests.functional.demo_server import ROOT, running_demo
from tests.functional.way_walked import Way, assess, classify_apart, press_save, read_the_file

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BEGAN = date(2025, 9, 1)
FOUND = {"risks": "none", "protection": "some", "change": "shown", "wish": "all_want"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request, tmp_path_factory):
    """A demo of its own on either database, which began long ago, with four families."""
    home = tmp_path_factory.mktemp(f"ways-{request.param}")
    if request.param == "postgresql" and find_programs() is None:
        pytest.skip("PostgreSQL is not installed here")
    address = server(find_programs()) if request.param == "postgresql" else nullcontext(None)
    with address as database, running_demo(home, with_figures=False, today=BEGAN, database=database) as demo:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "homeward.web.settings.demo",
            "HOMEWARD_HOME": str(home),
            "HOMEWARD_TODAY": BEGAN.isoformat(),
            "PYTHONPATH": str(ROOT),
            **({"HOMEWARD_DATABASE_URL": database} if database else {}),
        }
        done = subprocess.run(
            [sys.executable, ROOT / "tests" / "functional" / "told_families.py"],
            env=environment, cwd=home, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        yield demo, json.loads(done.stdout.splitlines()[-1])


class Service:
    """Whoever works at the service, signed in on the day on which its clock stands."""

    def __init__(self, demo, open_page):
        self.demo, self.open_page, self.day = demo, open_page, BEGAN
        self.people = {}

    def on(self, days):
        """Let some days have passed since everything began; whoever comes signs in anew."""
        self.day, self.people = BEGAN + timedelta(days=days), {}
        self.demo.move_to(self.day)

    def __getattr__(self, role):
        """Return the page of the person who holds a role."""
        if role not in self.people:
            watched = self.open_page(self.demo)
            watched.sign_in(role)
            self.people[role] = watched
        return self.people[role]


@pytest.fixture
def service(told, open_page):
    return Service(told[0], open_page)


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def step_of(way, watched):
    """Return the step at which the child stands, and insist that its page is accessible."""
    way.visit(watched, "return-home/")
    watched.assert_accessible()
    return watched.page.locator("main h2").first.inner_text()


def send(way, watched, path, **answers):
    """Open a page, answer, and press its button, whichever word it has."""
    way.visit(watched, path)
    button = watched.page.locator('main form button:not([name])[type="submit"]').last.inner_text()
    way.send(watched, button.strip(), **answers)


def done(way, watched, step):
    send(way, watched, f"return-home/done/{step}/")


def visited_at_home(way, service, name):
    """Write down a visit at home in the chronology, where the child was seen alone; say that it was at home."""
    worker = service.social_worker
    way.visit(worker, "visits/add/")
    worker.page.locator('main [name="where"]').fill("At home")
    worker.page.locator('main [name="what"]').fill(f"{name} showed me the room and the new bed.")
    worker.page.locator('main [name*="seen"][value="alone"]').first.check()
    press_save(way, worker, name)
    way.visit(worker, "return-home/after/")
    worker.page.locator('main a[href*="/after/visits/"]').first.click()
    way.send(worker)


def heard(way, watched, given, words):
    way.visit(watched, "voices/add/")
    watched.page.get_by_role("radio", name=given).first.check()
    watched.page.locator('main [name="words"]').fill(words)
    watched.page.locator('main [name="how"]').first.check()
    press_save(way, watched, given)


def supported(way, service, until):
    """Write down the plan of help after care."""
    texts = {
        "plan_name": "Family help plan",
        "help": "A family support worker on Mondays.",
        "school_words": "No school yet.",
    }
    worker = service.social_worker
    way.visit(worker, "return-home/after/support/")
    worker.page.locator('main [name="lead"]').first.check()
    way.send(worker, school="none", **day("until_on", until), **texts)


def classified(way, service, step):
    """Two people classify apart and agree; the third time the child is at home."""
    for watched, why in ((service.social_worker, "All goals are met."), (service.team_manager, "It has lasted.")):
        way.visit(watched, "return-home/classification/write/")
        asks = watched.page.locator('main [name="differs_because"]').count()
        more = {"differs_because": "Seen at home since."} if asks else {}
        way.send(watched, level="3", why=why, **FOUND, **more)
    send(way, service.team_manager, "return-home/classification/agree/", level="3", words="Both say medium.")
    done(way, service.social_worker, step)


def to_the_second_decision(way, service, ids):
    """From the first question to the decision to work towards a return, as the first test of the pathway does."""
    worker, manager = service.social_worker, service.team_manager
    send(way, worker, "return-home/begin/", because=f"{ids['name']} asked the carer.", abuse="no")
    send(way, manager, "return-home/decided/consider/yes/", reason="Much has changed.")
    read_the_file(way, manager, service.second_worker, ids)
    for step in ("plan_assessment", "chronology"):
        done(way, worker, step)
    assess(way, worker, ids)
    done(way, worker, "assessment")
    classify_apart(way, worker, manager)
    send(way, manager, "return-home/decided/decide_work_towards/yes/", reason="Both say medium, and why.")


def agree(way, service, ids):
    """Agree on one goal and one promise; the mother signs on the screen, the child answers, the manager agrees."""
    worker, until = service.social_worker, service.day + timedelta(days=60)
    goal = {
        "concern": "Alone at night.",
        "change": "Be home from seven each evening.",
        "seen_by": "The worker rings at eight.",
    }
    way.visit(worker, "return-home/agreement/")
    send(way, worker, "return-home/agreement/goals/write/", whose=ids["mother"], **goal, **day("by_on", until))
    what = {"what": "A family support worker every Monday from next week.", "by_whom": "The family support team"}
    send(way, worker, "return-home/agreement/promises/write/", service="own", **what, **day("by_on", until))
    send(way, worker, "return-home/agreement/make/")
    way.visit(worker, "return-home/agreement/")
    worker.assert_accessible()
    worker.page.locator('main a[href*="/versions/"]').first.click()
    version = urlsplit(worker.page.url).path.removeprefix(way.at)
    send(way, worker, f"{version}answers/parent/{ids['mother']}/sign/", name="Mo Exemplar")
    send(way, worker, f"{version}answers/child/", how="not_able", words="Says yes by drawing the house.")
    send(way, service.team_manager, f"{version}answers/manager/", how="on_screen")
    done(way, worker, "agreement")


def review(way, service, judged):
    """Look at the goal and at the promise of the agreement that stands."""
    worker = service.social_worker
    way.visit(worker, "return-home/agreement/")
    worker.page.locator('main a[href$="/review/"]').first.click()
    main = worker.page.locator("main")
    main.locator(f'[name^="judged_"][value="{judged}"]').first.check()
    main.locator('[name^="evidence_"]').first.check()
    main.locator('[name^="became_"][value="delivered"]').first.check()
    way.send(worker)


def approve(way, service, ids):
    """Find the home suitable, plan the help, hold the review, propose; view, signatures, and the decision itself."""
    worker, manager = service.social_worker, service.team_manager
    found = {"is_suitable": "yes", "words": "Two rooms, warm, and the neighbour knows."}
    send(way, worker, f"return-home/home-assessment/homes/{ids['household']}/", **found)
    way.visit(worker, "return-home/home-assessment/")
    for href in [link.get_attribute("href") for link in worker.page.locator('main a[href*="/adults/"]').all()]:
        send(way, worker, href.removeprefix(way.at), **found)
    supported(way, service, service.day + timedelta(days=300))
    send(way, worker, "return-home/reviews/write/")
    told = {"for_child": "You asked, and much has changed.", "for_parents": "You kept all that was agreed."}
    send(way, worker, "return-home/decisions/propose/approve/", **told)
    way.visit(worker, "return-home/decisions/")
    worker.assert_accessible()
    worker.page.locator('main a[href*="/return-home/decisions/"]').first.click()
    decision = urlsplit(worker.page.url).path.removeprefix(way.at)
    send(way, service.reviewing_officer, f"{decision}view/", says="supports", words="The plan holds.")
    for watched in (manager, service.nominated_officer):
        send(way, watched, f"{decision}sign/", is_yes="yes", words="I have read all of it.")
    way.visit(worker, decision)
    assert "Approved" in worker.page.inner_text("main")
    send(way, manager, "return-home/decided/decide_approve/approve/", reason="Everybody who must sign has signed.")


def move_by_phases(way, service, ids):
    """Plan family time and days at home, write down what was seen, and say that each phase held."""
    worker = service.social_worker
    plan = {"how_often": "Every Saturday.", "where": "At home", "supervision": "unsupervised", "basis": "agreement"}
    way.visit(worker, "return-home/family-time/planned/")
    worker.page.locator('main [name="person"]').first.check()
    way.send(worker, supervision_because="It is home.", rests_on="She and we agreed in September.", **plan)
    texts = {
        "must_hold": "Robin sleeps well.",
        "who": "Mo cooks.",
        "signs": "Robin is afraid.",
        "contingency": "Ring us.",
    }
    send(way, worker, "return-home/plan/phases/day/", **day("begins_on", service.day), **texts)
    session = {
        "phase": "day",
        "took_place": "yes",
        "saw": "They cooked.",
        "childs_words": "It was good.",
        "seen_by": "Sam",
    }
    way.visit(worker, "return-home/family-time/session/")
    worker.page.locator('main [name="person"]').first.check()
    way.send(worker, **session, **day("on", service.day))
    send(way, worker, "return-home/plan/phases/day/held/", is_held="yes", words="Three Saturdays went well.")
    way.visit(worker, "return-home/plan/")
    worker.assert_accessible()
    done(way, worker, "prepare")


def contact(way, service, known_by="seen", who=""):
    """Write down how the child is after the return, and how that is known."""
    worker = service.social_worker
    way.visit(worker, "return-home/after/contacts/write/")
    main = worker.page.locator("main")
    if known_by == "seen":
        main.locator('[name="visit"]').first.check()
        way.send(worker, known_by=known_by, how="well")
    else:
        main.locator('[name="visit"][value="none"]').check()
        way.send(
            worker,
            known_by=known_by,
            how="well",
            who=who,
            words="Comes each day, and laughs.",
            **day("on", service.day),
        )


def test_a_child_goes_home_and_is_home_a_year_later(told, service):
    _, ids = told
    ids = {**ids["home"], "reader": ids["reader"]}
    way = Way(ids["child"])
    service.on(0)
    to_the_second_decision(way, service, ids)
    agree(way, service, ids)
    service.on(60)
    review(way, service, "met")
    done(way, service.social_worker, "review_of_change")
    classified(way, service, "second_classification")
    approve(way, service, ids)
    service.on(70)
    move_by_phases(way, service, ids)
    service.on(90)
    send(way, service.social_worker, "return-home/happened/", fact="went_home")
    visited_at_home(way, service, ids["name"])
    done(way, service.social_worker, "home")
    classified(way, service, "third_classification")
    assert "Support and monitor" in step_of(way, service.social_worker)
    service.on(290)
    visited_at_home(way, service, ids["name"])
    contact(way, service)
    review(way, service, "met")
    send(way, service.team_manager, "return-home/decided/support/lasted/", reason="Six months, and all goals hold.")
    service.on(460)
    contact(way, service, "school", "The class teacher")
    assert "It has held" in step_of(way, service.social_worker)
    way.visit(service.social_worker, "return-home/after/")
    assert "12 months" in service.social_worker.page.inner_text("main")
    service.social_worker.assert_accessible()
    way.told("From the first question to a year at home")
    assert way.facts_asked_twice() == ({}, [])


def test_a_child_cannot_go_home_and_grows_up_elsewhere(told, service):
    _, ids = told
    way = Way(ids["elsewhere"]["child"])
    service.on(470)
    worker, manager = service.social_worker, service.team_manager
    send(way, worker, "return-home/begin/", because="The judge asked.", abuse="yes")
    send(
        way, manager, "return-home/decided/consider/not_safe/", reason="He lives there still, and has changed nothing."
    )
    assert "Not safe" in step_of(way, worker)
    assert "where the child will grow up" in worker.page.inner_text("main").lower()
    plan = {"route": "special_guardianship", "because": "Her aunt has known her since birth.", "next_by": "Sam Okafor"}
    plan |= {"family": "Mo writes each month.", "next_step": "The assessment of the aunt."}
    send(way, worker, "return-home/permanence/write/", **plan, **day("next_due_on", service.day + timedelta(days=21)))
    worker.assert_accessible()
    done(way, worker, "not_safe")
    assert "Permanence elsewhere is planned" in step_of(way, worker)
    way.visit(worker, "chronology/")
    assert "special guardianship" in worker.page.inner_text("main")
    assert way.facts_asked_twice() == ({}, [])


def test_a_child_is_home_before_anybody_planned_it(told, service):
    _, ids = told
    ids = ids["unplanned"]
    way = Way(ids["child"])
    service.on(480)
    worker, manager = service.social_worker, service.team_manager
    began = time.monotonic()
    send(way, worker, "return-home/happened/", fact="removed", words="Mo came to school at three.")
    assert time.monotonic() - began < 60, "what happened is written down within a minute"
    text = worker.page.inner_text("main")
    assert "safety today" in text
    assert "permission" not in text
    way.visit(worker, "visits/add/")
    worker.page.locator('main [name="where"]').fill("At home")
    worker.page.locator('main [name="what"]').fill("I came at five. There was food.")
    worker.page.locator('main [name*="seen"][value="alone"]').first.check()
    press_save(way, worker, "first")
    way.visit(worker, "return-home/after/safety/")
    worker.page.locator('main [name="visit"]').first.check()
    way.send(worker, looked_at="Rooms, bed and food.", lives_there="Mo alone.")
    send(way, worker, "return-home/after/reviewing-officer/", words="They ask for a review next week.")
    send(way, manager, "return-home/decided/safety_today/safe/", reason="Safe enough with help each day.")
    way.visit(worker, "return-home/after/")
    worker.page.locator('main a[href*="/after/visits/"]').first.click()
    way.send(worker)
    service.on(485)
    supported(way, service, service.day + timedelta(days=250))
    done(way, service.social_worker, "assess_at_home")
    assert "third time" in step_of(way, service.social_worker)
    classified(way, service, "third_classification")
    assert "Support and monitor" in step_of(way, service.social_worker)
    assert way.facts_asked_twice() == ({}, [])


def test_a_return_breaks_down_and_the_second_attempt_is_another(told, service):
    _, ids = told
    ids = ids["again"]
    way = Way(ids["child"])
    service.on(500)
    send(
        way,
        service.social_worker,
        "return-home/happened/",
        fact="went_home",
        words="As planned before this record began.",
    )
    service.on(540)
    worker, manager = service.social_worker, service.team_manager
    send(
        way, worker, "return-home/happened/", fact="came_back", words="Mo fell ill, and nobody came on the bad nights."
    )
    assert "learn from it" in step_of(way, worker)
    heard(way, worker, ids["name"], "I knew who to ring, and nobody answered.")
    learnt = {
        "done": "Visits came; the night number did not.",
        "help_came": "Mondays only.",
        "learnt": "Nights break it.",
    }
    way.visit(worker, "return-home/after/learning/write/")
    worker.page.locator('main [name="voices"]').first.check()
    way.send(worker, **learnt, next_plan="Somebody who answers at night.")
    way.visit(worker, "return-home/after/learning/")
    assert "nobody answered" in worker.page.inner_text("main")
    worker.assert_accessible()
    done(way, worker, "broken_down")
    service.on(600)
    worker, manager = service.social_worker, service.team_manager
    send(way, worker, "return-home/begin/", because="Mo is well again.", abuse="no")
    way.visit(worker, "return-home/plan/")
    assert "Nights break it." in worker.page.inner_text("main"), "what was learnt stands beside the new plan"
    send(way, worker, "return-home/plan/different/", different="An aunt lives there now, and answers at night.")
    way.visit(worker, "return-home/plan/")
    assert "An aunt lives there now" in worker.page.inner_text("main")
    send(way, manager, "return-home/decided/consider/yes/", reason="Something is different: there are two at night.")
    assert "Plan the assessment" in step_of(way, worker)
