"""The demo is filled by the actions that people use, once, and never where real children's records may be."""

import json
import stat
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.clock import today
from homeward.web.insight.models import Dataset, UploadedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path, monkeypatch):
    settings.HOMEWARD_HOME = tmp_path
    monkeypatch.setenv("HOMEWARD_DEMO_PASSWORD", "walnut ladder 42 quiet")
    return tmp_path


def fill(**options):
    call_command("demo_data", in_care=30, years=3, verbosity=0, **options)


@pytest.mark.slow
def test_everybody_is_there_and_the_figures_are_published_by_the_analyst(home, client):
    fill()
    told = json.loads((home / "demo.json").read_text())
    assert set(told["accounts"]) == set(Role)
    for role, name in told["accounts"].items():
        assert User.objects.get(username=name).roles_on(today()) == {Role(role)}
    dataset = Dataset.objects.get()
    assert (told["dataset"], dataset.state, dataset.published_by.username) == (str(dataset.pk), "published", "analyst")
    assert "invented" in dataset.source.lower()
    assert UploadedFile.objects.count() == 0
    assert client.login(username="director", password=told["password"])
    assert {"user_created", "role_given", "upload_stored", "dataset_made", "dataset_published"} <= set(
        AuditEvent.objects.values_list("action", flat=True)
    )


@pytest.mark.slow
def test_the_returns_end_with_the_last_year_that_is_over(home, settings):
    settings.HOMEWARD_TODAY = date(2026, 4, 1)
    fill()
    assert Dataset.objects.get().years == [2024, 2025, 2026]


def test_only_the_demo_s_own_user_may_read_the_password(home):
    fill(without_figures=True)
    assert stat.S_IMODE((home / "demo.json").stat().st_mode) == 0o600
    assert Dataset.objects.count() == 0


@pytest.mark.slow
def test_running_it_again_changes_nothing_and_finishes_what_was_begun(home):
    fill(without_figures=True)
    fill()
    before = (json.loads((home / "demo.json").read_text()), AuditEvent.objects.count())
    fill()
    assert (json.loads((home / "demo.json").read_text()), AuditEvent.objects.count()) == before


def test_accounts_whose_password_is_lost_are_not_given_a_wrong_one(home):
    fill(without_figures=True)
    (home / "demo.json").unlink()
    with pytest.raises(CommandError, match="The accounts are there already"):
        fill()
    assert not (home / "demo.json").exists()


def test_a_service_for_real_records_is_left_alone(home, settings):
    settings.HOMEWARD_INVENTED = False
    with pytest.raises(CommandError, match="only for the demo"):
        fill()
    assert User.objects.count() == 0


def test_a_poor_password_is_answered_with_a_sentence(home, monkeypatch):
    monkeypatch.setenv("HOMEWARD_DEMO_PASSWORD", "password")
    with pytest.raises(CommandError, match="HOMEWARD_DEMO_PASSWORD cannot be used"):
        fill()
    monkeypatch.setenv("HOMEWARD_DEMO_PASSWORD", "walnut ladder 42 quiet")
    fill(without_figures=True)
    assert User.objects.count() == len(Role)
