"""One picture of the figures as an SVG file, or one table as CSV: as the page shows it, for use inside the service."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from homeward.charts import ChartTable
from homeward.charts.figures import EMPTY_CELL
from homeward.evidence.published import NotPublishedError
from homeward.reports.chapters import Chapter
from homeward.reports.reading_order import TITLES
from homeward.web.insight.chapter_shown import every_table
from homeward.web.insight.figures_beside import BesideForm, chapter_beside
from homeward.web.insight.figures_filters import Filters, FiltersForm
from homeward.web.insight.figures_frame import BESIDE_OTHERS
from homeward.web.insight.figures_read import NOT_FILTERED, chapter_for
from homeward.web.insight.models import Dataset
from homeward.web.insight.queries import published
from homeward.web.insight.written_csv import write_csv
from homeward.web.people.middleware import note_subject

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "svg": "image/svg+xml"}


@require_safe
def figures_download(request: HttpRequest, chapter_id: str, part_id: str, number: int, form: str) -> HttpResponse:
    """Send the picture or table of this number in a part of a chapter, narrowed as the address says."""
    dataset = published(request.user)
    if dataset is None or chapter_id not in TITLES or form not in CONTENT_TYPES:
        raise Http404
    note_subject(request, dataset)
    asked = FiltersForm(request.GET, dataset)
    chapter = _chapter(request, dataset, chapter_id, asked) if asked.is_valid() else None
    parts = {part.id: part for part in chapter.parts} if chapter else {}
    found = dict(enumerate(every_table(parts[part_id]), start=1)) if part_id in parts else {}
    if number not in found or (form == "svg" and not found[number][0]):
        raise Http404
    picture, table = found[number]
    counted = Filters().in_words if chapter_id in NOT_FILTERED else asked.filters.in_words
    content = picture.encode() if form == "svg" else to_csv(table, dataset, counted)
    return as_file(content, form, f"homeward-{part_id}-{number}-{dataset.data_to_on}-internal")


def _chapter(request: HttpRequest, dataset: Dataset, chapter_id: str, asked: FiltersForm) -> Chapter | None:
    """Return the chapter as the address asks for it; None where it asks for what does not exist."""
    if chapter_id != BESIDE_OTHERS:
        return chapter_for(dataset, chapter_id, asked.filters)
    form = BesideForm(request.GET)
    try:
        return chapter_beside(dataset, form) if form.is_valid() else None
    except NotPublishedError:
        return None


def to_csv(table: ChartTable, dataset: Dataset, counted: str) -> bytes:
    """Write a table of figures, and under it whose they are, what was counted, and that they stay inside."""
    cells = [["" if cell == EMPTY_CELL else cell for cell in row] for row in table.rows]
    told = [[], [table.caption], [f"Source: {dataset.source}. Figures as at {dataset.data_to_on}."], [counted]]
    return write_csv(table.headers, [*cells, *told, ["For use inside the service only: nothing is hidden."]])


def as_file(content: bytes, form: str, name: str) -> HttpResponse:
    """Send a file under a name that says nothing of whose return it is."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[form], headers=headers)
