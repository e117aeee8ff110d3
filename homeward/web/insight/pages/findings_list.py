"""What was read from a return and what was noticed in it, before its figures are published."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.insight.actions import CannotPublishError, check_can_publish
from homeward.web.insight.findings_read import Noticed, fates_table, noticed, tables_noticed
from homeward.web.insight.forms import FindingsForm
from homeward.web.insight.models import Dataset
from homeward.web.insight.queries import published
from homeward.web.insight.returns_read import given_before, other_datasets
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find

EXAMPLES = 3
"""So many places of each rule are shown here; the rule's own page has them all."""


@require_safe
def findings_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show years, fates and findings of one return, and the buttons that publish it or take it down."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    note_subject(request, dataset)
    form = form_for(request, dataset)
    found = noticed(dataset, form.sought)
    context = {
        "dataset": dataset,
        "fates": fates_table(dataset),
        "form": form,
        "query": form.sought.query,
        "noticed": found,
        "groups": _shown(found),
        "cannot_publish": _why_not(dataset),
        "current": published(request.user),
        "given_before": given_before(request.user, dataset.upload),
        "has_others": other_datasets(request.user, dataset).exists(),
    }
    return render(request, "insight/findings_list.html", context)


def form_for(request: HttpRequest, dataset: Dataset) -> FindingsForm:
    """Return the form that says which findings are asked for, as the address has it."""
    return FindingsForm(request.GET, tables=tables_noticed(dataset), years=dataset.years)


def _shown(found: Noticed) -> list[dict[str, object]]:
    return [
        {
            "group": group,
            "in_all": found.in_all(group),
            "told": [group.tell(finding) for finding in group.findings[:EXAMPLES]],
        }
        for group in found.groups
    ]


def _why_not(dataset: Dataset) -> str:
    """Return the sentence that says why a dataset may not be published, or nothing."""
    try:
        check_can_publish(dataset)
    except CannotPublishError as error:
        return str(error)
    return ""
