"""Listens for signing in and out and for wrong codes, and has each written to the audit."""

from typing import Any

from allauth.mfa.signals import authentication_failed
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.formats import date_format

from homeward.web.accounts.actions import note_failed_code, note_failed_sign_in, note_sign_in, note_sign_out
from homeward.web.accounts.models import User
from homeward.web.accounts.sessions import begin_session

WAS_RESET = (
    "On %s an administrator took away your second factor. If you did not ask for this, tell your manager and the "
    "people who run this service at once. Otherwise set up a new one under Your account."
)


@receiver(user_logged_in)
def on_signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Stamp the session and note the sign-in; where it cannot be noted, nobody is signed in."""
    reset_at = user.second_factor_reset_at
    note_sign_in(by=user)
    begin_session(request)
    if reset_at:
        messages.warning(request, WAS_RESET % date_format(reset_at, "j F Y"), fail_silently=True)


@receiver(user_logged_out)
def on_signed_out(sender: Any, user: User | None, **_: Any) -> None:
    """Note who signed out, unless the session had nobody."""
    if user is not None:
        note_sign_out(by=user)


@receiver(user_login_failed)
def on_sign_in_failed(sender: Any, **_: Any) -> None:
    """Note that a sign-in failed."""
    note_failed_sign_in(by=None)


@receiver(authentication_failed)
def on_code_failed(sender: Any, user: User, **_: Any) -> None:
    """Note that somebody's password was right and the code after it wrong."""
    note_failed_code(by=user)
