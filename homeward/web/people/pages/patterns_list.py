"""The patterns for which an auditor can have the audit looked through, each explained."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.access.queries import broken_glass_to_review
from homeward.web.people.oversight.shelf import PATTERNS


@require_safe
def patterns_list(request: HttpRequest) -> HttpResponse:
    """List the patterns; nothing is looked for before one is chosen."""
    context = {"patterns": PATTERNS.values(), "to_review": broken_glass_to_review(request.user).count()}
    return render(request, "people/patterns_list.html", context)
