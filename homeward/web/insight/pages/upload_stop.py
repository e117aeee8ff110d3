"""Stops the reading of an upload. Its files stay, so that it can be begun again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web.insight.models import Upload
from homeward.web.insight.returns_read import return_of
from homeward.web.jobs.actions import cancel_job
from homeward.web.people.policy import find


@require_POST
def upload_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cancel the job if it is not over, and show how it stands."""
    upload = find(request.user, Upload, pk)
    if upload is None:
        raise Http404
    found = return_of(request.user, upload)
    if found.is_being_read:
        cancel_job(job=found.job, by=request.user)
    return redirect("progress", upload.pk)
