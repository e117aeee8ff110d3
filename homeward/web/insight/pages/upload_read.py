"""Begins to read an upload whose reading never began or broke off."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web.insight.models import Upload
from homeward.web.insight.returns_read import return_of
from homeward.web.insight.work import READ_RETURN
from homeward.web.jobs.actions import queue_job
from homeward.web.people.policy import find


@require_POST
def upload_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Queue the reading, unless it is queued or done already, and show its progress."""
    upload = find(request.user, Upload, pk)
    if upload is None:
        raise Http404
    if return_of(request.user, upload).can_be_read:
        queue_job(kind=READ_RETURN, argument=str(upload.pk), by=request.user)
    return redirect("progress", upload.pk)
