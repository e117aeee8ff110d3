"""Addresses of the interface for other systems, and of the pages on which its tokens are made and revoked."""

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern

from homeward.web.accounts.roles import Role
from homeward.web.api.operations import OPERATIONS
from homeward.web.api.pages.own_tokens import own_tokens
from homeward.web.api.pages.token_make import token_make
from homeward.web.api.pages.token_revoke import token_revoke
from homeward.web.api.pages.tokens_list import tokens_list
from homeward.web.api.service import ROOT, answering, description, make_interface
from homeward.web.people.policy import ANYONE, SIGNED_IN, Allow, page

_INTERFACE = make_interface()
_VIEWS = {pattern.name: pattern.callback for pattern in _INTERFACE.urls[0]}
ADMINISTRATORS = Allow(roles=frozenset({Role.ADMINISTRATOR}))
TOKENS = Allow(
    roles=frozenset({Role.ADMINISTRATOR}),
    menu="Interface tokens",
    says="Let another system of the council read what somebody may see, for a time.",
)


def description_show(request: HttpRequest) -> JsonResponse:
    """Answer with the interface's description; it holds nothing of anybody."""
    return JsonResponse(description(_INTERFACE))


urlpatterns: list[URLPattern] = [
    page(f"{ROOT}openapi.json", description_show, name="interface_description", allow=ANYONE),
    *(
        page(f"{ROOT}{one.route}", answering(one, _VIEWS[one.name]), name=one.name, allow=one.allow)
        for one in OPERATIONS
    ),
    page("tokens/", tokens_list, name="tokens_list", allow=TOKENS),
    page("tokens/make/", token_make, name="token_make", allow=ADMINISTRATORS),
    page("tokens/<uuid:pk>/revoke/", token_revoke, name="token_revoke", allow=SIGNED_IN),
    page("your-account/tokens/", own_tokens, name="own_tokens", allow=SIGNED_IN),
]
