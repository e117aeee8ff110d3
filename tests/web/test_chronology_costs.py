"""What opening the pages of a child's story asks of the database: little, and nothing twice."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.web import clock
from homeward.web.chronology.models import HowAsked
from homeward.web.chronology.naming import names_told
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.visits.actions import record_visit
from homeward.web.chronology.voices.actions import write_voice
from homeward.web.chronology.voices.details import VoiceDetails
from homeward.web.people.models import Allocation
from tests.web.chronology_told import tell_chronology
from tests.web.chronology_world import alone, browser_of, visit_of
from tests.web.people_story import Story, tell_story
from tests.web.people_world import make_child

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story() -> Story:
    """Return the invented family with events, a visit and voices."""
    told = tell_story()
    tell_chronology(told)
    details = visit_of(alone(told.child, childs_words="I like bread."), days_ago=3, with_persons=(told.mother,))
    record_visit(child=told.child, details=details, by=told.worker)
    said = VoiceDetails(told.mother, clock.today() - timedelta(days=2), HowAsked.TALKED, "I want him home.")
    write_voice(child=told.child, details=said, by=told.worker)
    return told


MOST = {"chronology": 27, "child": 20, "visits": 15, "voices": 22}
"""Eight of each are of every page: the session and its renewal, who it is, their roles, whose page, and the audit."""


def asked(story: Story, where: str) -> list[str]:
    """Return what is asked of the database when a page is opened for the second time, without transactions."""
    browser = browser_of(story.worker)
    browser.get(where)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(where).status_code == 200
    return [row["sql"] for row in found.captured_queries if row["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE")]


@pytest.mark.parametrize("page", MOST)
def test_a_page_of_the_story_asks_little_and_nothing_twice(story: Story, page: str) -> None:
    questions = asked(story, reverse(page, args=[story.child.pk]))
    assert [words for words, times in Counter(questions).items() if times > 1] == []
    assert sum("accounts_heldrole" in words for words in questions) == 1
    lock = connection.vendor == "postgresql"  # there the audit takes its lock by a question of its own
    assert len(questions) <= MOST[page] + lock, len(questions)


def test_every_name_of_a_telling_is_looked_up_at_once(story: Story) -> None:
    questions = asked(story, reverse("chronology", args=[story.child.pk]))
    assert sum('FROM "people_personname"' in words for words in questions) == 1


def test_a_child_who_may_not_be_named_as_a_sibling_stays_unnamed_though_known_as_a_person(story: Story) -> None:
    sister = make_child(77)
    reader = reader_of(story.worker, story.child)
    assert names_told(reader, {sister.person_id}, ()).keys() == {sister.person_id}
    assert names_told(reader, (), {sister.person_id}) == {}


def test_what_is_remembered_for_one_page_is_asked_anew_for_the_next(story: Story) -> None:
    browser, where = browser_of(story.worker), reverse("chronology", args=[story.child.pk])
    assert browser.get(where).status_code == 200
    Allocation.objects.filter(child=story.child, user=story.worker).update(ends_on=clock.today())
    assert browser.get(where).status_code == 404
