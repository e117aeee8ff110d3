"""The findings of a return as a CSV file, to be corrected line by line in the case system."""

import csv
from collections.abc import Iterable
from io import StringIO
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from homeward.reports.told_findings import what_to_do
from homeward.sources.findings import Finding
from homeward.web.insight.findings_read import noticed
from homeward.web.insight.models import Dataset
from homeward.web.insight.pages.findings_list import form_for
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find

HEADERS = ("Severity", "Rule", "File", "Line", "Column", "Value", "What was noticed", "What to do")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


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
    """Write findings as UTF-8 CSV with the mark by which spreadsheets know it; no cell is a formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for one in findings:
        cells = (one.severity, one.rule, one.file, one.line, one.column, one.value, one.sentence, what_to_do(one.rule))
        writer.writerow([_plain(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig", "replace")


def _plain(cell: str | int | None) -> str:
    """Return a cell that a spreadsheet takes as words: one that would begin a formula gets an apostrophe before it."""
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(_BEGINS_A_FORMULA) else words
