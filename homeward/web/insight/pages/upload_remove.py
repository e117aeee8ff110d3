"""Gives up an upload that was not read: stops the reading and removes its files for good."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web.insight.actions import remove_upload
from homeward.web.insight.models import Upload
from homeward.web.insight.returns_read import return_of
from homeward.web.jobs.actions import cancel_job
from homeward.web.people.policy import find


@require_POST
def upload_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel the job if it is not over, remove the files, and go back to the list."""
    upload = find(request.user, Upload, pk)
    if upload is None:
        raise Http404
    found = return_of(request.user, upload)
    if found.dataset is None and upload.removed_at is None:
        if found.is_being_read:
            cancel_job(job=found.job, by=request.user)
        remove_upload(upload=upload, by=request.user)
        messages.success(request, f"The files of “{upload.source}” were removed.")
    return redirect("returns")
