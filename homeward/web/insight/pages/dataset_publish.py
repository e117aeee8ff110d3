"""Publishes the figures of a return, or brings back those of an earlier one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web.insight.actions import CannotPublishError, publish_dataset
from homeward.web.insight.models import Dataset
from homeward.web.people.policy import find


@require_POST
def dataset_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish and show the figures; where that cannot be, say why on the findings page."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    try:
        publish_dataset(dataset=dataset, by=request.user)
    except CannotPublishError as error:
        messages.error(request, str(error))
        return redirect("findings", dataset.pk)
    messages.success(request, "The figures are published.")
    return redirect("figures")
