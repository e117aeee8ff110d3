"""Takes figures down that were published by mistake, without others in their place."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from homeward.web.insight.actions import CannotTakeDownError, take_down_dataset
from homeward.web.insight.models import Dataset
from homeward.web.people.policy import find


@require_POST
def dataset_take_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the figures down and go back to the return, from where they can be shown again."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    try:
        take_down_dataset(dataset=dataset, by=request.user)
        messages.success(request, "The figures were taken down. Nobody sees figures until a return is published.")
    except CannotTakeDownError as error:
        messages.error(request, str(error))
    return redirect("findings", dataset.pk)
