"""What a guest of a partner agency, who was asked to do something for a child, may read of the chronology."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.practice.chronology.views import View
from homeward.web.chronology.shown.asked import asked_of


@require_safe
def chronology_agencies(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show what is shared with all agencies, and nothing that leads further."""
    context = {"asked": asked_of(request, View.AGENCIES), "is_guest": True}
    return render(request, "chronology/chronology_show.html", context)
