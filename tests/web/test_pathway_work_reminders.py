"""E-mails and calendars of due days: once a day, to who wants them, and nothing in them of any child."""

import logging
import re
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.actions import deactivate_user
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.pathway.models import FeedToken, PathwayStart, Reminders
from homeward.web.pathway.work.digest.actions import choose_reminders, send_digests
from homeward.web.pathway.work.feed.actions import make_feed, revoke_feed
from homeward.web.people.models import Child, PersonName, Team, TeamMembership
from homeward.web.settings.logs import QuietFormatter
from tests.web.pathway_ways import on_a_way
from tests.web.people_world import entered, make_user

MONDAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 7, 30, tzinfo=ZoneInfo("Europe/London"))
CANARIES = ("Zebedee", "Quillfeather", "INV1", "Canary Lane")


@pytest.fixture(autouse=True)
def on_a_monday(settings) -> None:
    settings.HOMEWARD_TODAY = MONDAY
    settings.HOMEWARD_ADDRESS = "https://homeward.example.gov.uk"


@pytest.fixture
def worker(db: None) -> User:
    user = make_user(1, Role.SOCIAL_WORKER)
    choose_reminders(user=user, address="worker@example.gov.uk", is_wanted=True, by=user)
    return user


@pytest.fixture
def team(db: None) -> Team:
    return Team.objects.create(name="Canary Lane", **entered())


@pytest.fixture
def child(worker: User, team: Team) -> Child:
    child = on_a_way(1, worker, team, began=MONDAY - timedelta(days=20))
    PersonName.objects.filter(person=child.person).update(given="Zebedee", family="Quillfeather")
    on_a_way(2, worker, team, began=MONDAY - timedelta(days=10))
    return child


def told_of_anybody(text: str, child: Child) -> list[str]:
    ids = [str(one) for one in (child.pk, child.person_id, *PathwayStart.objects.values_list("pk", flat=True))]
    return [word for word in (*CANARIES, "Given2", *ids, *(one.replace("-", "") for one in ids)) if word in text]


def test_the_digest_says_how_many_and_of_nobody(worker: User, child: Child) -> None:
    assert send_digests(by=None, at=MORNING) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["worker@example.gov.uk"]
    assert "1 task is due within a week.\n1 task is overdue.\n" in sent.body
    assert "https://homeward.example.gov.uk/tasks/" in sent.body
    assert not told_of_anybody(sent.message().as_string(), child)


def test_one_a_day_is_sent_however_often_and_the_next_day_another(worker: User, child: Child, settings) -> None:
    assert send_digests(by=None, at=MORNING) == (1, 0)
    assert send_digests(by=None, at=MORNING) == (0, 0)
    settings.HOMEWARD_TODAY = MONDAY + timedelta(days=1)
    assert send_digests(by=None, at=MORNING + timedelta(days=1)) == (1, 0)


@pytest.mark.parametrize(
    "at", [MORNING.replace(hour=5), MORNING - timedelta(days=1), datetime(2026, 4, 3, 9, tzinfo=MORNING.tzinfo)]
)
def test_nothing_is_sent_at_night_on_a_sunday_or_on_good_friday(worker: User, child: Child, at: datetime) -> None:
    assert send_digests(by=None, at=at) == (0, 0)
    assert not mail.outbox


def test_who_said_no_who_left_and_who_has_nothing_due_get_none(worker: User, child: Child) -> None:
    idle = make_user(2, Role.SOCIAL_WORKER)
    choose_reminders(user=idle, address="idle@example.gov.uk", is_wanted=True, by=idle)
    page = Client()
    page.force_login(worker)
    page.post(reverse("reminders"), {"address": "worker@example.gov.uk"})
    assert not Reminders.objects.get(user=worker).is_wanted
    assert send_digests(by=None, at=MORNING) == (0, 0)
    assert "Enter an e-mail address" in page.post(reverse("reminders"), {"address": "x y", "is_wanted": "on"}).text
    with pytest.raises(ValidationError):
        choose_reminders(user=worker, address="", is_wanted=False, by=idle)


