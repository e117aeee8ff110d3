"""A child's family drawn as a genogram, and all who are round the child as an ecomap, each told in words below it."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts import ChartTable
from homeward.charts.ecomap import Ecomap, ecomap_table, told_ecomap
from homeward.charts.ecomap_drawing import draw_ecomap
from homeward.charts.family_words import family_table, told_family
from homeward.charts.genogram import Genogram, draw_genogram
from homeward.web import clock
from homeward.web.people.record.drawn_family import drawn_family

_BELOW = "Everything that is drawn stands in words and in a table below."


@require_safe
def genogram_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Draw who is who to whom, and who lives together."""
    family = drawn_family(request.user, request.child, clock.today())
    drawing = draw_genogram(Genogram("genogram", "Genogram", f"The child’s family by generations. {_BELOW}", family))
    return _show(request, "Genogram", drawing, told_family(family), family_table(family))


@require_safe
def ecomap_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Draw who and what is round the child's home."""
    ecomap = Ecomap(
        "ecomap",
        "Ecomap",
        f"The child’s home and who is round it. {_BELOW}",
        drawn_family(request.user, request.child, clock.today()),
    )
    return _show(request, "Ecomap", draw_ecomap(ecomap), told_ecomap(ecomap.family), ecomap_table(ecomap))


def _show(request: HttpRequest, title: str, drawing: str, told: Sequence[str], table: ChartTable) -> HttpResponse:
    context = {"title": title, "drawing": drawing, "told": told, "table": table, "today": clock.today()}
    return render(request, "people/family_drawn.html", context)
