"""Closes sign-up, makes a failed sign-in say the same whatever was wrong, and seals secrets of second factors."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from homeward.web import clock
from homeward.web.accounts.models import User

INCORRECT_CODE = "This code is not right, or it was used before. Wait for the next code, then try again."
MISMATCH = gettext_lazy("The user name or the password is not right.")
WAIT = gettext_lazy("Too many sign-ins have failed. Wait five minutes, then try again.")


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """How django-allauth behaves here: nobody signs themselves up, and no page talks about accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "too_many_login_attempts": WAIT,
        "rate_limited": "Too many codes were wrong. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that nobody may sign themselves up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the person whose user name and password these are.

        An inactive account is like none, and so is a password that was given more than three days ago.
        """
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active and not user.has_lapsed_password(clock.now()) else None

    def get_login_stages(self) -> list[str]:
        """Return what stands between who somebody is and being signed in: their second factor."""
        return ["homeward.web.accounts.second_factor.SecondFactorStage"]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Send somebody who was shut out back to the sign-in page, in the words of any other failure."""
        messages.error(request, MISMATCH, fail_silently=True)
        return redirect("sign_in")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page itself shows who is signed in."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """How django-allauth keeps second factors here: sealed with the service's own secret key, under our name."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": INCORRECT_CODE}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored, so that a copy of the database alone opens nothing."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; raises ValidationError where another secret key sealed it."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise self.validation_error("incorrect_code") from None

    def get_totp_label(self, user: User) -> str:
        """Return what an authenticator app calls the account."""
        return user.username

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return what a passkey is told about this service; it works under this very host name only."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return what a passkey is told about a person."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.name, "name": user.username}


def _seal() -> MultiFernet:
    """Return the seal of today's secret key, which also opens what earlier ones closed (SECRET_KEY_FALLBACKS)."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_digest(key))) for key in keys])


def _digest(key: str) -> bytes:
    return salted_hmac("homeward.second-factor", "", secret=key, algorithm="sha256").digest()
