"""A child's page: what it shows to whom, in how many queries, and what it shuts."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homeward.web import clock
from tests.web.people_story import Story, give_history, somebody, tell_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    return tell_story()


def browser(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_queries(story: Story) -> None:
    client = browser(story.worker)
    for n in (1, 75):
        give_history(story.child, n)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/children/{story.child.pk}/")
        assert answer.status_code == 200
        print(n, len(queries))
    for q in queries:
        print(q["sql"][:1500] if "AS \"pk\"" in q["sql"] else "")
