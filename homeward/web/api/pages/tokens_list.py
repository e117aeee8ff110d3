"""The tokens by which other systems read, for administrators: whose access each carries, and until when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.api.queries import every_token, is_live


@require_safe
def tokens_list(request: HttpRequest) -> HttpResponse:
    """List every token that opens something today, and those that do no more."""
    today, tokens = clock.today(), list(every_token())
    live = [token for token in tokens if is_live(token, today)]
    context = {"live": live, "over": [token for token in tokens if token not in live]}
    return render(request, "api/tokens_list.html", context)
