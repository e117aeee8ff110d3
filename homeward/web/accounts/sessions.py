"""Ends a session that has lasted a working day, however busy it was. Idle sessions end by the session's own age."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from homeward.web import clock

LONGEST = timedelta(hours=8)
BEGAN_AT = "began_at"


def begin_session(request: HttpRequest) -> None:
    """Stamp a session with the instant at which it began."""
    request.session[BEGAN_AT] = clock.now().isoformat()


class SessionAgeMiddleware:
    """Sign out whoever has been signed in for eight hours, or in a session without a stamp."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, after ending a session that is too old."""
        if request.user.is_authenticated and not _is_young(request.session.get(BEGAN_AT)):
            logout(request)
        return self.get_response(request)


def _is_young(began_at: str | None) -> bool:
    """Tell whether a session began within the last eight hours; one from the future, or unstamped, did not."""
    return began_at is not None and timedelta(0) <= clock.now() - datetime.fromisoformat(began_at) < LONGEST
