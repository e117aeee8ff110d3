"""Signs a person out of one of their other browsers, or of all others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web import clock
from homeward.web.accounts.actions import end_sessions
from homeward.web.accounts.queries import open_sessions


@require_POST
def own_session_end(request: HttpRequest) -> HttpResponse:
    """End the session whose handle was sent, or without one every session but this; then show the account."""
    handle = request.POST.get("handle", "")
    found = open_sessions(request.user, clock.now(), request.session.session_key)
    chosen = [session.row for session in found if not session.is_this and handle in ("", session.handle)]
    end_sessions(user=request.user, sessions=chosen, by=request.user)
    messages.success(request, "You are signed out there.")
    return redirect("account_show")
