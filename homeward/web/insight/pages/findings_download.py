"""The findings of a return as a CSV file, to be corrected line by line in the case system."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from homeward.reports.told_findings import what_to_do
from homeward.sources.findings import Finding
from homeward.web.insight.findings_read import noticed
from homeward.web.insight.models import Dataset
from homeward.web.insight.pages.findings_list import form_for
from homeward.web.insight.written_csv import write_csv
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find

HEADERS = ("Severity", "Rule", "File", "Line", "Column", "Value", "What was noticed", "What to do")


@require_safe
def findings_download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send exactly the findings asked for, errors first; the file's name says nothing of whose return it is."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    note_subject(request, dataset)
    found = noticed(dataset, form_for(request, dataset).sought).findings
    name = f"homeward-findings-{dataset.data_to_on}.csv"
    return HttpResponse(
        to_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def to_csv(findings: Iterable[Finding]) -> bytes:
    """Write findings as CSV, one a line."""
    cells = (
        (one.severity, one.rule, one.file, one.line, one.column, one.value, one.sentence, what_to_do(one.rule))
        for one in findings
    )
    return write_csv(HEADERS, cells)
