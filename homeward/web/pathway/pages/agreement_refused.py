"""Help that was promised to families and refused, service by service, for those who plan and buy services."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.pathway.agreements.refused import refused_services

_DAYS = 365


@require_safe
def agreement_refused(request: HttpRequest) -> HttpResponse:
    """Show what was refused within the last year. It is for inside the service, and there is no download."""
    today = clock.today()
    since = today - timedelta(days=_DAYS)
    context = {"lines": refused_services(request.user, since, today), "since": since, "today": today}
    return render(request, "pathway/agreement_refused.html", context)
