"""Where an administrator, or whose access it carries, revokes a token."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.roles import Role
from homeward.web.api.actions import revoke_token
from homeward.web.api.queries import tokens_for
from homeward.web.people.middleware import note_subject


@confirmed
def token_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what follows, then revoke it. Somebody else's token is not there."""
    token = get_object_or_404(tokens_for(request.user, request.roles), pk=pk)
    note_subject(request, token)
    back = "tokens_list" if Role.ADMINISTRATOR in request.roles else "own_tokens"
    if request.method != "POST":
        return render(request, "api/token_revoke.html", {"token": token, "back": back})
    try:
        revoke_token(token=token, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"The token “{token.name}” is revoked.")
    return redirect(back)
