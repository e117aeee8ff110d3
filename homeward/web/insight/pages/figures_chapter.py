"""One chapter of the figures: what they say, how sure that is, each picture with its table, and what it means."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.reports.datapack import Pack
from homeward.reports.reading_order import TITLES
from homeward.reports.told_findings import group_findings
from homeward.reports.true_for_us import not_comparable, told_beside
from homeward.web.insight.chapter_shown import shown_parts
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_frame import BESIDE_OTHERS, FIRST, address_of, frame_of
from homeward.web.insight.figures_read import NOT_FILTERED, chapter_for, pack_for
from homeward.web.insight.findings_read import fates_table
from homeward.web.insight.linked_tables import plain
from homeward.web.insight.models import Dataset
from homeward.web.insight.queries import published
from homeward.web.people.middleware import note_subject


@require_safe
def figures_chapter(request: HttpRequest, chapter_id: str) -> HttpResponse:
    """Show a chapter, narrowed as the address says."""
    dataset = published(request.user)
    if chapter_id in (FIRST, BESIDE_OTHERS):
        return redirect(f"{address_of(chapter_id)}?{request.GET.urlencode()}".rstrip("?"))
    if chapter_id not in TITLES or dataset is None:
        raise Http404
    note_subject(request, dataset)
    frame = frame_of(request, dataset, chapter_id)
    if not frame.form.is_valid():
        context = {"frame": frame, "title": TITLES[chapter_id]}
        return render(request, "insight/figures_chapter.html", context, status=400)
    if frame.form.has_blanks:
        return redirect(f"{request.path}{frame.filters.query}")
    filters = Filters() if chapter_id in NOT_FILTERED else frame.filters
    pack, chapter = pack_for(dataset, filters), chapter_for(dataset, chapter_id, filters)
    context = {
        "frame": frame,
        "pack": pack,
        "title": chapter.title,
        "chapter": chapter,
        "parts": shown_parts(pack, chapter, filters, can_list=frame.can_list),
        **_told_again(dataset, pack, chapter_id),
    }
    return render(request, "insight/figures_chapter.html", context)


def _told_again(dataset: Dataset, pack: Pack, chapter_id: str) -> dict[str, object]:
    """Return what the chapters without parts of their own tell of the whole pack."""
    if chapter_id == "true-for-us":
        told = [
            (heading, [(each, plain(f"told-{number}-{at}", each.table)) for at, each in enumerate(found)])
            for number, (heading, found) in enumerate(told_beside(pack).items())
        ]
        return {"told_beside": told, "not_comparable": plain("not-comparable", not_comparable(pack))}
    if chapter_id == "data-quality":
        return {"fates": plain("fates", fates_table(dataset)), "finding_groups": group_findings(pack.findings)}
    return {"definitions": pack.results} if chapter_id == "definitions" else {}
