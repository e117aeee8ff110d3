"""A child's chronology: all that happened, from one store, in four views, narrowed by kind, time and person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.practice.chronology.noticed_silences import SILENCES_IN_WORDS
from homeward.practice.chronology.views import View
from homeward.web.chronology.shown.asked import asked_of
from homeward.web.chronology.shown.pointed_out import pointed_out
from homeward.web.people.relations import TO_WRITE


@require_safe
def chronology_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show a view of the chronology; beside the worker's, what is worth a second look."""
    asked = asked_of(request)
    context = {
        "asked": asked,
        "may_write": bool(request.relations & TO_WRITE),
        "pointed_out": pointed_out(request.child, asked) if asked.view == View.WORKER else [],
        "silences_in_words": SILENCES_IN_WORDS,
        "pdf": asked.address("chronology_pdf"),
        "word": asked.address("chronology_word"),
    }
    return render(request, "chronology/chronology_show.html", context)
