"""Our figures beside those of other authorities: which ones, on a funnel and as tables, with who the children are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.evidence.published import NotPublishedError
from homeward.reports.reading_order import TITLES
from homeward.web.insight.chapter_shown import shown_parts
from homeward.web.insight.figures_beside import BesideForm, chapter_beside
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_frame import BESIDE_OTHERS, frame_of
from homeward.web.insight.figures_read import pack_for
from homeward.web.insight.queries import published
from homeward.web.people.middleware import note_subject


@require_safe
def figures_beside(request: HttpRequest) -> HttpResponse:
    """Show the funnel, or ask first which authority is ours; say so where an address asks for what does not exist."""
    dataset = published(request.user)
    if dataset is None:
        raise Http404
    note_subject(request, dataset)
    frame, form = frame_of(request, dataset, BESIDE_OTHERS), BesideForm(request.GET)
    context: dict[str, object] = {"frame": frame, "form": form, "title": TITLES[BESIDE_OTHERS], "parts": []}
    if not (frame.form.is_valid() and form.is_valid()):
        return render(request, "insight/figures_beside.html", context, status=400)
    try:
        chapter = chapter_beside(dataset, form)
    except NotPublishedError:
        form.add_error(None, "Nothing is published for that year. Choose another year.")
        return render(request, "insight/figures_beside.html", context, status=400)
    if chapter is not None:
        parts = shown_parts(pack_for(dataset, Filters()), chapter, Filters(), can_list=False)
        context |= {"chapter": chapter, "parts": parts}
    return render(request, "insight/figures_beside.html", context)
