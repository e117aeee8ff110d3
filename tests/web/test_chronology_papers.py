"""A long chronology is put on paper by a job: for the one who asked, as they may read it then, and for hours only."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse
from pypdf import PdfReader

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.web import clock
from homeward.web.chronology.models import Paper
from homeward.web.chronology.pages import chronology_download
from homeward.web.chronology.papers.actions import throw_away_papers
from homeward.web.chronology.papers.queries import KEPT
from homeward.web.jobs.models import Job, JobState
from homeward.web.jobs.work import run_job
from homeward.web.people.models import Allocation
from tests.web.chronology_told import tell
from tests.web.chronology_world import browser_of
from tests.web.people_service import rows_about
from tests.web.people_story import Story, tell_story

pytestmark = pytest.mark.django_db(transaction=True)
COURT = {"as": "court"}


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    """Return the invented family with two events where one is already many."""
    monkeypatch.setattr(chronology_download, "MOST_AT_ONCE", 1)
    told = tell_story()
    for what, reach in (("Learnt to swim.", Reach.SERVICE), ("Told to few.", Reach.RESTRICTED)):
        when = When(clock.today() - timedelta(days=9))
        tell(told, told.worker, when, what, Category.STRENGTH, Knowledge.PARENT, reach=reach)
    return told


def ask(story: Story, query: dict[str, str] = COURT) -> HttpResponse:
    browser, where = browser_of(story.worker), reverse("chronology_pdf", args=[story.child.pk], query=query)
    asked = browser.get(where)
    assert (asked.status_code, asked.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert not Job.objects.exists(), "looking alone begins nothing"
    return browser.post(where, follow=True)


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.mark.slow
def test_a_long_one_is_made_by_a_job_and_fetched_by_the_one_who_asked(story: Story) -> None:
    waits = ask(story)
    assert "Waiting for its turn" in waits.text
    paper = Paper.objects.get()
    fetch = reverse("paper_fetch", args=[story.child.pk, paper.pk])
    browser, page = browser_of(story.worker), reverse("paper", args=[story.child.pk, paper.pk])
    assert browser.get(fetch).status_code == 404
    run_job.call(str(Job.objects.get().pk))
    assert fetch in browser.get(page).text
    told = browser.get(fetch)
    assert "Learnt to swim." in words(told.content)
    assert "Told to few." not in words(told.content), "the court's view leaves out what is restricted"
    assert "Jordan" not in told.headers["Content-Disposition"]
    for who in (story.manager, story.officer):
        assert [browser_of(who).get(where).status_code for where in (page, fetch)] == [404, 404]
    assert [rows_about(story.child, action) for action in ("paper_asked", "paper_made")] == [1, 1]


def test_what_is_asked_while_nothing_is_long_comes_at_once(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronology_download, "MOST_AT_ONCE", 60)
    answer = browser_of(story.worker).get(reverse("chronology_pdf", args=[story.child.pk]), COURT)
    assert answer.content.startswith(b"%PDF")
    assert not Paper.objects.exists()


def test_whoever_lost_the_record_meanwhile_gets_nothing(story: Story) -> None:
    ask(story)
    Allocation.objects.filter(child=story.child, user=story.worker).update(ends_on=clock.today())
    run_job.call(str(Job.objects.get().pk))
    assert (Job.objects.get().state, Paper.objects.get().body) == (JobState.FAILED, None)
    paper = Paper.objects.get()
    assert browser_of(story.worker).get(reverse("paper", args=[story.child.pk, paper.pk])).status_code == 404


def test_it_is_thrown_away_within_hours_and_cannot_be_fetched_before_that_either(story: Story) -> None:
    ask(story)
    run_job.call(str(Job.objects.get().pk))
    paper = Paper.objects.get()
    assert throw_away_papers(by=None, at=clock.now()) == 0
    Paper.objects.update(asked_at=clock.now() - KEPT - timedelta(seconds=1))
    browser = browser_of(story.worker)
    assert browser.get(reverse("paper_fetch", args=[story.child.pk, paper.pk])).status_code == 404
    assert throw_away_papers(by=None, at=clock.now()) == 1
    assert not Paper.objects.exists()
    run_job.call(str(Job.objects.get().pk))
    assert browser.get(reverse("paper", args=[story.child.pk, uuid4()])).status_code == 404
