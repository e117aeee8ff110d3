"""Where the data pack is taken from: for sharing, with what is withheld said first, or for use inside the service."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts import ChartTable
from homeward.measures.result import Result
from homeward.reports.datapack import all_rows
from homeward.web.accounts.roles import FIGURE_PUBLISHERS
from homeward.web.insight.kept_results import results_of
from homeward.web.insight.linked_tables import plain
from homeward.web.insight.models import Dataset
from homeward.web.insight.queries import pack_of, published
from homeward.web.insight.terms_of_the_field import TERMS
from homeward.web.people.middleware import note_subject

FORMS = (("html", "Web page"), ("pdf", "PDF"), ("xlsx", "Excel workbook"), ("json", "Figures for programs (JSON)"))


@require_safe
def pack_show(request: HttpRequest) -> HttpResponse:
    """Show the ways to take the figures along."""
    dataset = published(request.user)
    if dataset is None:
        raise Http404
    note_subject(request, dataset)
    return show_pack(request, dataset)


def show_pack(request: HttpRequest, dataset: Dataset, *, is_unconfirmed: bool = False) -> HttpResponse:
    """Show the page; where somebody asked for the pack for use inside without the promise, ask for that."""
    results = _shared(dataset)
    hidden, rows = (sum(map(count, results)) for count in (_hidden, _all))
    context = {
        "dataset": dataset,
        "forms": FORMS,
        "hidden": hidden,
        "rows": rows,
        "withheld": plain("withheld", _table(results)),
        "can_publish": bool(request.roles & FIGURE_PUBLISHERS),
        "is_unconfirmed": is_unconfirmed,
        "suppression": TERMS["Suppression"],
    }
    return render(request, "insight/pack_show.html", context, status=400 if is_unconfirmed else 200)


def _shared(dataset: Dataset) -> Sequence[Result]:
    """Return what the pack for sharing says; a job keeps it soon after publishing, till then it is worked out here."""
    return results_of(dataset.shared) if dataset.shared else pack_of(dataset, "shareable").results


def _table(results: Sequence[Result]) -> ChartTable:
    """Return how many figures of each measure are withheld, of those of which any is."""
    rows = [(each.title, f"{_hidden(each):,}", f"{_all(each):,}") for each in results if _hidden(each)]
    return ChartTable("Withheld from the pack for sharing", ("Measure", "Withheld", "Of"), tuple(rows))


def _hidden(result: Result) -> int:
    return sum(row.suppressed for row in all_rows(result))


def _all(result: Result) -> int:
    return len(all_rows(result))
