"""What they say: child, parents and others in their own words, what was done about it, and who has not been heard."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.voices.queries import Heard, heard
from homeward.web.people.relations import TO_WRITE


@require_safe
def voices_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show person by person what was said, the latest first, and since when the child or a parent was not heard."""
    today = clock.today()
    people = heard(reader_of(request.user, request.child), today)
    context = {
        "people": [(one, _silence(one, today), one.is_long_silent(today)) for one in people],
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "chronology/voices_show.html", context)


def _silence(one: Heard, today: date) -> str:
    """Return since when somebody was not heard whose silence matters."""
    return one.silence_in_words(today) if one.is_awaited else ""