def test_a_server_that_does_not_answer_is_tried_again(worker: User, child: Child, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    assert send_digests(by=None, at=MORNING) == (0, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_digests(by=None, at=MORNING) == (1, 0)


def test_a_manager_is_told_that_something_was_not_seen(worker: User, child: Child, team: Team) -> None:
    manager = make_user(3, Role.TEAM_MANAGER)
    TeamMembership.objects.create(user=manager, team=team, is_manager=True, **entered())
    choose_reminders(user=manager, address="manager@example.gov.uk", is_wanted=True, by=manager)
    send_digests(by=None, at=MORNING)
    told = next(sent for sent in mail.outbox if sent.to == ["manager@example.gov.uk"])
    assert "1 task is overdue in your teams, and nobody has said they saw them." in told.body
    assert not told_of_anybody(told.body, child)


def test_tick_writes_the_digest_as_a_file_where_no_server_is_set(
    worker: User, child: Child, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    settings.HOMEWARD_HOME = tmp_path
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    call_command("tick")
    call_command("tick")
    (file,) = (tmp_path / "mail").iterdir()
    told = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert "1 task is overdue." in told.get_content()
    assert not told_of_anybody(file.read_text(), child)


def address_of(page: Client) -> str:
    shown = page.post(reverse("feed_make"))
    assert shown.status_code == 200, "it asks for the password again only after some time"
    return re.search(r"https://homeward\.example\.gov\.uk(/calendar/[^<\s]+\.ics)", shown.text)[1]


@pytest.fixture
def page(worker: User) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def test_a_calendar_holds_the_days_and_nobody(page: Client, child: Child) -> None:
    got = Client().get(address_of(page))
    assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert got.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in got.headers["Cache-Control"]
    assert "DTSTART;VALUE=DATE:20260224" in got.text
    assert "DTSTART;VALUE=DATE:20260306" in got.text
    assert got.text.count("SUMMARY:Homeward: a task is due\r\n") == got.text.count("BEGIN:VEVENT")
    assert not told_of_anybody(got.text, child)


def test_an_entry_stays_the_same_where_its_day_moves(page: Client, child: Child) -> None:
    address = address_of(page)
    before = set(re.findall(r"UID:(\S+)", Client().get(address).text))
    child.pathway_starts.update(began_on=MONDAY - timedelta(days=12))
    after = Client().get(address).text
    assert set(re.findall(r"UID:(\S+)", after)) == before
    assert "DTSTART;VALUE=DATE:20260304" in after


def test_the_secret_is_stored_nowhere_and_its_use_is_written_down_once_a_day(
    page: Client, worker: User, child: Child
) -> None:
    address = address_of(page)
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    for _ in range(2):
        Client().get(address)
    assert FeedToken.objects.get().digest != secret
    assert secret not in "".join(AuditDetail.objects.values_list("body", flat=True))
    used = AuditEvent.objects.filter(action="feed_read")
    assert [(row.actor, row.subject_kind) for row in used] == [(str(worker.pk), "pathway.feedtoken")]
    assert secret not in page.get(reverse("reminders")).text


def test_a_wrong_revoked_or_earlier_secret_and_that_of_a_leaver_open_nothing(
    page: Client, worker: User, child: Child, django_assert_num_queries
) -> None:
    first = address_of(page)
    second = address_of(page)
    assert Client().get(first).status_code == 404, "a new one ends the one before"
    assert Client().get(second).status_code == 200
    with django_assert_num_queries(1):
        assert Client().get("/calendar/hwc_wrong.ics").status_code == 404
    with django_assert_num_queries(1):
        assert Client().get(second.replace("hwc_", "hwc_x")).status_code == 404
    page.post(reverse("feed_revoke"))
    assert Client().get(second).status_code == 404
    with pytest.raises(ValidationError):
        revoke_feed(token=FeedToken.objects.last(), by=worker)
    third = address_of(page)
    deactivate_user(user=worker, by=None, on=MONDAY)
    assert Client().get(third).status_code == 404
    User.objects.filter(pk=worker.pk).update(is_active=True)
    worker.held_roles.update(ends_on=None)
    assert Client().get(third).status_code == 404, "who comes back gets no secret back"


def test_nobody_closes_the_calendar_of_another(worker: User) -> None:
    token, _ = make_feed(by=worker)
    with pytest.raises(ValidationError):
        revoke_feed(token=token, by=make_user(5, Role.SOCIAL_WORKER))


def test_a_line_of_the_log_leaves_a_secret_out(worker: User) -> None:
    _, text = make_feed(by=worker)
    record = logging.makeLogRecord({"msg": "Internal Server Error: %s", "args": (f"/calendar/{text}.ics",)})
    line = QuietFormatter().format(record)
    assert text[4:] not in line
    assert "/calendar/(a token).ics" in line
