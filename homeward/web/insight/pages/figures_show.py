"""The first page of figures: what was counted in short, and the way to each chapter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.reports.datapack import Pack
from homeward.reports.glance import glances, how_to_read
from homeward.reports.openings import opening_of
from homeward.web.accounts.roles import FIGURE_PUBLISHERS
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_frame import FIRST, Frame, frame_of
from homeward.web.insight.figures_read import NOT_FILTERED, pack_for
from homeward.web.insight.queries import published
from homeward.web.people.middleware import note_subject


@require_safe
def figures_show(request: HttpRequest) -> HttpResponse:
    """Show the figures at a glance, or say what has to happen before there are any."""
    dataset = published(request.user)
    if dataset is None:
        can_publish = bool(request.roles & FIGURE_PUBLISHERS)
        return render(request, "insight/figures_empty.html", {"can_publish": can_publish})
    note_subject(request, dataset)
    frame = frame_of(request, dataset, FIRST)
    if not frame.form.is_valid():
        return render(request, "insight/figures_show.html", {"frame": frame}, status=400)
    if frame.form.has_blanks:
        return redirect(f"{request.path}{frame.filters.query}")
    pack = pack_for(dataset, frame.filters)
    context = {
        "frame": frame,
        "pack": pack,
        "how_to_read": how_to_read(pack),
        "glances": glances(pack),
        "contents": _contents(frame, pack),
    }
    return render(request, "insight/figures_show.html", context)


def _contents(frame: Frame, pack: Pack) -> list[tuple[object, str]]:
    """Return each further chapter with what its figures say; of one that filters do not reach, nothing is narrowed."""
    whole = pack_for(frame.dataset, Filters()) if frame.filters else pack
    return [(link, opening_of(whole if link.id in NOT_FILTERED else pack, link.id)) for link in frame.chapters[1:]]
