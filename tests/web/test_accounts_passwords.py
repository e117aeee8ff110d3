"""Passwords: which are refused here, one's own, and those an administrator gives for one sign-in."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from homeward.web import clock
from homeward.web.accounts import adapter
from homeward.web.accounts.actions import bring_back_user, change_password, deactivate_user, give_password, invite_user
from homeward.web.accounts.models import User
from homeward.web.accounts.one_time import make_password
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from tests.web.conftest import PASSWORD

OWN = "marble otter kettle"
PAGE = "/your-account/password/"


@pytest.fixture(autouse=True)
def _forget_failures(db: None) -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def person(user_with: Callable[..., User]) -> User:
    return user_with(Role.SOCIAL_WORKER)


@pytest.fixture
def administrator(user_with: Callable[..., User]) -> User:
    return user_with(Role.ADMINISTRATOR)


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/sign-in/", {"login": user.username, "password": password})


# Which are refused


@pytest.mark.parametrize(
    "password",
    [
        "Winter2026!!",
        "winter-2026-winter",
        "Summer26Summer26",
        "September2026",
        "Monday09112026",
        "Homeward2026!",
        "Homeward-Autumn",
        "H0m3w4rd2026",
        "P@ssw0rd2026!",
        "welcome12345",
        "ChildrensServices1",
        "Testserver2026",
        "aaaabbbbcccc",
        "109283746512",
        "passwordpassword",
    ],
)
def test_a_password_that_is_quickly_guessed_here_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    ["marble otter kettle", "a winter of blue kettles", "homeward to the lighthouse", "Tr0ub4dor&3-canal", PASSWORD],
)
def test_a_password_may_hold_such_a_word_among_others(password: str) -> None:
    validate_password(password)


def test_the_name_of_the_council_is_known_from_the_address(settings: Any) -> None:
    validate_password("Wexcombe2026!")
    settings.ALLOWED_HOSTS = ["homeward.wexcombe.gov.example"]
    with pytest.raises(ValidationError, match="guessed"):
        validate_password("Wexcombe2026!")


def test_given_passwords_differ_and_are_never_refused() -> None:
    made = {make_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)
        validate_password(password)


# One's own


def test_a_changed_password_holds_here_and_ends_every_other_session(client: Client, person: User) -> None:
    other = Client()
    for browser in (client, other):
        sign_in(browser, person)
    assert client.post(PAGE, {"password": OWN}).url == "/your-account/"
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302
    assert sign_in(Client(), person).status_code == 200
    assert sign_in(Client(), person, OWN).status_code == 302
    row = AuditEvent.objects.get(action="password_changed")
    assert (row.actor, AuditDetail.objects.get(number=row.number).body) == (str(person.pk), '{"sessions": 1}')


@pytest.mark.parametrize(
    ("password", "said"),
    [("short", "too short"), ("Winter2026!!", "easily guessed"), ("", "Enter a new password"), (PASSWORD, "have now")],
)
def test_a_poor_password_is_refused_with_a_sentence(client: Client, person: User, password: str, said: str) -> None:
    sign_in(client, person)
    page = client.post(PAGE, {"password": password}).content.decode()
    assert said in page
    assert not password or f'value="{password}"' not in page
    assert not AuditEvent.objects.filter(action="password_changed").exists()


# Given by an administrator


def test_a_given_password_opens_only_the_page_that_changes_it(administrator: User, person: User) -> None:
    given, client = give_password(user=person, by=administrator), Client()
    assert sign_in(client, person, given).status_code == 302
    for address in ("/", "/your-account/"):
        assert client.get(address).url == PAGE
    assert client.get("/users/").status_code == 403
    assert "given to you by an administrator" in client.get(PAGE).content.decode()
    assert "have now" in client.post(PAGE, {"password": given}).content.decode()
    assert client.post(PAGE, {"password": OWN}).url == "/"
    assert client.get("/").status_code == 200
    assert sign_in(Client(), person, given).status_code == 200


def test_a_given_password_ends_the_old_one_and_every_session(client: Client, administrator: User, person: User) -> None:
    sign_in(client, person)
    give_password(user=person, by=administrator)
    assert client.get("/").status_code == 302
    assert sign_in(client, person).status_code == 200


@pytest.mark.parametrize(("days", "status"), [(2, 302), (4, 200)])
def test_a_given_password_works_for_three_days(
    administrator: User, person: User, monkeypatch: pytest.MonkeyPatch, days: int, status: int
) -> None:
    given = give_password(user=person, by=administrator)
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(adapter.clock, "now", lambda: later)
    assert sign_in(Client(), person, given).status_code == status


def test_the_audit_and_the_log_hold_no_password(
    administrator: User, person: User, capfd: pytest.CaptureFixture[str]
) -> None:
    given = give_password(user=person, by=administrator)
    client = Client()
    sign_in(client, person, given)
    client.post(PAGE, {"password": OWN})
    kept = " ".join(AuditDetail.objects.values_list("body", flat=True)) + "".join(capfd.readouterr())
    assert given not in kept
    assert OWN not in kept
    assert person.username not in kept


def test_nobody_gives_a_password_to_themselves_or_to_a_leaver(administrator: User, person: User) -> None:
    with pytest.raises(ValidationError, match="another administrator"):
        give_password(user=administrator, by=administrator)
    deactivate_user(user=person, by=administrator, on=date(2026, 3, 2))
    with pytest.raises(ValidationError, match="bring them back"):
        give_password(user=person, by=administrator)


def test_who_is_invited_can_sign_in_with_the_password_shown(administrator: User) -> None:
    user, given = invite_user(username=" ann ", name="Ann Example", by=administrator, on=date(2026, 3, 2))
    assert (user.username, user.joined_on, user.password_given_at is not None) == ("ann", date(2026, 3, 2), True)
    assert sign_in(Client(), user, given).status_code == 302


def test_who_comes_back_needs_a_new_password_and_holds_no_role(administrator: User, person: User) -> None:
    deactivate_user(user=person, by=administrator, on=clock.today())
    assert sign_in(Client(), person).status_code == 200
    given = bring_back_user(user=person, by=administrator)
    assert sign_in(Client(), person).status_code == 200
    assert sign_in(Client(), person, given).status_code == 302
    person.refresh_from_db()
    assert (person.is_active, person.left_on, person.roles_on(clock.today())) == (True, None, frozenset())
    with pytest.raises(ValidationError, match="already"):
        bring_back_user(user=person, by=administrator)


def test_ones_own_password_is_not_stored_where_it_cannot_be_written_down(person: User) -> None:
    with pytest.raises(ValidationError):
        change_password(user=person, password="short", kept_session="", by=person)
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
