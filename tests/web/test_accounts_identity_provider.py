"""Signing in by the council's own identity provider: who is connected comes in, and nobody else, whatever it claims."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client

from homeward.web.accounts.actions import add_authenticator_app, give_password, link_identity, unlink_identity
from homeward.web.accounts.identity_provider import CONNECTED, FAILED, NO_ACCOUNT
from homeward.web.accounts.models import LinkedIdentity, User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.settings import environment
from tests.web.authenticator_app import code_of
from tests.web.conftest import PASSWORD
from tests.web.loopback_identity_provider import CLIENT, SECRET, IdentityProvider, running_provider

ENVIRONMENT = {"HOMEWARD_OIDC_ISSUER": "", "HOMEWARD_OIDC_CLIENT_ID": CLIENT, "HOMEWARD_OIDC_CLIENT_SECRET": SECRET}
SUBJECT = "7f3a-lasting-name"


@pytest.fixture(autouse=True)
def _forget_failures(db: None) -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[IdentityProvider]:
    with running_provider() as running:
        for name, value in (ENVIRONMENT | {"HOMEWARD_OIDC_ISSUER": running.issuer}).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("HOMEWARD_OIDC_NAME", "Wexcombe account")
        settings.HOMEWARD_OIDC = environment.identity_provider()
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.HOMEWARD_OIDC]}}
        yield running


@pytest.fixture
def person(user_with: Callable[..., User]) -> User:
    return user_with(Role.SOCIAL_WORKER)


@pytest.fixture
def connected(provider: IdentityProvider, person: User) -> User:
    link_identity(user=person, issuer=provider.issuer, subject=SUBJECT, by=person)
    return person


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/sign-in/", {"login": user.username, "password": password})


def go_and_return(client: Client, provider: IdentityProvider, subject: str = SUBJECT, query: str = "") -> Any:
    way_out = client.get(f"/sign-in/with/{query}")
    assert way_out.status_code == 302
    return client.get(provider.approve(way_out.url, subject))


def connect(client: Client, provider: IdentityProvider, subject: str = SUBJECT) -> Any:
    ticket = client.get("/your-account/connect/").context["ticket"]
    way_out = client.get(f"/your-account/connect/begin/?ticket={ticket}")
    return client.get(provider.approve(way_out.url, subject))


def is_open(client: Client) -> bool:
    return client.get("/").status_code == 200


# Signing in


def test_who_is_connected_comes_in_to_the_page_first_asked_for(
    client: Client, provider: IdentityProvider, connected: User
) -> None:
    answer = go_and_return(client, provider, query="?next=/your-account/")
    assert (answer.status_code, answer.url) == (302, "/your-account/")
    assert client.get("/").context["user"] == connected
    assert AuditEvent.objects.filter(action="signed_in", actor=str(connected.pk)).exists()


def test_the_sign_in_page_offers_the_provider_by_its_name(client: Client, provider: IdentityProvider) -> None:
    assert "Sign in with Wexcombe account" in client.get("/sign-in/").content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email_verified": True},
        {"preferred_username": "social_worker_1"},
        {"email": "", "name": ""},
    ],
)
def test_who_is_not_connected_stays_out_whatever_the_provider_claims(
    client: Client, provider: IdentityProvider, person: User, claims: dict[str, Any]
) -> None:
    User.objects.filter(pk=person.pk).update(email="somebody@council.example")
    provider.claims = claims
    people = User.objects.count()
    assert go_and_return(client, provider, "somebody").url == "/sign-in/"
    assert NO_ACCOUNT in client.get("/sign-in/").content.decode()
    assert not is_open(client)
    assert User.objects.count() == people
    assert not LinkedIdentity.objects.exists()


def test_whoever_left_stays_out(client: Client, provider: IdentityProvider, connected: User) -> None:
    User.objects.filter(pk=connected.pk).update(is_active=False)
    assert go_and_return(client, provider).url == "/sign-in/"
    assert not is_open(client)


def test_a_second_factor_is_asked_for_after_the_provider_too(
    client: Client, provider: IdentityProvider, connected: User
) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    add_authenticator_app(user=connected, secret=secret, by=connected)
    assert go_and_return(client, provider).url == "/sign-in/second-step/"
    assert not is_open(client)
    client.post("/sign-in/second-step/", {"code": code_of(secret)})
    assert is_open(client)


def test_nothing_the_provider_tells_is_kept(client: Client, provider: IdentityProvider, connected: User) -> None:
    go_and_return(client, provider)
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()
    kept = " ".join(AuditDetail.objects.values_list("body", flat=True))
    kept += str(dict(client.session))
    assert "token-that-is-not-kept" not in kept
    assert "Name From Elsewhere" not in kept
    assert "/userinfo" not in provider.asked


# Answers that must not count


@pytest.mark.slow
@pytest.mark.parametrize(
    "claims", [{"iss": "http://127.0.0.1:1"}, {"aud": "another client"}, {"exp": 1}, {"sub": ""}, {"sub": 7}]
)
def test_a_token_that_is_not_for_us_lets_nobody_in(
    client: Client, provider: IdentityProvider, connected: User, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert go_and_return(client, provider).url == "/sign-in/"
    assert not is_open(client)


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    client: Client, provider: IdentityProvider, connected: User
) -> None:
    back = provider.approve(client.get("/sign-in/with/").url, SUBJECT)
    other = Client()
    assert other.get(back).url == "/sign-in/"
    assert FAILED in other.get("/sign-in/").content.decode()
    assert not is_open(other)


def test_an_answer_counts_once(client: Client, provider: IdentityProvider, connected: User) -> None:
    back = provider.approve(client.get("/sign-in/with/").url, SUBJECT)
    client.get(back)
    client.post("/sign-out/")
    client.get(back)
    assert not is_open(client)


@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "?error=access_denied", "?code=x", "?code=x&state=y"])
def test_what_is_no_answer_leads_back_with_a_sentence(client: Client, provider: IdentityProvider, query: str) -> None:
    assert client.get(f"/sign-in/identity/return/{query}").url == "/sign-in/"
    assert FAILED in client.get("/sign-in/").content.decode()


def test_cancelling_there_leads_back_with_a_sentence(client: Client, provider: IdentityProvider) -> None:
    back = provider.approve(client.get("/sign-in/with/").url, SUBJECT)
    state = back.partition("state=")[2]
    assert client.get(f"/sign-in/identity/return/?error=access_denied&state={state}").url == "/sign-in/"


def test_a_provider_out_of_reach_is_told(client: Client, provider: IdentityProvider, settings: Any) -> None:
    settings.HOMEWARD_OIDC["settings"]["server_url"] = "http://127.0.0.1:9"
    assert client.get("/sign-in/with/").url == "/sign-in/"
    assert FAILED in client.get("/sign-in/").content.decode()


# Connecting


def test_somebody_connects_their_own_account(client: Client, provider: IdentityProvider, person: User) -> None:
    sign_in(client, person)
    assert connect(client, provider).url == "/your-account/"
    assert CONNECTED in client.get("/your-account/").content.decode()
    kept = LinkedIdentity.objects.get()
    assert (kept.user, kept.issuer, kept.subject) == (person, provider.issuer, SUBJECT)
    assert AuditEvent.objects.get(action="identity_linked").actor == str(person.pk)
    assert go_and_return(Client(), provider).url == "/"


def test_the_way_out_to_connect_needs_the_word_of_the_page_before(
    client: Client, provider: IdentityProvider, person: User
) -> None:
    sign_in(client, person)
    ticket = client.get("/your-account/connect/").context["ticket"]
    assert client.get("/your-account/connect/begin/?ticket=guessed").url == "/your-account/connect/"
    assert client.get(f"/your-account/connect/begin/?ticket={ticket}").url == "/your-account/connect/", "tried once"


def test_an_answer_to_connect_counts_only_for_who_is_signed_in(
    client: Client, provider: IdentityProvider, person: User
) -> None:
    sign_in(client, person)
    ticket = client.get("/your-account/connect/").context["ticket"]
    back = provider.approve(client.get(f"/your-account/connect/begin/?ticket={ticket}").url, SUBJECT)
    client.post("/sign-out/")
    client.get(back)
    assert not LinkedIdentity.objects.exists()


def test_one_identity_belongs_to_one_person(
    provider: IdentityProvider, connected: User, user_with: Callable[..., User]
) -> None:
    other, client = user_with(Role.ANALYST), Client()
    sign_in(client, other)
    connect(client, provider)
    assert "connected already" in client.get("/your-account/").content.decode()
    with pytest.raises(ValidationError, match="already"):
        link_identity(user=connected, issuer=provider.issuer, subject="another", by=connected)


def test_a_given_password_ends_with_the_connection(
    client: Client, provider: IdentityProvider, person: User, user_with: Callable[..., User]
) -> None:
    given = give_password(user=person, by=user_with(Role.ADMINISTRATOR))
    sign_in(client, person, given)
    assert "sign in with Wexcombe account from now on" in client.get("/your-account/password/").content.decode()
    connect(client, provider)
    assert sign_in(Client(), person, given).status_code == 200
    assert go_and_return(Client(), provider).url == "/"


def test_an_administrator_disconnects_somebody(client: Client, provider: IdentityProvider, connected: User) -> None:
    go_and_return(client, provider)
    unlink_identity(user=connected, by=None)
    assert not is_open(client)
    assert go_and_return(client, provider).url == "/sign-in/"


def test_another_issuer_is_another_identity(client: Client, provider: IdentityProvider, person: User) -> None:
    link_identity(user=person, issuer="https://former.example", subject=SUBJECT, by=person)
    assert go_and_return(client, provider).url == "/sign-in/"


# Set-up


def test_without_a_provider_there_are_no_such_pages(client: Client, person: User) -> None:
    assert client.get("/sign-in/with/").status_code == 404
    assert client.get("/sign-in/identity/return/").status_code == 404
    sign_in(client, person)
    assert client.get("/your-account/connect/").status_code == 404
    assert "Sign in with the" not in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"HOMEWARD_OIDC_ISSUER": "http://identity.example"}, "https://"),
        ({"HOMEWARD_OIDC_ISSUER": "https://identity.example", "HOMEWARD_OIDC_CLIENT_SECRET": ""}, "or none"),
        ({}, "or none"),
    ],
)
def test_a_wrong_set_up_stops_the_service(monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], said: str) -> None:
    for name, value in (ENVIRONMENT | changed).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=said):
        environment.identity_provider()


def test_nothing_set_is_no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    assert environment.identity_provider() is None
