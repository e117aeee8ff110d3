"""A view of a child's chronology as a file to print or to go on writing in; its name says nothing of the child."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from homeward.reports.chronology import ChronologyDocument, Cover, as_pdf, as_word, document_of
from homeward.web import clock
from homeward.web.chronology.shown.asked import Asked, asked_of
from homeward.web.people.record.heading import heading_of

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def chronology_pdf(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the view that was asked for as PDF."""
    return _send(request, as_pdf, "pdf", "application/pdf")


@require_safe
def chronology_word(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the view that was asked for as a Word document."""
    return _send(request, as_word, "docx", _WORD)


def _send(
    request: HttpRequest, write: Callable[[ChronologyDocument], bytes], ending: str, content_type: str
) -> HttpResponse:
    """Send a document; where the address asks for what cannot be, the page that says so instead of a file of all."""
    asked = asked_of(request)
    if not asked.form.is_valid():
        return redirect(asked.address("chronology"))
    name = f"chronology-{asked.view}-{clock.today():%Y-%m-%d}.{ending}"
    return HttpResponse(
        write(_document(request, asked)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _document(request: HttpRequest, asked: Asked) -> ChronologyDocument:
    heading = heading_of(request)
    cover = Cover(
        whose=heading.name,
        born=heading.born.removeprefix("born "),
        as_of=clock.today(),
        prepared_by=request.user.name,
        narrowed_by=asked.form.in_words,
        is_invented=settings.HOMEWARD_INVENTED,
    )
    return document_of(asked.told, cover)
