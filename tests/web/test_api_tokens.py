"""Tokens of the interface: made by an administrator for somebody else, shown once, over when they should be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.actions import bring_back_user, deactivate_user
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.api.actions import TokenDetails, make_token, revoke_token
from homeward.web.api.models import ApiToken
from homeward.web.api.scopes import Scope
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.models import Notice
from homeward.web.people.rights import NotPermittedError
from tests.web.interface_tokens import ask, token_for
from tests.web.people_service import browser_of, day_boxes

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(user_with: Callable[..., User]) -> User:
    return user_with(Role.HEAD_OF_SERVICE)


def details(days: int = 30, *scopes: Scope) -> TokenDetails:
    return TokenDetails("Warehouse", scopes or (Scope.CHILDREN,), clock.today() + timedelta(days=days))


def opens(text: str) -> bool:
    answer = ask(text, "children")
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


def test_the_text_is_stored_nowhere_and_no_longer_text_opens_either(holder: User) -> None:
    text = token_for(holder)
    assert opens(text)
    assert not opens(text + "x")
    assert not opens(text[:-1])
    stored = " ".join(map(str, ApiToken.objects.values_list())) + " ".join(
        AuditDetail.objects.values_list("body", flat=True)
    )
    assert text not in stored
    assert text[4:] not in stored


@pytest.mark.parametrize(("days", "opened"), [(1, True), (0, False), (366, True), (367, False)])
def test_a_token_ends_after_today_and_within_a_year(days: int, opened: bool, holder: User) -> None:
    if opened:
        make_token(holder=holder, details=details(days), by=None, on=clock.today())
    else:
        with pytest.raises(ValidationError):
            make_token(holder=holder, details=details(days), by=None, on=clock.today())


def test_a_token_opens_nothing_from_the_day_on_which_it_expires(holder: User, monkeypatch: pytest.MonkeyPatch) -> None:
    text, now = token_for(holder), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=29))
    assert opens(text)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=30))
    assert not opens(text)
    assert AuditEvent.objects.filter(action="token_refused").count() == 1, "somebody came with a token that is over"


def test_a_token_ends_when_its_holder_leaves_and_does_not_come_back_with_them(holder: User) -> None:
    text = token_for(holder)
    deactivate_user(user=holder, by=None, on=clock.today())
    assert not opens(text)
    bring_back_user(user=holder, by=None)
    assert not opens(text)
    holder.refresh_from_db()
    assert ask(token_for(holder), "children").status_code == 403, "a new one is live; its holder holds no role"


def test_a_revoked_token_opens_nothing_at_once_and_is_revoked_once(holder: User) -> None:
    text = token_for(holder)
    token = ApiToken.objects.get()
    revoke_token(token=token, by=holder)
    assert not opens(text)
    with pytest.raises(ValidationError, match="already"):
        revoke_token(token=token, by=holder)


def test_only_administrators_make_tokens_and_not_for_themselves(holder: User, user_with: Callable[..., User]) -> None:
    administrator = user_with(Role.ADMINISTRATOR)
    with pytest.raises(NotPermittedError):
        make_token(holder=administrator, details=details(), by=holder, on=clock.today())
    with pytest.raises(ValidationError, match="themselves"):
        make_token(holder=administrator, details=details(), by=administrator, on=clock.today())


def test_holder_and_auditors_are_told_at_once(holder: User, user_with: Callable[..., User]) -> None:
    auditor, administrator = user_with(Role.AUDITOR), user_with(Role.ADMINISTRATOR)
    make_token(holder=holder, details=details(), by=administrator, on=clock.today())
    assert set(Notice.objects.values_list("to", flat=True)) == {holder.pk, auditor.pk}


def test_the_day_of_the_last_use_is_kept_and_written_down_once_a_day(holder: User) -> None:
    text = token_for(holder)
    assert [opens(text), opens(text)] == [True, True]
    assert ApiToken.objects.get().used_on == clock.today()
    assert AuditEvent.objects.filter(action="token_used").count() == 1


def test_an_administrator_makes_a_token_on_the_pages_sees_it_once_and_revokes_it(
    holder: User, user_with: Callable[..., User]
) -> None:
    browser = browser_of(user_with(Role.ADMINISTRATOR))
    sent = {"name": "Warehouse", "holder": holder.pk, "scopes": [Scope.CHILDREN, Scope.EVENTS]}
    faulty = browser.post("/tokens/make/", sent | day_boxes("expires_on", clock.today() + timedelta(days=400)))
    assert "within a year" in faulty.text
    shown = browser.post("/tokens/make/", sent | day_boxes("expires_on", clock.today() + timedelta(days=90)))
    text = next(word for word in shown.text.replace("<", " ").replace(">", " ").split() if word.startswith("hwd_"))
    assert opens(text)
    listed = browser.get("/tokens/").text
    assert "Warehouse" in listed
    assert text not in listed
    where = f"/tokens/{ApiToken.objects.get().pk}/revoke/"
    assert browser.get(where).status_code == 200
    assert "is revoked" in browser.post(where, follow=True).text
    assert not opens(text)
    assert "revoked on" in browser.get("/tokens/").text


def test_a_holder_sees_and_revokes_their_own_tokens_and_nobody_elses(
    holder: User, user_with: Callable[..., User]
) -> None:
    token_for(holder)
    where, stranger = f"/tokens/{ApiToken.objects.get().pk}/revoke/", browser_of(user_with(Role.DIRECTOR))
    assert "There is none" in stranger.get("/your-account/tokens/").text
    assert {stranger.get(where).status_code, stranger.post(where).status_code} == {404}
    own = browser_of(holder)
    assert "Invented system" in own.get("/your-account/tokens/").text
    own.post(where)
    assert "There is none" in own.get("/your-account/tokens/").text


def test_who_it_is_is_asked_again_before_a_token_is_made(user_with: Callable[..., User]) -> None:
    browser: Client = browser_of(user_with(Role.ADMINISTRATOR))
    session = browser.session
    session["began_at"] = (clock.now() - timedelta(minutes=6)).isoformat()
    session.save()
    assert browser.get("/tokens/make/").url.startswith("/your-account/confirm/")


def test_first_steps_do_not_stand_before_a_token(holder: User) -> None:
    text = token_for(holder)
    User.objects.filter(pk=holder.pk).update(password_given_at=clock.now())
    assert opens(text)
