"""Sends a version of an agreement as paper: plain, in large print, as Word, or as text for a translator."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from homeward.reports.written_agreement_paper import AgreementPaper, paper_of
from homeward.reports.written_agreement_print import as_large_print, as_pdf
from homeward.reports.written_agreement_text import as_text
from homeward.reports.written_agreement_word import as_word
from homeward.web import clock
from homeward.web.pathway.agreements.asked import version_asked, whole_version

_PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT = "text/plain; charset=utf-8"


@require_safe
def agreement_pdf(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Send a version as PDF."""
    return _send(request, pk, as_pdf, "pdf", _PDF)


@require_safe
def agreement_large_print(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Send a version as PDF in large print."""
    return _send(request, pk, as_large_print, "pdf", _PDF, "-large-print")


@require_safe
def agreement_word(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Send a version as a Word document."""
    return _send(request, pk, as_word, "docx", _WORD)


@require_safe
def agreement_text(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Send a version as text for a translator."""
    return _send(request, pk, as_text, "txt", _TEXT)


def _send(  # noqa: PLR0913, PLR0917 - what is sent, how it is written, and what the file is called
    request: HttpRequest,
    pk: UUID,
    write: Callable[[AgreementPaper], bytes],
    ending: str,
    content_type: str,
    kind: str = "",
) -> HttpResponse:
    paper = paper_of(whole_version(version_asked(request, pk)), is_invented=settings.HOMEWARD_INVENTED)
    name = f"our-agreement{kind}-{clock.today():%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(paper), content_type=content_type, headers=headers)
