"""Tokens of the interface for tests, and how another system asks with them."""

from datetime import timedelta

from django.http import HttpResponse
from django.test import Client

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.api.actions import TokenDetails, make_token
from homeward.web.api.scopes import Scope

ROOT = "/api/v1/"


def token_for(holder: User, *scopes: Scope) -> str:
    """Make a token with these scopes, or with every one, and return its text."""
    details = TokenDetails("Invented system", scopes or tuple(Scope), clock.today() + timedelta(days=30))
    return make_token(holder=holder, details=details, by=None, on=clock.today())[1]


def header(text: str) -> dict[str, str]:
    """Return the header that carries a token."""
    return {"Authorization": f"Bearer {text}"}


def ask(text: str, route: str, method: str = "GET", **query: object) -> HttpResponse:
    """Ask as another system does: with a token and without a session."""
    return Client().generic(method, ROOT + route, headers=header(text), query_params=query)
