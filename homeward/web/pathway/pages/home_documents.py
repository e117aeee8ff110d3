"""Sends the return plan and the learning review as PDF and Word; the names of the files say nothing of a child."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from homeward.reports import learning_review_document, return_plan_document
from homeward.reports.return_home_document import Report
from homeward.web import clock
from homeward.web.pathway.home.papers import learning_told, plan_told
from homeward.web.pathway.home.ways import latest_start
from homeward.web.pathway.models import PathwayStart

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"


@require_safe
def return_plan_pdf(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the return plan as PDF."""
    return _send(request, _plan, return_plan_document.as_pdf, "return-plan", _PDF)


@require_safe
def return_plan_word(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the return plan as a Word document."""
    return _send(request, _plan, return_plan_document.as_word, "return-plan", _WORD)


@require_safe
def learning_pdf(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the learning review as PDF."""
    return _send(request, _learning, learning_review_document.as_pdf, "learning-review", _PDF)


@require_safe
def learning_word(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the learning review as a Word document."""
    return _send(request, _learning, learning_review_document.as_word, "learning-review", _WORD)


def _plan(request: HttpRequest, start: PathwayStart) -> Report:
    return return_plan_document.report_of(plan_told(request, start))


def _learning(request: HttpRequest, start: PathwayStart) -> Report:
    return learning_review_document.report_of(learning_told(request, start))


def _send(
    request: HttpRequest,
    make: Callable[[HttpRequest, PathwayStart], Report],
    write: Callable[[Report], bytes],
    name: str,
    content_type: str,
) -> HttpResponse:
    start = latest_start(request.child, clock.today())
    if start is None:
        return redirect("pathway", request.child.pk)
    ending = "pdf" if content_type == _PDF else "docx"
    file_name = f"{name}-{clock.today():%Y-%m-%d}.{ending}"
    return HttpResponse(
        write(make(request, start)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
