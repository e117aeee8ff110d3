"""Publishes the figures of a return, or brings back those of an earlier one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web.insight.actions import CannotPublishError, publish_dataset
from homeward.web.insight.models import Dataset
from homeward.web.insight.work import KEEP_SHARED
from homeward.web.jobs.actions import queue_job
from homeward.web.people.policy import find


@require_POST
def dataset_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish and show the figures; where that cannot be, say why on the findings page.

    The first time, a job keeps what the file for sharing says.
    """
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    try:
        publish_dataset(dataset=dataset, by=request.user)
    except CannotPublishError as error:
        messages.error(request, str(error))
        return redirect("findings", dataset.pk)
    if dataset.publication is None:
        queue_job(kind=KEEP_SHARED, argument=str(dataset.pk), by=request.user)
    messages.success(request, "The figures are published.")
    return redirect("figures")
