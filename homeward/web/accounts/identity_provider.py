"""Signs people in by the council's own identity provider (OpenID Connect), where one is named in the settings.

Nobody comes in who has no account here. Which account is whose is never guessed from an e-mail address or a user name,
for both can be given to somebody else: a person connects the two themselves, once, while signed in here, and from then
on the provider's lasting name for them (issuer and subject) is looked up. Who is asked for a second factor here is
asked for it after the provider too. Tokens and what else the provider tells are not kept.
"""

import secrets
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from requests import RequestException

from homeward.web.accounts.actions import link_identity
from homeward.web.accounts.confirming import is_confirmed
from homeward.web.accounts.models import LinkedIdentity

NO_ACCOUNT = (
    "No account here is connected with the one you signed in with. Sign in with your user name and password first, "
    "then connect the two under Your account. If you have no user name, ask your service’s administrator."
)
FAILED = "The sign-in could not be finished at the other side. Try again, or sign in with your user name and password."
CONNECTED = "Your accounts are connected: from now on you can sign in either way."
_TICKET = "identity_ticket"


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Takes over from django-allauth once the provider's answer has been checked."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Tell that nobody gets an account by signing in elsewhere."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign in whoever is connected with this identity, or connect it; always ends django-allauth's own way."""
        token = sociallogin.account.extra_data.get("id_token") or {}
        if token.get("iss", "").rstrip("/") != issuer() or not token.get("sub"):
            raise ImmediateHttpResponse(_failed(request))
        finish = _connect if sociallogin.state.get("process") == "connect" else _sign_in
        raise ImmediateHttpResponse(finish(request, token["sub"], sociallogin.state.get("next")))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_: Any) -> None:
        """Say that it did not work, without what the provider said."""
        raise ImmediateHttpResponse(_failed(request))


def is_offered() -> bool:
    """Tell whether an identity provider is named in the settings."""
    return settings.HOMEWARD_OIDC is not None


def provider_name() -> str:
    """Return what people call the identity provider's account."""
    return settings.HOMEWARD_OIDC["name"] if is_offered() else ""


def issuer() -> str:
    """Return the identity provider's address, without a slash at its end."""
    return settings.HOMEWARD_OIDC["settings"]["server_url"]


def begin(request: HttpRequest, *, process: str, next_page: str) -> HttpResponse:
    """Send the browser to the identity provider to `login` or `connect`; where it is out of reach, say so."""
    try:
        provider = get_adapter().get_provider(request, settings.HOMEWARD_OIDC["provider_id"])
        return provider.redirect(request, process=process, next_url=next_page)
    except RequestException:
        return _failed(request)


def take_back(request: HttpRequest) -> HttpResponse:
    """Answer the browser that comes back from the identity provider; an answer that cannot be read lets nobody in."""
    adapter = OpenIDConnectOAuth2Adapter(request, settings.HOMEWARD_OIDC["provider_id"])
    try:
        return OAuth2CallbackView.adapter_view(adapter)(request)
    except (KeyError, ValueError):
        return _failed(request)


def make_ticket(request: HttpRequest) -> str:
    """Return a word that only a page of this session knows; the way out to connect an account must carry it."""
    request.session[_TICKET] = secrets.token_urlsafe(24)
    return request.session[_TICKET]


def is_ticket(request: HttpRequest, ticket: str) -> bool:
    """Tell whether this is the word last made for this session; it is good once."""
    kept = request.session.pop(_TICKET, "")
    return bool(kept) and constant_time_compare(kept, ticket)


def _sign_in(request: HttpRequest, subject: str, next_page: str | None) -> HttpResponse:
    found = LinkedIdentity.objects.filter(issuer=issuer(), subject=subject).select_related("user").first()
    if found is None:
        messages.error(request, NO_ACCOUNT)
        return redirect("sign_in")
    record_authentication(request, found.user, method="identity_provider")
    return perform_login(request, Login(user=found.user, redirect_url=next_page))


def _connect(request: HttpRequest, subject: str, _: str | None) -> HttpResponse:
    if not request.user.is_authenticated or not is_confirmed(request):
        return _failed(request)
    try:
        link_identity(user=request.user, issuer=issuer(), subject=subject, by=request.user)
        messages.success(request, CONNECTED)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("account_show")


def _failed(request: HttpRequest) -> HttpResponse:
    messages.error(request, FAILED)
    return redirect("account_show" if request.user.is_authenticated else "sign_in")
