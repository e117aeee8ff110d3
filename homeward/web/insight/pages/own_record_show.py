"""From our own record: what the practice record itself tells of returns home, apart from the yearly return."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.insight.own_record import own_record


@require_safe
def own_record_show(request: HttpRequest) -> HttpResponse:
    """Show the figures of today's run."""
    return render(request, "insight/own_record_show.html", {"found": own_record(clock.today())})
