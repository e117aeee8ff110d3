"""The tokens that carry somebody's own access, for whoever it is: to know of them, and to revoke them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.api.queries import is_live, tokens_for


@require_safe
def own_tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens that open something today with one's own access."""
    tokens = tokens_for(request.user, frozenset())
    live = [token for token in tokens if is_live(token, clock.today())]
    return render(request, "api/own_tokens.html", {"live": live})
