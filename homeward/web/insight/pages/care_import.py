"""Brings the published return into the children's records: first what would change, then a job that does it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from homeward.web.insight.models import Dataset, DatasetState
from homeward.web.insight.records_filled import jobs_of, preview_of
from homeward.web.insight.work import FILL_RECORDS
from homeward.web.jobs.actions import queue_job
from homeward.web.jobs.queries import worker_state
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what would change, or how far a job is; when asked to, queue the job unless one is under way."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None or dataset.state != DatasetState.PUBLISHED:
        raise Http404
    note_subject(request, dataset)
    last = next(iter(jobs_of(request.user, dataset)), None)
    is_at_work = last is not None and not last.is_ended
    if request.method == "POST":
        if not is_at_work:
            queue_job(kind=FILL_RECORDS, argument=str(dataset.pk), by=request.user)
            messages.success(request, "It is being brought in. You can leave this page.")
        return redirect("care_import", dataset.pk)
    context = {
        "dataset": dataset,
        "last": last,
        "is_at_work": is_at_work,
        "nobody_works": worker_state() != "ok",
        "preview": None if is_at_work else preview_of(request.user, dataset),
    }
    return render(request, "insight/care_import.html", context)
