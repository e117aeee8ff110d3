"""Where the return-home assessment report is prepared for the service; the name of its file says nothing of a child."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.reports.return_home_assessment import NO_SCORE, as_pdf, as_word, report_of
from homeward.reports.return_home_document import Report
from homeward.web import clock
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.report import is_apart, told_of
from homeward.web.people.relations import TO_WRITE

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def return_home_report(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Say what the report holds and for whom it is, and lead to its files."""
    way = way_of(request.child, clock.today())
    if way is None:
        return redirect("pathway", request.child.pk)
    told = told_of(request, way)
    context = {
        "told": told,
        "no_score": NO_SCORE,
        "is_apart": is_apart(way),
        "unanswered": [one for one in told.assessment.warnings if not one.is_answered],
        "waits": [step for step in told.steps if not step.judged],
        "differ": [step for step in told.steps if step.judged and not step.level],
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "pathway/return_home_report.html", context)


@require_safe
def return_home_report_pdf(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the report as PDF."""
    return _send(request, as_pdf, "pdf", "application/pdf")


@require_safe
def return_home_report_word(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the report as a Word document."""
    return _send(request, as_word, "docx", _WORD)


def _send(request: HttpRequest, write: Callable[[Report], bytes], ending: str, content_type: str) -> HttpResponse:
    way = way_of(request.child, clock.today())
    if way is None:
        return redirect("pathway", request.child.pk)
    name = f"return-home-assessment-{clock.today():%Y-%m-%d}.{ending}"
    return HttpResponse(
        write(report_of(told_of(request, way))),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
