"""Sessions: whose they are, where they are shown, what ends them, and what outlives a restart."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.actions import deactivate_user, end_all_sessions, end_role, give_role, remove_old_sessions
from homeward.web.accounts.models import SignInSession, User
from homeward.web.accounts.queries import open_sessions
from homeward.web.accounts.roles import Role
from homeward.web.accounts.sessions import LONGEST
from homeward.web.audit.models import AuditDetail, AuditEvent
from tests.web.conftest import PASSWORD


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


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/sign-in/", {"login": user.username, "password": PASSWORD})
    return client


def is_open(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_session_knows_whose_it_is_and_since_when(person: User) -> None:
    client = signed_in(person)
    client.get("/")
    (found,) = open_sessions(person, clock.now(), client.session.session_key)
    assert found.is_this
    assert timedelta(0) <= found.row.used_at - found.row.began_at < timedelta(minutes=1)


def test_a_visitors_session_is_nobodys(client: Client, person: User) -> None:
    client.get("/sign-in/passkey/")
    assert SignInSession.objects.get().user is None


def test_no_page_tells_the_key_of_a_session(person: User, administrator: User) -> None:
    client, theirs = signed_in(administrator), signed_in(person)
    keys = [client.session.session_key, theirs.session.session_key]
    pages = client.get(f"/users/{person.pk}/").content + theirs.get("/your-account/").content
    assert not any(key.encode() in pages for key in keys)


@pytest.mark.parametrize("age", [timedelta(minutes=16), LONGEST])
def test_a_session_that_is_over_is_not_listed(person: User, age: timedelta) -> None:
    signed_in(person)
    assert open_sessions(person, clock.now() + timedelta(minutes=1))
    assert open_sessions(person, clock.now() + age) == []


# What ends a session


def test_one_signs_oneself_out_elsewhere(person: User, user_with: Callable[..., User]) -> None:
    here, there, yonder, other = (
        signed_in(person),
        signed_in(person),
        signed_in(person),
        signed_in(user_with(Role.ANALYST)),
    )
    handles = {one.row.session_key: one.handle for one in open_sessions(person, clock.now())}
    here.post("/your-account/sessions/end/", {"handle": handles[there.session.session_key]})
    assert [is_open(client) for client in (here, there, yonder, other)] == [True, False, True, True]
    here.post("/your-account/sessions/end/")
    assert [is_open(client) for client in (here, yonder, other)] == [True, False, True]


def test_nobody_ends_the_session_of_another(person: User, user_with: Callable[..., User]) -> None:
    theirs, mine = signed_in(person), signed_in(user_with(Role.ANALYST))
    (found,) = open_sessions(person, clock.now())
    mine.post("/your-account/sessions/end/", {"handle": found.handle})
    assert is_open(theirs)


def test_an_administrator_ends_all_sessions_of_a_person(person: User, administrator: User) -> None:
    two, administrators = [signed_in(person), signed_in(person)], signed_in(administrator)
    assert administrators.post(f"/users/{person.pk}/sessions/").status_code == 302
    assert not any(is_open(client) for client in two)
    assert is_open(administrators)
    row = AuditEvent.objects.get(action="sessions_ended")
    assert (row.actor, row.subject_id) == (str(administrator.pk), str(person.pk))
    assert AuditDetail.objects.get(number=row.number).body == '{"sessions": 2}'


def test_shutting_somebody_out_ends_sessions_and_roles_at_once(person: User, administrator: User) -> None:
    client = signed_in(person)
    give_role(user=person, role=Role.ANALYST, by=administrator, on=clock.today() + timedelta(days=3))
    deactivate_user(user=person, by=administrator, on=clock.today())
    assert not is_open(client)
    assert not SignInSession.objects.filter(user=person).exists()
    assert not person.held_roles.filter(ends_on=None).exists()
    with pytest.raises(ValidationError, match="already"):
        deactivate_user(user=person, by=administrator, on=clock.today())


def test_the_end_of_the_last_role_ends_sessions_and_of_another_does_not(
    user_with: Callable[..., User], administrator: User
) -> None:
    person = user_with(Role.SOCIAL_WORKER, Role.FACILITATOR)
    client, (first, second) = signed_in(person), person.held_roles.all()
    end_role(held_role=first, by=administrator, on=clock.today())
    assert is_open(client)
    end_role(held_role=second, by=administrator, on=clock.today())
    assert not is_open(client)


def test_a_role_that_ends_later_leaves_the_session(person: User, administrator: User) -> None:
    client = signed_in(person)
    end_role(held_role=person.held_roles.get(), by=administrator, on=clock.today() + timedelta(days=1))
    assert is_open(client)


def test_a_request_on_its_way_does_not_bring_an_ended_session_back(person: User) -> None:
    client = signed_in(person)
    session = client.session
    end_all_sessions(user=person, by=None)
    with pytest.raises(UpdateError):
        session.save()
    assert not SignInSession.objects.exists()


# An administrator cannot lock the service


def test_nobody_shuts_themselves_out_or_gives_themselves_a_role(administrator: User) -> None:
    with pytest.raises(ValidationError, match="another administrator"):
        deactivate_user(user=administrator, by=administrator, on=clock.today())
    with pytest.raises(ValidationError, match="another administrator"):
        give_role(user=administrator, role=Role.SOCIAL_WORKER, by=administrator, on=clock.today())
    with pytest.raises(ValidationError, match="another administrator"):
        end_role(held_role=administrator.held_roles.get(), by=administrator, on=clock.today())
    assert is_open(signed_in(administrator))


# What outlives a restart: counted in another process, found by a new one


def failures_in(own: Any, times: int, right: str) -> str:
    """Fail to sign in so many times, then try the right password, all in a process of its own; return what was said."""
    return own.python(
        "from django.test import Client\n"
        "def page(password):\n"
        "    answer = Client(headers={'host': 'localhost'}).post('/sign-in/', {'login': 'administrator', "
        "'password': password})\n"
        "    words = answer.content.decode()\n"
        "    return 'wait' if 'Too many sign-ins' in words else 'in' if answer.status_code == 302 else 'wrong'\n"
        f"print(*[page('not the password') for _ in range({times})], page({right!r}))"
    )


@pytest.fixture
def own(tmp_path: Any) -> Iterator[Any]:
    from tests.web.own_service import own_service

    with own_service(tmp_path) as service:
        service.environment["HOMEWARD_DEMO_PASSWORD"] = PASSWORD
        for words in (["demo-data", "--without-figures"], ["collectstatic", "--noinput"]):
            done = service.run(*words)
            assert done.returncode == 0, done.stderr
        yield service


@pytest.mark.slow
def test_failed_sign_ins_count_on_after_a_restart(own: Any) -> None:
    assert failures_in(own, 3, "not the password").split() == ["wrong"] * 4
    assert failures_in(own, 0, PASSWORD) == "in"
    assert failures_in(own, 1, PASSWORD).split() == ["wrong", "wait"]
    assert failures_in(own, 0, PASSWORD) == "wait"


@pytest.mark.slow
def test_wrong_codes_count_on_after_a_restart(own: Any) -> None:
    own.python(
        "from homeward.web.accounts.actions import add_authenticator_app\n"
        "from homeward.web.accounts.models import User\n"
        "user = User.objects.get(username='administrator')\n"
        "add_authenticator_app(user=user, secret='JBSWY3DPEHPK3PXP', by=user)"
    )
    try_codes = (
        "from django.test import Client\n"
        "from tests.web.authenticator_app import code_of, wrong_code\n"
        "secret = 'JBSWY3DPEHPK3PXP'\n"
        "client = Client(headers={'host': 'localhost'})\n"
        f"client.post('/sign-in/', {{'login': 'administrator', 'password': {PASSWORD!r}}})\n"
        "def page(code):\n"
        "    answer = client.post('/sign-in/second-step/', {'code': code})\n"
        "    words = answer.content.decode()\n"
        "    return 'wait' if 'Too many' in words else 'in' if answer.status_code == 302 else 'wrong'\n"
    )
    assert own.python(try_codes + "print(*[page(wrong_code(secret)) for _ in range(5)])").split() == ["wrong"] * 5
    assert own.python(try_codes + "print(page(code_of(secret)))") == "wait"


@pytest.mark.slow
def test_a_session_idle_for_too_long_ends_and_one_in_use_goes_on(person: User, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE = 2
    client = signed_in(person)
    for _ in range(3):
        time.sleep(1)
        assert is_open(client)
    time.sleep(2.1)
    assert not is_open(client)


def test_old_sessions_are_removed_and_young_ones_stay(person: User, client: Client) -> None:
    signed_in(person)
    client.get("/sign-in/passkey/")
    assert remove_old_sessions(by=None, at=clock.now()) == 0
    assert remove_old_sessions(by=None, at=clock.now() + timedelta(days=2)) == 2
    assert not SignInSession.objects.exists()
