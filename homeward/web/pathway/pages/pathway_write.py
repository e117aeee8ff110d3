"""Where a worker begins a way, notes what happened, or writes down what was missing, done or decided."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.practice.pathways.position import EntryKind, Move
from homeward.web import clock
from homeward.web.pathway.actions import begin_way, meet_need, note_fact, strike_entry, take_move
from homeward.web.pathway.forms import BeginForm, FactNotedForm, MoveForm, NeedForm, StrikeForm
from homeward.web.pathway.models import PathwayEntry
from homeward.web.pathway.queries import way_of
from homeward.web.pathway.told import in_words
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.policy import visible


def pathway_begin(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask why a return home is thought about; then begin."""
    form = BeginForm(request.POST or None)
    return _written(request, form, "Think about a return home", lambda told: begin_way(**told), "The way has begun.")


def pathway_fact(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask what happened and when; write it down, whatever was decided or is missing."""
    form = FactNotedForm(request.POST or None)
    return _written(request, form, "Something happened", lambda told: note_fact(**told), "It is written down.")


def pathway_move(request: HttpRequest, child_pk: object, kind: str, step: str, answer: str = "") -> HttpResponse:
    """Ask for the reason; then write down the step done, or the decision."""
    move = _move(request, kind, step, answer)
    form = MoveForm(request.POST or None)
    return _written(request, form, move.title, lambda told: take_move(move=move, **told), "It is written down.", move)


def pathway_need(request: HttpRequest, child_pk: object, need: str) -> HttpResponse:
    """Ask how something that is missing was done; then write it down."""
    way = way_of(request.child, clock.today())
    missing = next((one.need for one in way.position.missing if one.need.id == need), None) if way else None
    if missing is None:
        raise Http404
    form, title = NeedForm(request.POST or None), f"{missing.words[0].upper()}{missing.words[1:]}"
    return _written(request, form, title, lambda told: meet_need(need=need, **told), "It is written down.", missing)


def pathway_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike out the last thing written down."""
    entry = visible(request.user, PathwayEntry).filter(start__child=request.child, struck_at=None, pk=pk).first()
    if entry is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    write = lambda told: strike_entry(entry=entry, **told)  # noqa: E731 - as short as the others
    return _written(request, form, "Strike out", write, "It is struck out.", {"said": _told(request, entry)})


def _told(request: HttpRequest, entry: PathwayEntry) -> str:
    way = way_of(request.child, clock.today())
    return in_words(entry, way.versions) if way else ""


def _move(request: HttpRequest, kind: str, step: str, answer: str) -> Move:
    """Return a move that can be made where the child stands. Raises Http404."""
    way = way_of(request.child, clock.today())
    moves = way.position.moves if way else ()
    found = next((one for one in moves if (one.kind, one.step, one.answer) == (kind, step, answer)), None)
    if found is None or found.kind == EntryKind.HAPPENED:
        raise Http404
    return found


def _written(  # noqa: PLR0913, PLR0917 - one page for all that is written, each with its own words
    request: HttpRequest,
    form: forms.Form,
    title: str,
    write: Callable[[dict[str, object]], object],
    done: str,
    about: object = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "child": request.child, "by": request.user}
        if is_done(form, lambda: write(told)):
            messages.success(request, done)
            return redirect("pathway", request.child.pk)
    return render(request, "pathway/pathway_write.html", {"form": form, "title": title, "about": about})
