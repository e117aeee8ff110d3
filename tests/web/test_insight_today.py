"""Today, for those who publish figures: the returns that were read and wait."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.insight.models import Dataset, DatasetState, Upload

pytestmark = pytest.mark.django_db


def read(source: str, by: User, *, days_ago: int, state: str = DatasetState.DRAFT) -> Dataset:
    """Make a dataset that was read some days ago; nobody real is in it."""
    at = clock.now() - timedelta(days=days_ago)
    upload = Upload.objects.create(uploaded_by=by, uploaded_at=at, source=source, is_invented=True, digest=source)
    said = {"years": [2026], "data_to_on": date(2026, 3, 31), "tables_read": [], "findings": b"", "fates": {}}
    return Dataset.objects.create(upload=upload, made_at=at, source=source, places={}, state=state, **said)


def to_do(user: User) -> list[str]:
    client = Client()
    client.force_login(user)
    return [item.words for item in client.get("/").context["items"]]


def test_returns_read_after_the_published_one_wait_for_the_analyst_alone(user_with: Callable[..., User]) -> None:
    analyst = user_with(Role.ANALYST)
    read("Invented, given up", analyst, days_ago=30)
    read("Invented, published", analyst, days_ago=20, state=DatasetState.PUBLISHED)
    read("Invented, new", analyst, days_ago=1)
    assert to_do(analyst) == ["Look through and publish the return “Invented, new”"]
    assert to_do(user_with(Role.DIRECTOR)) == []


def test_the_first_return_waits_too(user_with: Callable[..., User]) -> None:
    analyst = user_with(Role.ANALYST)
    read("Invented, first", analyst, days_ago=1)
    assert to_do(analyst) == ["Look through and publish the return “Invented, first”"]
