"""Listens for signing in and out, and has each written to the audit."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from homeward.web.accounts.actions import note_failed_sign_in, note_sign_in, note_sign_out
from homeward.web.accounts.models import User
from homeward.web.accounts.sessions import begin_session


@receiver(user_logged_in)
def on_signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Stamp the session and note the sign-in; where it cannot be noted, nobody is signed in."""
    note_sign_in(by=user)
    begin_session(request)


@receiver(user_logged_out)
def on_signed_out(sender: Any, user: User | None, **_: Any) -> None:
    """Note who signed out, unless the session had nobody."""
    if user is not None:
        note_sign_out(by=user)


@receiver(user_login_failed)
def on_sign_in_failed(sender: Any, **_: Any) -> None:
    """Note that a sign-in failed."""
    note_failed_sign_in(by=None)
