"""A view of a child's chronology as a file to print or to go on writing in; its name says nothing of the child."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.reports.chronology import ChronologyDocument, as_pdf, as_word
from homeward.web import clock
from homeward.web.chronology.papers.actions import ask_for_paper
from homeward.web.chronology.papers.queries import PUT_ON_PAPER
from homeward.web.chronology.shown.asked import Asked, asked_of
from homeward.web.chronology.shown.on_paper import document_for
from homeward.web.jobs.actions import queue_job

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_AT_ONCE = 60
"""A PDF of more events takes more than a second or so: it is made in the background."""


def chronology_pdf(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the view that was asked for as PDF; a long one is made by a job, for which the page asks first."""
    asked = asked_of(request)
    if asked.form.is_valid() and len(asked.told.lines) > MOST_AT_ONCE:
        return _queue(request) if request.method == "POST" else _ask(request, asked)
    return _send(request, asked, as_pdf, "pdf", "application/pdf")


@require_safe
def chronology_word(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Send the view that was asked for as a Word document."""
    return _send(request, asked_of(request), as_word, "docx", _WORD)


def _ask(request: HttpRequest, asked: Asked) -> HttpResponse:
    context = {
        "events": len(asked.told.lines),
        "back": asked.address("chronology"),
        "word": asked.address("chronology_word"),
    }
    return render(request, "chronology/paper_ask.html", context)


def _queue(request: HttpRequest) -> HttpResponse:
    paper = ask_for_paper(child=request.child, asked=request.GET.urlencode(), by=request.user)
    queue_job(kind=PUT_ON_PAPER, argument=str(paper.pk), by=request.user)
    return redirect("paper", request.child.pk, paper.pk)


def _send(
    request: HttpRequest, asked: Asked, write: Callable[[ChronologyDocument], bytes], ending: str, content_type: str
) -> HttpResponse:
    """Send a document; where the address asks for what cannot be, the page that says so instead of a file of all."""
    if not asked.form.is_valid():
        return redirect(asked.address("chronology"))
    name = f"chronology-{asked.view}-{clock.today():%Y-%m-%d}.{ending}"
    return HttpResponse(
        write(document_for(request.user, request.child, asked)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
