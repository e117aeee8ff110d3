"""Carries whom somebody asks for from one page to the next, so that no name ever stands in an address.

Between the two requests of one redirect it is kept in the session and taken out by the second; from a page to the form
it leads to, it travels in the form, signed, as the proof that its sender asked before beginning a record.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core import signing
from django.http import HttpRequest

from homeward.web.accounts.models import User
from homeward.web.people.known.matching import Sought

_SALT = "known"
_LASTS_SECONDS = 60 * 60


def keep_for_next(request: HttpRequest, name: str, words: str) -> None:
    """Keep words for the next request alone."""
    request.session[f"known_{name}"] = words


def take_kept(request: HttpRequest, name: str) -> str:
    """Return what was kept for this request, and forget it; empty where nothing was."""
    return request.session.pop(f"known_{name}", "")


def signed(sought: Sought, user: User) -> str:
    """Return whom somebody asked for as words that only this service could have written, for this person."""
    told: dict[str, Any] = asdict(sought)
    told["born_on"] = sought.born_on.isoformat() if sought.born_on else None
    return signing.dumps({"user": user.pk, "sought": told}, salt=_SALT)


def read_signed(words: str, user: User) -> Sought | None:
    """Return whom this person asked for within the last hour; None for any other words."""
    try:
        told = signing.loads(words, salt=_SALT, max_age=_LASTS_SECONDS)
    except signing.BadSignature:
        return None
    if told["user"] != user.pk:
        return None
    born_on = told["sought"].pop("born_on")
    return Sought(**told["sought"], born_on=date.fromisoformat(born_on) if born_on else None)
