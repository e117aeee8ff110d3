"""Leads people to what they must do before anything else: choose a password of their own, set up a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from homeward.web.accounts.queries import has_second_factor
from homeward.web.accounts.roles import Role

OPEN_BEFORE = frozenset(
    {
        *("sign_in", "sign_out", "health", "second_factor_ask", "passkey_sign_in", "language_choose"),
        *("identity_sign_in", "openid_connect_callback", "identity_connect", "identity_begin"),
        *("identity_confirm", "password_change", "second_factor_set_up", "authenticator_app_add", "passkey_add"),
    }
)
"""The names of the pages that the two steps themselves need."""


class FirstStepsMiddleware:
    """Open no other page until a given password was changed and a second factor that somebody's role asks for is there.

    Stands behind the policy, which refuses first what is not permitted and says in `request.roles` who somebody is.
    What other systems read with a token has no steps: nobody could take them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead to the first step that is not done; a page that needs none of them opens."""
        is_open = request.resolver_match.url_name in OPEN_BEFORE or request.allow.door is not None
        if not request.user.is_authenticated or is_open:
            return None
        step = _first_step(request)
        return redirect(step) if step else None


def check_roles() -> None:
    """Raise ImproperlyConfigured where a role that must have a second factor is none: nobody would be asked for it."""
    unknown = settings.HOMEWARD_SECOND_FACTOR_ROLES - set(Role)
    if unknown:
        raise ImproperlyConfigured(f"HOMEWARD_SECOND_FACTOR_ROLES names no role: {', '.join(sorted(unknown))}.")


def must_have_second_factor(roles: frozenset[Role]) -> bool:
    """Tell whether one of these roles asks for a second factor."""
    return bool(roles & settings.HOMEWARD_SECOND_FACTOR_ROLES)


def _first_step(request: HttpRequest) -> str:
    """Return the name of the page that comes first, or nothing."""
    if request.user.password_given_at:
        return "password_change"
    if must_have_second_factor(request.roles) and not has_second_factor(request.user):
        return "second_factor_set_up"
    return ""
