"""Asks again who it is before a password, a second factor or a connected account is changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.sessions import BEGAN_AT

LASTS = timedelta(minutes=5)
_CONFIRMED_AT = "confirmed_at"
View = Callable[..., HttpResponseBase]


def is_confirmed(request: HttpRequest) -> bool:
    """Tell whether this person signed in, or gave their password again, within the last five minutes."""
    told = [request.session[name] for name in (BEGAN_AT, _CONFIRMED_AT) if name in request.session]
    ages = [clock.now() - datetime.fromisoformat(instant) for instant in told]
    return any(timedelta(0) <= age < LASTS for age in ages)


def note_confirmed(request: HttpRequest) -> None:
    """Keep in the session that this person has just given their password again."""
    request.session[_CONFIRMED_AT] = clock.now().isoformat()


def confirmed(view: View) -> View:
    """Make a page ask who it is first, where that was not just told; the person then comes back to it."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('identity_confirm')}?{urlencode({'next': request.path})}")

    return asked
