"""Closes sign-up, and makes a failed sign-in say the same whatever was wrong."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from homeward.web.accounts.models import User


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """How django-allauth behaves here: nobody signs themselves up, and no page talks about accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The user name or the password is not right.",
        "too_many_login_attempts": "Too many sign-ins have failed. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that nobody may sign themselves up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the person whose user name and password these are; an inactive account is like none."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page itself shows who is signed in."""
