"""What was read from a return and what was noticed in it, before its figures are published."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.insight.actions import CannotPublishError, check_can_publish
from homeward.web.insight.models import Dataset
from homeward.web.insight.queries import fates_table, finding_groups, published
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find

EXAMPLES = 3
"""So many places of each rule are shown here; the rule's own page has them all."""


@require_safe
def findings_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show years, fates and findings of one return, and the button that publishes it."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    note_subject(request, dataset)
    groups = finding_groups(dataset)
    context = {
        "dataset": dataset,
        "fates": fates_table(dataset),
        "groups": [(group, [group.tell(finding) for finding in group.findings[:EXAMPLES]]) for group in groups],
        "cannot_publish": _why_not(dataset),
        "current": published(request.user),
    }
    return render(request, "insight/findings_list.html", context)


def _why_not(dataset: Dataset) -> str:
    """Return the sentence that says why a dataset may not be published, or nothing."""
    try:
        check_can_publish(dataset)
    except CannotPublishError as error:
        return str(error)
    return ""
