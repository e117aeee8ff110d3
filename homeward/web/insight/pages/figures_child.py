"""One child's journey, for the few who may list children: on a strip, as a table, and as the return tells it."""

import narwhals as nw
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts import ChartTable
from homeward.charts.figures import EMPTY_CELL, group_label
from homeward.charts.journey_of_child import strip_of
from homeward.charts.journey_strip import date_in_words, draw_strip, strip_table
from homeward.journeys.engine import collect_children
from homeward.journeys.journeys import REVIEWS
from homeward.journeys.one_child import journey_of
from homeward.sources.rows import Rows
from homeward.sources.ssda903.codes import ETHNIC
from homeward.sources.table import Table
from homeward.web.audit.actions import record_read
from homeward.web.insight.children_behind import child_of
from homeward.web.insight.figures_kept import journeys_of, rows_kept
from homeward.web.insight.linked_tables import plain
from homeward.web.insight.queries import published
from homeward.web.people.middleware import note_subject

_EPISODE = (
    ("decom_day", "Began (DECOM)"),
    ("dec_day", "Ended (DEC)"),
    ("reason_new_episode", "Why it began (RNE)"),
    ("legal_status", "Legal status (LS)"),
    ("need", "Need (CIN)"),
    ("place", "Placement (PLACE)"),
    ("reason_ceased", "Why it ended (REC)"),
)


@require_safe
def figures_child(request: HttpRequest, token: str) -> HttpResponse:
    """Show the journey of the child for whom a token stands in the published dataset."""
    dataset = published(request.user)
    child_id = child_of(request.user, dataset, token) if dataset else None
    if child_id is None:
        raise Http404
    note_subject(request, dataset)
    kind = dataset._meta.label_lower
    # The token, not the id: with the dataset it tells which child it was, to whoever may know.
    record_read(
        by=request.user,
        action="child_journey_read",
        subject_kind=kind,
        subject_id=str(dataset.pk),
        detail={"child": token},
    )
    rows = rows_kept(dataset.pk)
    reviews = rows.reviews if REVIEWS in rows.tables_read else None
    strip = strip_of(journey_of(child_id, journeys_of(dataset.pk), reviews=reviews))
    context = {
        "dataset": dataset,
        "child_id": child_id,
        "strip": draw_strip(strip),
        "table": plain("journey-table", strip_table(strip)),
        "header": _header(rows, child_id),
        "episodes": plain("episodes", _episodes(rows, child_id)),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "insight/figures_child.html", context)


def _header(rows: Rows, child_id: str) -> list[tuple[str, str]]:
    """Return what the return says of the child itself; nothing where no Header held it."""
    found = _of_child(rows.children, child_id)
    if not found:
        return []
    child = found[0]
    known = ETHNIC.get(child["ethnicity"] or "")
    born = EMPTY_CELL if child["born_day"] is None else date_in_words(child["born_day"])
    return [
        ("Sex", group_label(child["sex"], "sex")),
        ("Date of birth", born),
        (
            "Ethnicity",
            f"{known.meaning} ({known.code})" if known and known.meaning else child["ethnicity"] or EMPTY_CELL,
        ),
    ]


def _episodes(rows: Rows, child_id: str) -> ChartTable:
    """Return the child's episodes in the return's own codes, after what was repaired when the years were joined."""
    found = sorted(_of_child(rows.episodes, child_id), key=lambda row: row["decom_day"])
    return ChartTable(
        "Episodes of the return, joined across years",
        tuple(title for _, title in _EPISODE),
        tuple(tuple(_cell(name, row) for name, _ in _EPISODE) for row in found),
    )


def _cell(name: str, row: dict[str, object]) -> str:
    value = row[name]
    if value is None:
        return EMPTY_CELL
    worked_out = " (worked out)" if name == "dec_day" and row["end_imputed"] == 1 else ""
    return f"{date_in_words(value)}{worked_out}" if name.endswith("_day") else str(value)


def _of_child(table: Table, child_id: str) -> list[dict[str, object]]:
    return collect_children(table.lazy().filter(nw.col("child_id") == child_id))
