"""The second factor: setting up an app, the second step of signing in, recovery codes, removal, who must have it."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts import confirming
from homeward.web.accounts.actions import add_authenticator_app, renew_recovery_codes, reset_second_factor
from homeward.web.accounts.first_steps import OPEN_BEFORE, check_roles
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.accounts.second_factor import draw_code
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.navigation import pages
from tests.web.authenticator_app import code_of, secret_on, set_up_app, wrong_code
from tests.web.conftest import PASSWORD

APP, STEP = "/your-account/second-factor/app/", "/sign-in/second-step/"
NOT_RIGHT = "This code is not right"
WAIT = "Wait five minutes"


@pytest.fixture(autouse=True)
def _forget_failures(db: None) -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def person(user_with: Callable[..., User]) -> User:
    return user_with(Role.SOCIAL_WORKER)


def sign_in(client: Client, user: User, query: str = "") -> Any:
    return client.post(f"/sign-in/{query}", {"login": user.username, "password": PASSWORD})


@pytest.fixture
def secret(person: User) -> str:
    """Give the person an app and return its secret."""
    made = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    add_authenticator_app(user=person, secret=made, by=person)
    return made


def actions_written() -> list[str]:
    return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def recovery_codes(client: Client) -> list[str]:
    page = client.post("/your-account/second-factor/codes/").content.decode()
    return re.findall(r"<li>(\d{4} \d{4})</li>", page)


# Setting up an app


def test_the_page_shows_the_secret_as_a_picture_and_as_text(client: Client, person: User) -> None:
    sign_in(client, person)
    answer = client.get(APP)
    page = answer.content.decode()
    link = answer.context["link"]
    assert link == f"otpauth://totp/{person.username}?secret={secret_on(page)}&issuer=Homeward"
    assert str(draw_code(link)) in page
    assert 'style="' not in page


def test_the_picture_is_a_qr_code_with_its_three_corners() -> None:
    drawn = draw_code("otpauth://totp/x?secret=ABC")
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn)}
    size = int(re.search(r'viewBox="0 0 (\d+)', drawn)[1])
    for left, top in ((4, 4), (size - 11, 4), (4, size - 11)):
        assert all((left + x, top) in dark and (left + x, top + 6) in dark for x in range(7))
        assert (left + 1, top + 1) not in dark
    assert all(4 <= x < size - 4 and 4 <= y < size - 4 for x, y in dark)


def test_a_right_first_code_keeps_the_app_and_leads_to_recovery_codes(client: Client, person: User) -> None:
    sign_in(client, person)
    made = secret_on(client.get(APP).content.decode())
    answer = client.post(APP, {"code": code_of(made)})
    assert answer.url == "/your-account/second-factor/codes/"
    assert "authenticator_app_added" in actions_written()
    assert "mfa.totp.secret" not in client.session


def test_a_wrong_first_code_keeps_nothing_and_the_secret_stays(client: Client, person: User) -> None:
    sign_in(client, person)
    made = secret_on(client.get(APP).content.decode())
    page = client.post(APP, {"code": wrong_code(made)}).content.decode()
    assert NOT_RIGHT in page
    assert secret_on(page) == made
    assert not Authenticator.objects.exists()


def test_the_secret_is_sealed_in_the_database(client: Client, person: User, secret: str) -> None:
    kept = str(Authenticator.objects.get().data)
    assert secret not in kept


def test_a_secret_sealed_by_another_key_lets_nobody_in(
    client: Client, person: User, secret: str, settings: Any
) -> None:
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key"
    sign_in(client, person)
    assert NOT_RIGHT in client.post(STEP, {"code": code_of(secret)}).content.decode()
    settings.SECRET_KEY_FALLBACKS = [old]
    fresh = Client()
    sign_in(fresh, person)
    assert fresh.post(STEP, {"code": code_of(secret, 1)}).status_code == 302


def test_a_second_app_is_refused(person: User) -> None:
    add_authenticator_app(user=person, secret="ABCDEFGH", by=person)
    with pytest.raises(ValidationError, match="already"):
        add_authenticator_app(user=person, secret="HGFEDCBA", by=person)


# The second step of signing in


def test_with_an_app_the_password_alone_opens_nothing(client: Client, person: User, secret: str) -> None:
    before = actions_written().count("signed_in")
    assert sign_in(client, person, "?next=/your-account/").url == STEP
    assert client.get("/").status_code == 302
    assert actions_written().count("signed_in") == before
    answer = client.post(STEP, {"code": code_of(secret)})
    assert answer.url == "/your-account/"
    assert actions_written()[-2:] == ["second_factor_used", "signed_in"]
    assert client.get("/").status_code == 200
    assert Authenticator.objects.get().last_used_at is not None


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(client: Client, person: User, steps: int) -> None:
    made = "JBSWY3DPEHPK3PXP"
    add_authenticator_app(user=person, secret=made, by=person)
    sign_in(client, person)
    assert client.post(STEP, {"code": code_of(made, steps)}).status_code == 302


@pytest.mark.parametrize("steps", [-3, 3])
def test_a_code_of_another_minute_is_wrong(client: Client, person: User, secret: str, steps: int) -> None:
    sign_in(client, person)
    assert NOT_RIGHT in client.post(STEP, {"code": code_of(secret, steps)}).content.decode()


def test_a_code_works_once_while_it_would_still_be_right(client: Client, person: User, secret: str) -> None:
    code = code_of(secret, 1)
    sign_in(client, person)
    assert client.post(STEP, {"code": code}).status_code == 302
    other = Client()
    sign_in(other, person)
    spaced = f"{code[:3]} {code[3:]}"
    assert NOT_RIGHT in other.post(STEP, {"code": spaced}).content.decode()


def test_the_code_that_set_the_app_up_does_not_sign_in(client: Client, person: User) -> None:
    sign_in(client, person)
    made = secret_on(client.get(APP).content.decode())
    code = code_of(made)
    client.post(APP, {"code": code})
    other = Client()
    sign_in(other, person)
    assert NOT_RIGHT in other.post(STEP, {"code": code}).content.decode()


def test_after_five_wrong_codes_even_the_right_one_has_to_wait(client: Client, person: User, secret: str) -> None:
    sign_in(client, person)
    for _ in range(5):
        assert NOT_RIGHT in client.post(STEP, {"code": wrong_code(secret)}).content.decode()
    assert WAIT in client.post(STEP, {"code": code_of(secret)}).content.decode()
    other = Client()
    sign_in(other, person)
    assert WAIT in other.post(STEP, {"code": code_of(secret)}).content.decode()


def test_a_wrong_code_is_written_down_without_the_code(client: Client, person: User, secret: str) -> None:
    sign_in(client, person)
    wrong = wrong_code(secret)
    client.post(STEP, {"code": wrong})
    row = AuditEvent.objects.order_by("-number")[0]
    assert (row.action, row.actor) == ("second_factor_failed", str(person.pk))
    assert wrong not in AuditDetail.objects.get(number=row.number).body


def test_without_the_first_step_there_is_no_second(client: Client, person: User, secret: str) -> None:
    assert client.get(STEP).url == "/sign-in/"
    assert client.post(STEP, {"code": code_of(secret)}).url == "/sign-in/"


def test_somebody_shut_out_between_the_steps_stays_out(client: Client, person: User, secret: str) -> None:
    sign_in(client, person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.post(STEP, {"code": code_of(secret)}).url == "/sign-in/"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("sent", [{}, {"code": ""}, {"credential": ""}, {"credential": "{}"}, {"credential": "[1]"}])
def test_what_is_no_code_is_told(client: Client, person: User, secret: str, sent: dict[str, str]) -> None:
    sign_in(client, person)
    answer = client.post(STEP, sent)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


# Recovery codes


def test_recovery_codes_are_shown_once_and_each_works_once(client: Client, person: User) -> None:
    sign_in(client, person)
    set_up_app(client)
    codes = recovery_codes(client)
    assert len(set(codes)) == 10
    page = (
        client.get("/your-account/second-factor/codes/").content.decode()
        + client.get("/your-account/").content.decode()
    )
    assert not any(code in page or code.replace(" ", "") in page for code in codes)
    client.post("/sign-out/")
    sign_in(client, person)
    assert client.post(STEP, {"code": codes[3]}).status_code == 302
    assert "9 left" in client.get("/your-account/").content.decode()
    other = Client()
    sign_in(other, person)
    assert NOT_RIGHT in other.post(STEP, {"code": codes[3]}).content.decode()
    assert other.post(STEP, {"code": codes[4]}).status_code == 302


def test_new_recovery_codes_end_the_old_ones(client: Client, person: User) -> None:
    sign_in(client, person)
    set_up_app(client)
    old, new = recovery_codes(client), recovery_codes(client)
    assert not set(old) & set(new)
    other = Client()
    sign_in(other, person)
    assert NOT_RIGHT in other.post(STEP, {"code": old[0]}).content.decode()
    assert other.post(STEP, {"code": new[0]}).status_code == 302


def test_without_a_factor_there_are_no_recovery_codes(client: Client, person: User) -> None:
    with pytest.raises(ValidationError, match="Set up"):
        renew_recovery_codes(user=person, by=person)
    sign_in(client, person)
    assert client.post("/your-account/second-factor/codes/").url == "/your-account/"


# Removal


def test_removing_the_last_factor_takes_the_recovery_codes_too(client: Client, person: User) -> None:
    sign_in(client, person)
    set_up_app(client)
    recovery_codes(client)
    factor = Authenticator.objects.get(type="totp")
    address = f"/your-account/second-factor/{factor.pk}/remove/"
    assert "Your recovery codes go with it" in client.get(address).content.decode()
    assert client.post(address).url == "/your-account/"
    assert not Authenticator.objects.exists()
    assert "second_factor_removed" in actions_written()


def test_nobody_removes_the_factor_of_another(client: Client, person: User, user_with: Callable[..., User]) -> None:
    other = user_with(Role.ADMINISTRATOR)
    add_authenticator_app(user=other, secret="ABCDEFGH", by=other)
    sign_in(client, person)
    factor = Authenticator.objects.get()
    assert client.post(f"/your-account/second-factor/{factor.pk}/remove/").status_code == 404
    assert Authenticator.objects.exists()


# Confirming that it is you


@pytest.mark.parametrize(
    "address",
    [APP, "/your-account/second-factor/passkey/", "/your-account/second-factor/codes/", "/your-account/password/"],
)
def test_what_is_of_weight_asks_for_the_password_again(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    sign_in(client, person)
    assert client.get(address).status_code == 200
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(confirming.clock, "now", lambda: later)
    for method in (client.get, client.post):
        assert method(address).url == f"/your-account/confirm/?next={address.replace('/', '%2F')}"
    confirm = f"/your-account/confirm/?next={address}"
    assert "The password is not right." in client.post(confirm, {"password": "not it at all"}).content.decode()
    assert client.post(confirm, {"password": PASSWORD}).url == address
    assert client.get(address).status_code == 200


def test_the_password_cannot_be_guessed_where_it_is_asked_for_again(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, person)
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(confirming.clock, "now", lambda: later)
    for _ in range(5):
        client.post("/your-account/confirm/", {"password": "not it at all"})
    assert WAIT in client.post("/your-account/confirm/", {"password": PASSWORD}).content.decode()


def test_confirming_never_leads_out_of_the_service(client: Client, person: User) -> None:
    sign_in(client, person)
    assert client.get("/your-account/confirm/?next=https://elsewhere.example/").url == "/"


# Who must have one


@pytest.fixture
def required(settings: Any) -> None:
    settings.HOMEWARD_SECOND_FACTOR_ROLES = frozenset({"administrator", "auditor"})


def test_whose_role_asks_for_one_sets_it_up_before_anything_else(
    required: None, client: Client, user_with: Callable[..., User]
) -> None:
    administrator = user_with(Role.ADMINISTRATOR)
    sign_in(client, administrator)
    for address in ("/", "/users/", "/your-account/"):
        assert client.get(address).url == "/your-account/second-factor/"
    assert "Your role asks for a second factor" in client.get("/your-account/second-factor/").content.decode()
    set_up_app(client)
    assert client.get("/users/").status_code == 200


def test_who_holds_no_such_role_is_not_asked(required: None, client: Client, person: User) -> None:
    sign_in(client, person)
    assert client.get("/").status_code == 200


def test_a_refused_page_stays_refused_before_the_first_steps(
    required: None, client: Client, user_with: Callable[..., User]
) -> None:
    sign_in(client, user_with(Role.AUDITOR))
    assert client.get("/users/").status_code == 403


def test_the_pages_open_before_the_first_steps_are_pages_and_show_nobody_else() -> None:
    by_name = {name: allow for _, name, allow in pages()}
    assert set(by_name) >= OPEN_BEFORE
    assert not any(allow.reads for name, allow in by_name.items() if name in OPEN_BEFORE)
    for name in ("password_change", "second_factor_set_up"):
        assert reverse(name)


def test_a_misspelt_role_stops_the_service(settings: Any) -> None:
    settings.HOMEWARD_SECOND_FACTOR_ROLES = frozenset({"administrators"})
    with pytest.raises(ImproperlyConfigured, match="administrators"):
        check_roles()


# Reset by an administrator


def test_after_a_reset_the_person_is_signed_out_and_told_once(
    client: Client, person: User, secret: str, user_with: Callable[..., User]
) -> None:
    sign_in(client, person)
    client.post(STEP, {"code": code_of(secret)})
    reset_second_factor(user=person, by=user_with(Role.ADMINISTRATOR))
    assert client.get("/").status_code == 302
    assert sign_in(client, person).url == "/"
    assert "an administrator took away your second factor" in client.get("/").content.decode()
    client.post("/sign-out/")
    sign_in(client, person)
    assert "took away" not in client.get("/").content.decode()


def test_nobody_resets_their_own(person: User) -> None:
    add_authenticator_app(user=person, secret="ABCDEFGH", by=person)
    with pytest.raises(ValidationError, match="another administrator"):
        reset_second_factor(user=person, by=person)
    assert Authenticator.objects.exists()
