"""Your account: your password, your second factor, and where you are signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.accounts.first_steps import must_have_second_factor
from homeward.web.accounts.identity_provider import provider_name
from homeward.web.accounts.queries import identity_of, open_sessions, second_factors
from homeward.web.accounts.second_factor import name_of
from homeward.web.people.relations import STAFF


@require_safe
def account_show(request: HttpRequest) -> HttpResponse:
    """Show somebody their own account, with what they may change in it."""
    factors = second_factors(request.user)
    sessions = open_sessions(request.user, clock.now(), request.session.session_key)
    context = {
        "factors": factors,
        "passkeys": [(passkey, name_of(passkey)) for passkey in factors.passkeys],
        "is_required": must_have_second_factor(request.roles),
        "sessions": sessions,
        "has_others": any(not session.is_this for session in sessions),
        "provider_name": provider_name(),
        "identity": identity_of(request.user),
        "is_staff": bool(request.roles & STAFF),
    }
    return render(request, "people/account_show.html", context)
