"""Where a child stands on the return-home pathway: the steps, what is missing, what can be decided, what happened."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from homeward.practice.pathways.position import EntryKind, Missing, Move
from homeward.practice.pathways.short_route import ShortRoute, short_route
from homeward.practice.pathways.stepper import stepper
from homeward.practice.pathways.steps import When
from homeward.web import clock
from homeward.web.pathway.assessment.met import PLACES
from homeward.web.pathway.classifications.queries import STEPS
from homeward.web.pathway.decisions.queries import current_return
from homeward.web.pathway.local.queries import pathway_on
from homeward.web.pathway.queries import Way, way_of
from homeward.web.pathway.told import in_words
from homeward.web.pathway.work.lists import lines_of_ways
from homeward.web.people.relations import TO_LEAD, TO_WRITE


@require_safe
def pathway_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the way, or what the pathway is where none began."""
    today = clock.today()
    way = way_of(request.child, today)
    pathway = way.versions.on(today) if way else pathway_on(today)
    context = {
        "way": way,
        "stepper": stepper(pathway, way.position.step.id if way else "", way.position.behind if way else ()),
        "missing": _missing(request, way),
        "moves": _moves(request, way),
        "short": _short(way),
        "decided": current_return(way.start, today) if way else None,
        "history": [(entry, in_words(entry, way.versions)) for entry in reversed(way.entries)] if way else [],
        "may_write": bool(request.relations & TO_WRITE),
        "tasks": lines_of_ways({request.child.pk: request.child}, {request.child.pk: way}, today) if way else [],
        "today": today,
    }
    return render(request, "pathway/pathway_show.html", context)


@dataclass(frozen=True)
class MissingLine:
    """Something that is missing, where it is done, and where it may be said in words instead; empty where nowhere."""

    missing: Missing
    href: str
    instead: str = ""


def _missing(request: HttpRequest, way: Way | None) -> list[MissingLine]:
    """Return what is missing; what the record can show by itself leads to where it is done."""
    return [_missing_line(request, way, one) for one in way.position.missing] if way else []


def _missing_line(request: HttpRequest, way: Way, one: Missing) -> MissingLine:
    may_write, child = bool(request.relations & TO_WRITE), request.child.pk
    if one.need.id == "classified":
        return MissingLine(one, reverse("classification", args=[child]) if way.position.step.id in STEPS else "")
    said = reverse("pathway_need", args=[child, one.need.id]) if may_write else ""
    place = PLACES.get(one.need.id)
    if place is None or not (may_write or place.page == "assessment"):
        return MissingLine(one, said if place is None else "")
    return MissingLine(one, reverse(place.page, args=[child]), said if place.may_be_said else "")


def _short(way: Way | None) -> ShortRoute | None:
    """Return whether the short route is open, where it is one of the answers to be given."""
    if way is None or not any(answer.applies == When.SHORT_STAY for answer in way.position.step.answers):
        return None
    return short_route(way.record.child, clock.today())


def _moves(request: HttpRequest, way: Way | None) -> list[Move]:
    """Return what somebody may write down at this step; what happened has a page of its own."""
    if way is None or not request.relations & TO_WRITE:
        return []
    leads = bool(request.relations & TO_LEAD)
    return [move for move in way.position.moves if move.kind == EntryKind.DONE or (leads and _is_ours(move))]


def _is_ours(move: Move) -> bool:
    return move.kind in (EntryKind.DECIDED, EntryKind.STOPPED)
