"""Where a worker writes down something that happened, corrects it, or strikes it out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.chronology.drafts.kinds import EVENT
from homeward.web.chronology.drafts.queries import begun, go_on
from homeward.web.chronology.events.actions import add_event, correct_event, strike_event
from homeward.web.chronology.events.offered import offered_to
from homeward.web.chronology.forms.events import CorrectEventForm, EventForm, StrikeForm, answers_of
from homeward.web.chronology.models import LifeEvent
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.policy import visible


def event_add(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask what happened; write it down; and show the chronology."""
    offered = offered_to(request.user, request.child)
    draft = begun(request, EVENT)
    form = EventForm(request.POST or None, child=request.child, siblings=offered.siblings, people=offered.people)
    go_on(form, draft.draft)
    told = {"child": request.child, "by": request.user, "draft": draft.draft}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: add_event(details=form.details, **told)):
        messages.success(request, "It stands in the chronology.")
        return redirect("chronology", request.child.pk)
    return render(
        request, "chronology/event_write.html", {"form": form, "title": "Add to the chronology", "begun": draft}
    )


def event_correct(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask for the event anew, and why; what stood before stays, struck out."""
    event = event_of(request, pk)
    offered = offered_to(request.user, request.child)
    form = CorrectEventForm(
        request.POST or None,
        initial=answers_of(event, request.child),
        child=request.child,
        siblings=offered.siblings,
        people=offered.people,
    )
    told = {"child": request.child, "event": event, "by": request.user}
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: correct_event(details=form.details, because=because, **told)):
            messages.success(request, "It is corrected. What stood before stays, struck out.")
            return redirect("chronology", request.child.pk)
    return render(request, "chronology/event_write.html", {"form": form, "title": "Correct an event"})


def event_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike the event out."""
    event = event_of(request, pk)
    form = StrikeForm(request.POST or None)
    told = {"child": request.child, "event": event, "by": request.user}
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: strike_event(because=because, **told)):
            messages.success(request, "It is struck out.")
            return redirect("chronology", request.child.pk)
    return render(request, "chronology/event_write.html", {"form": form, "title": "Strike out", "event": event})


def event_of(request: HttpRequest, pk: UUID) -> LifeEvent:
    """Return a standing event of the page's child, if it is open to whoever asks. Raises Http404."""
    event = visible(request.user, LifeEvent).filter(children=request.child, struck_at=None, pk=pk).first()
    if event is None:
        raise Http404
    return event
