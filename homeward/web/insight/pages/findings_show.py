"""Every place at which one thing was noticed in a return, fifty a page."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.insight.findings_read import noticed
from homeward.web.insight.models import Dataset
from homeward.web.insight.pages.findings_list import form_for
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find

A_PAGE = 50


@require_safe
def findings_show(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Show the files, lines and values at which one rule spoke; `key` is its severity and name: `error-no_child`."""
    dataset = find(request.user, Dataset, pk)
    if dataset is None:
        raise Http404
    sought = form_for(request, dataset).sought
    found = noticed(dataset, sought)
    group = next((group for group in found.groups if f"{group.severity}-{group.rule}" == key), None)
    if group is None:
        raise Http404
    note_subject(request, dataset)
    context = {
        "dataset": dataset,
        "group": group,
        "in_all": found.in_all(group),
        "query": sought.query,
        "page": Paginator(group.findings, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "insight/findings_show.html", context)
