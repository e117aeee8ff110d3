"""The children behind a number, for the few who may list them: fifty a page, or all as a file. Each look is noted."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.audit.actions import record_read
from homeward.web.insight.children_behind import (
    NO_SUCH_NUMBER,
    Children,
    NoSuchNumberError,
    Question,
    children_behind,
    question,
)
from homeward.web.insight.figures_filters import FiltersForm
from homeward.web.insight.models import Dataset
from homeward.web.insight.pages.figures_download import as_file
from homeward.web.insight.queries import published
from homeward.web.insight.written_csv import write_csv
from homeward.web.people.middleware import note_subject

A_PAGE = 50
_COLUMNS = (("child", "Child"), ("day", "Day"), ("age", "Age"), ("legal_status", "Legal status"), ("need", "Need"))


@require_safe
def figures_children(request: HttpRequest) -> HttpResponse:
    """Show the list, the latest first unless asked otherwise; say so where nobody stands behind what is asked."""
    dataset = _published(request)
    try:
        asked, found = _list(request, dataset)
    except NoSuchNumberError as error:
        return render(request, "insight/figures_children.html", {"wrong": str(error)}, status=404)
    _note(request, dataset, asked, found, "children_listed")
    context = {
        "dataset": dataset,
        "asked": asked,
        "found": found,
        "query": asked.query,
        "columns": [(title, *_sorting(asked, name)) for name, title in _COLUMNS],
        "page": Paginator(found.lines, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "insight/figures_children.html", context)


@require_safe
def figures_children_download(request: HttpRequest) -> HttpResponse:
    """Send the whole list as a CSV file; its name says nothing of whom it is about."""
    dataset = _published(request)
    try:
        asked, found = _list(request, dataset)
    except NoSuchNumberError:
        raise Http404 from None
    _note(request, dataset, asked, found, "children_downloaded")
    headers = ("Child", "Day", "Age", "Legal status", "Need", "Days until back in care", "Counted in the number")
    rows = [
        (line.event.child_id, *line.cells, line.event.days_to_re_entry, "yes" if line.event.is_in_numerator else "no")
        for line in found.lines
    ]
    return as_file(write_csv(headers, rows), "csv", f"homeward-children-{dataset.data_to_on}-internal")


def _published(request: HttpRequest) -> Dataset:
    dataset = published(request.user)
    if dataset is None:
        raise Http404
    note_subject(request, dataset)
    return dataset


def _list(request: HttpRequest, dataset: Dataset) -> tuple[Question, Children]:
    form = FiltersForm(request.GET, dataset)
    if not form.is_valid():
        raise NoSuchNumberError(NO_SUCH_NUMBER)
    asked = question(request.GET, form.filters)
    return asked, children_behind(request.user, dataset, asked)


def _note(request: HttpRequest, dataset: Dataset, asked: Question, found: Children, action: str) -> None:
    """Write down who asked for which children, before any of them is shown; whom the list named follows from that."""
    kind = dataset._meta.label_lower
    detail = {**asked.asked, "listed": len(found.lines)}
    record_read(by=request.user, action=action, subject_kind=kind, subject_id=str(dataset.pk), detail=detail)


def _sorting(asked: Question, name: str) -> tuple[str, str]:
    """Return where a column's heading leads, and how the list is sorted by it now, if it is."""
    is_up, is_down = asked.sort == name, asked.sort == f"-{name}"
    turned = f"-{name}" if is_up or (name == "day" and not is_down) else name
    state = "ascending" if is_up else "descending" if is_down else ""
    return asked.sorted_by(turned).query, state
