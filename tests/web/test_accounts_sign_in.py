"""Signing in and out: what is asked, what is said, what is written down, and when a session ends."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from homeward.web import clock
from homeward.web.accounts import actions, sessions
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from tests.web.conftest import PASSWORD

WRONG = "The user name or the password is not right."
WAIT = "Too many sign-ins have failed."


@pytest.fixture(autouse=True)
def _forget_failures(db: None) -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def person(user_with: Callable[..., User]) -> User:
    return user_with(Role.ANALYST)


def sign_in(client: Client, username: str, password: str = PASSWORD, query: str = "") -> Any:
    return client.post(f"/sign-in/{query}", {"login": username, "password": password})


def actions_written() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def test_the_right_password_leads_to_the_first_page(client: Client, person: User) -> None:
    answer = sign_in(client, person.username)
    assert (answer.status_code, answer.url) == (302, "/")
    page = client.get("/").content.decode()
    assert f"Hello {person.name}" in page
    assert "analyst" in page
    assert client.get("/sign-in/").url == "/"


def test_a_user_name_may_be_typed_in_any_case_and_with_spaces(client: Client, person: User) -> None:
    assert sign_in(client, f"  {person.username.upper()} ").status_code == 302


def test_after_signing_in_one_comes_to_the_page_first_asked_for(client: Client, person: User) -> None:
    assert sign_in(client, person.username, query="?next=/healthz").url == "/healthz"


@pytest.mark.parametrize(
    "address", ["//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)", "/\\elsewhere.example", ""]
)
def test_signing_in_never_leads_out_of_the_service(client: Client, person: User, address: str) -> None:
    assert sign_in(client, person.username, query=f"?next={address}").url == "/"


def test_whatever_is_wrong_the_answer_is_the_same(client: Client, person: User, user_with: Callable[..., User]) -> None:
    gone = user_with(Role.ANALYST)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    answers = [
        sign_in(client, person.username, "not the passphrase"),
        sign_in(client, "nobody_of_that_name", "not the passphrase"),
        sign_in(client, gone.username, PASSWORD),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.content.decode().count(WRONG) == 1
        assert answer.context["user"].is_authenticated is False
    assert client.get("/").status_code == 302


def test_a_page_after_a_failure_does_not_hold_the_password(client: Client, person: User) -> None:
    assert "not the passphrase" not in sign_in(client, person.username, "not the passphrase").content.decode()


def test_empty_boxes_are_told_one_by_one(client: Client) -> None:
    page = sign_in(client, "", "").content.decode()
    assert 'href="#id_login"' in page
    assert 'href="#id_password"' in page


def test_after_five_failures_even_the_right_password_has_to_wait(client: Client, person: User) -> None:
    for _ in range(5):
        assert WRONG in sign_in(client, person.username, "not the passphrase").content.decode()
    assert WAIT in sign_in(client, person.username).content.decode()
    assert WAIT in sign_in(Client(), person.username).content.decode()


def test_failures_of_one_do_not_lock_another_out(client: Client, person: User, user_with: Callable[..., User]) -> None:
    for _ in range(6):
        sign_in(client, person.username, "not the passphrase")
    assert sign_in(Client(), user_with(Role.DIRECTOR).username).status_code == 302


def test_the_count_of_failures_is_kept_in_the_database(
    client: Client, person: User, django_assert_num_queries: Any
) -> None:
    from django.db import connection

    sign_in(client, person.username, "not the passphrase")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache WHERE cache_key LIKE '%%login_failed%%'", [])
        assert cursor.fetchone()[0] >= 1


# What the audit holds


def test_signing_in_and_out_is_written_down(client: Client, person: User) -> None:
    sign_in(client, person.username)
    signed_in = AuditEvent.objects.get(action="signed_in")
    assert (signed_in.actor, signed_in.subject_id) == (str(person.pk), str(person.pk))
    client.post("/sign-out/")
    assert AuditEvent.objects.get(action="signed_out").actor == str(person.pk)


def test_a_failed_sign_in_is_written_down_without_what_was_typed(client: Client, person: User) -> None:
    sign_in(client, "typed my Passphrase here", "not the passphrase")
    row = AuditEvent.objects.get(action="sign_in_failed")
    assert (row.actor, row.subject_kind, row.subject_id) == ("", "", "")
    assert AuditDetail.objects.get(number=row.number).body == "{}"


def test_nobody_is_signed_in_whose_sign_in_could_not_be_written_down(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    client.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr(actions, "recorded", fail)
        assert sign_in(client, person.username).status_code == 503
    assert client.get("/").status_code == 302


def test_signing_out_needs_the_button(client: Client, person: User) -> None:
    sign_in(client, person.username)
    assert client.get("/sign-out/").status_code == 302
    assert client.get("/").status_code == 200
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").status_code == 302


def test_a_visitor_signing_out_leaves_no_row(client: Client, db: None) -> None:
    client.post("/sign-out/")
    assert "signed_out" not in actions_written()


def test_a_form_without_this_sessions_token_is_refused(person: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = sign_in(client, person.username)
    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()


# Nothing else of what django-allauth could do is here


@pytest.mark.parametrize(
    "address",
    [
        "accounts/",
        "accounts/signup/",
        "accounts/login/",
        "accounts/password/reset/",
        "signup/",
        "password/reset/",
        "admin/",
    ],
)
def test_there_is_no_other_page_about_accounts(client_of: Callable[..., Client], client: Client, address: str) -> None:
    assert client.get(f"/{address}").status_code == 404
    assert client_of(Role.ADMINISTRATOR).get(f"/{address}").status_code == 404


def test_the_sign_in_page_offers_no_way_to_make_an_account(client: Client, db: None) -> None:
    page = client.get("/sign-in/").content.decode().lower()
    for word in ("sign up", "signup", "reset", "remember"):
        assert word not in page


# When a session ends


def test_a_session_left_alone_ends(client: Client, person: User, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE = 1
    sign_in(client, person.username)
    assert client.get("/").status_code == 200
    time.sleep(1.1)
    assert client.get("/").status_code == 302


def test_a_session_ends_after_eight_hours_however_busy(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, person.username)
    began = clock.now()
    for hours, minutes, status in ((4, 0, 200), (7, 59, 200), (8, 1, 302)):
        later = began + timedelta(hours=hours, minutes=minutes)
        monkeypatch.setattr(sessions.clock, "now", lambda later=later: later)
        assert client.get("/").status_code == status


@pytest.mark.parametrize(
    ("began", "young"),
    [
        (None, False),
        ("2026-03-02T09:00:00+00:00", True),
        ("2026-03-02T04:00:00+00:00", False),
        ("2026-03-02T12:00:01+00:00", False),
    ],
)
def test_only_a_session_begun_within_eight_hours_goes_on(
    began: str | None, young: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions.clock, "now", lambda: datetime.fromisoformat("2026-03-02T12:00:00+00:00"))
    assert sessions._is_young(began) is young


def test_each_sign_in_gets_a_session_of_its_own(client: Client, person: User) -> None:
    client.get("/sign-in/")
    client.cookies["sessionid"] = "a-key-chosen-by-somebody-else"
    sign_in(client, person.username)
    assert client.cookies["sessionid"].value != "a-key-chosen-by-somebody-else"
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["expires"] == ""
