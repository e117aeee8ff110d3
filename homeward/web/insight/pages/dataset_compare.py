"""What differs between two returns: in the figures, in what became of the rows, and in what was noticed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.insight.differences import findings_that_differ, measures_that_differ, rows_that_differ
from homeward.web.insight.forms import OtherDatasetForm
from homeward.web.insight.models import Dataset
from homeward.web.insight.queries import pack_of
from homeward.web.insight.returns_read import other_datasets
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find


@require_safe
def dataset_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lay a return beside another, the published one unless another is asked for, and tell what has changed since."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    note_subject(request, dataset)
    others = list(other_datasets(request.user, dataset))
    asked = request.GET.get("other") or (str(others[0].pk) if others else "")
    other = find(request.user, Dataset, asked) if asked else None
    if asked and (other is None or other.pk == dataset.pk):
        raise Http404
    context = {"dataset": dataset, "other": other, "form": OtherDatasetForm({"other": asked}, others)}
    return render(request, "insight/dataset_compare.html", context | _differences(other, dataset))


def _differences(before: Dataset | None, after: Dataset) -> dict[str, object]:
    """Return what differs, the changed apart from the unchanged."""
    if before is None:
        return {}
    old, new = pack_of(before, "internal"), pack_of(after, "internal")
    measures, tables = measures_that_differ(old, new), rows_that_differ(old, new)
    rules = findings_that_differ(old.findings, new.findings)
    return {
        "measures_in_all": len(measures),
        "measures": [each for each in measures if each.changed],
        "same_measures": [each for each in measures if not each.changed],
        "tables": [each for each in tables if each.changed],
        "same_tables": [each for each in tables if not each.changed],
        "rules": [line for line in rules if line.is_changed],
        "same_rules": sum(not line.is_changed for line in rules),
    }
