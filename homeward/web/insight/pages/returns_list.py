"""The list of returns: which figures are published now, and what else was uploaded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.insight.queries import returns


@require_safe
def returns_list(request: HttpRequest) -> HttpResponse:
    """Show every upload, the latest first, with the published one above them."""
    found = returns(request.user)
    current = next((one for one in found if one.is_published), None)
    others = [one for one in found if not one.is_published]
    return render(request, "insight/returns_list.html", {"current": current, "others": others})
