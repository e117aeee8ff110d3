"""How far a long chronology on paper is; once it is made, it is fetched here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from homeward.web.chronology.papers.queries import job_of, paper_of
from homeward.web.jobs.queries import worker_state


@never_cache
@require_safe
def paper_show(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show how far the PDF is, with the link to it once it is made, or why it could not be made."""
    paper = paper_of(request.user, request.child, pk)
    if paper is None:
        raise Http404
    job = job_of(paper)
    is_waiting = paper.made_at is None and job is not None and not job.is_ended
    context = {
        "paper": paper,
        "job": job,
        "is_waiting": is_waiting,
        "nobody_works": is_waiting and worker_state() != "ok",
    }
    return render(request, "chronology/paper_show.html", context)


@never_cache
@require_safe
def paper_fetch(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Send the PDF; its name says nothing of the child."""
    paper = paper_of(request.user, request.child, pk)
    if paper is None or paper.made_at is None:
        raise Http404
    name = f"chronology-{localdate(paper.made_at):%Y-%m-%d}.pdf"
    return HttpResponse(
        bytes(paper.body),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
