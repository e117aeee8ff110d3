"""Passkeys without a browser: what the pages hand out and refuse. A real browser makes and uses one elsewhere."""

import base64
import json
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from tests.web.conftest import PASSWORD

ADD, SIGN_IN = "/your-account/second-factor/passkey/", "/sign-in/passkey/"

RESPONSE = {"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA"}
NO_PASSKEYS = [
    *("", "x", "{}", "[]", "null", "1", '{"id": 1}', '{"response": {}}', '{"response": 1}'),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": RESPONSE}),
    json.dumps({"id": "!!", "rawId": "!", "type": "public-key", "response": RESPONSE}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": RESPONSE | {"clientDataJSON": 1}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": RESPONSE | {"attestationObject": "AA"}}),
]


@pytest.fixture(autouse=True)
def _forget_failures(db: None) -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def person(user_with: Callable[..., User]) -> User:
    return user_with(Role.SOCIAL_WORKER)


@pytest.fixture
def page(client: Client, person: User) -> Client:
    client.post("/sign-in/", {"login": person.username, "password": PASSWORD})
    return client


def options_on(answer: Any) -> dict[str, Any]:
    words = answer.content.decode().partition('data-options="')[2].partition('"')[0]
    return json.loads(unescape(words))


def encoded(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode()).rstrip(b"=").decode()


def credential_of(handle: str) -> dict[str, Any]:
    """Return what a browser might send for somebody, with nothing behind it."""
    response = {
        "clientDataJSON": encoded(
            json.dumps({"type": "webauthn.get", "challenge": "x", "origin": "http://testserver"})
        ),
        "authenticatorData": encoded("x" * 37),
        "signature": encoded("signature"),
        "userHandle": encoded(handle),
    }
    return {"id": encoded("id"), "rawId": encoded("id"), "type": "public-key", "response": response}


def test_a_new_passkey_must_check_who_holds_it_and_work_without_a_user_name(page: Client, person: User) -> None:
    asked = options_on(page.get(ADD))
    assert asked["rp"] == {"id": "testserver", "name": "Homeward"}
    assert (asked["user"]["name"], asked["user"]["displayName"]) == (person.username, person.name)
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"


def test_signing_in_asks_for_any_passkey_of_this_service_and_a_new_challenge_each_time(client: Client) -> None:
    first, second = options_on(client.get(SIGN_IN)), options_on(client.get(SIGN_IN))
    assert first["rpId"] == "testserver"
    assert first["userVerification"] == "required"
    assert not first.get("allowCredentials")
    assert first["challenge"] != second["challenge"]


@pytest.mark.parametrize(
    "credential", ["", "x", "{}", "[]", "null", '{"id": 1}', '{"response": {}}', '{"response": 1}']
)
@pytest.mark.parametrize("address", [ADD, SIGN_IN])
def test_what_is_no_passkey_is_told(page: Client, address: str, credential: str) -> None:
    client = page if address == ADD else Client()
    client.get(address)
    answer = client.post(address, {"name": "x", "passwordless": "True", "credential": credential})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("handle", ["", "0", "999999", "not a number"])
def test_a_passkey_of_nobody_and_one_that_proves_nothing_let_nobody_in(person: User, handle: str) -> None:
    for words in (handle, str(person.pk)):
        client = Client()
        client.get(SIGN_IN)
        answer = client.post(SIGN_IN, {"credential": json.dumps(credential_of(words))})
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
        assert client.get("/").status_code == 302


def test_an_address_that_tries_too_often_waits(client: Client, settings: Any) -> None:
    settings.MFA_RATE_LIMITS = {"webauthn_login": "3/m/ip"}
    answers = [client.post(SIGN_IN, {"credential": "{}"}).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def test_both_pages_say_that_they_need_javascript(page: Client) -> None:
    for answer in (page.get(ADD), Client().get(SIGN_IN)):
        assert "<noscript>" in answer.content.decode()
        assert "A passkey needs JavaScript" in answer.content.decode()
