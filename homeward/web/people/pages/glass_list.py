"""Where the glass was broken: what waits for an auditor's review, and what was reviewed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.access.queries import broken_glass_to_review
from homeward.web.people.models import BreakGlass
from homeward.web.people.policy import visible

MOST = 50


@require_safe
def glass_list(request: HttpRequest) -> HttpResponse:
    """List both, those that wait the longest first."""
    reviewed = visible(request.user, BreakGlass).filter(reviewed_at__isnull=False)
    context = {
        "waiting": broken_glass_to_review(request.user),
        "reviewed": reviewed.select_related("user", "child", "reviewed_by").order_by("-reviewed_at")[:MOST],
    }
    return render(request, "people/glass_list.html", context)
