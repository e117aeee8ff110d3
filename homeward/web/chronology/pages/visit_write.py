"""Where a worker writes down a visit or contact, on one page made for the keyboard, corrects it, or strikes it out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.chronology.drafts.kinds import VISIT
from homeward.web.chronology.drafts.queries import begun, go_on
from homeward.web.chronology.events.offered import offered_to
from homeward.web.chronology.forms.events import StrikeForm
from homeward.web.chronology.forms.visits import CorrectVisitForm, VisitForm, answers_of
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.visits.actions import correct_visit, record_visit, strike_visit
from homeward.web.chronology.visits.queries import ToldVisit, visits_told
from homeward.web.people.forms.attempts import is_done

_WRITE = "chronology/visit_write.html"


def visit_add(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask about the visit, or go on with what was begun; write it down; and show it."""
    draft = begun(request, VISIT)
    form = VisitForm(request.POST or None, **_asked(request))
    go_on(form, draft.draft)
    told = {"child": request.child, "by": request.user, "draft": draft.draft}
    if (
        request.method == "POST"
        and form.is_valid()
        and is_done(form, lambda: record_visit(details=form.details, **told))
    ):
        messages.success(request, "The visit is written down.")
        return redirect("visits", request.child.pk)
    return render(request, _WRITE, {"form": form, "title": "Write down a visit or contact", "begun": draft})


def visit_correct(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask for the visit anew, and why; what stood before stays, struck out."""
    before = told_visit(request, pk)
    form = CorrectVisitForm(request.POST or None, initial=answers_of(before), **_asked(request))
    told = {"child": request.child, "visit": before.visit, "by": request.user}
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: correct_visit(details=form.details, because=because, **told)):
            messages.success(request, "It is corrected. What stood before stays, struck out.")
            return redirect("visits", request.child.pk)
    return render(request, _WRITE, {"form": form, "title": "Correct a visit"})


def visit_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike the visit out."""
    visit = told_visit(request, pk).visit
    form = StrikeForm(request.POST or None)
    told = {"child": request.child, "visit": visit, "by": request.user}
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: strike_visit(because=because, **told)):
            messages.success(request, "It is struck out.")
            return redirect("visits", request.child.pk)
    return render(request, "chronology/visit_strike.html", {"form": form, "visit": visit})


def told_visit(request: HttpRequest, pk: UUID) -> ToldVisit:
    """Return a standing visit of the page's child, if it is open to whoever asks. Raises Http404."""
    found = visits_told(reader_of(request.user, request.child), pk)
    if not found:
        raise Http404
    return found[0]


def _asked(request: HttpRequest) -> dict[str, object]:
    """Return of whom the form asks."""
    offered = offered_to(request.user, request.child)
    return {"child": request.child, "siblings": offered.siblings, "people": offered.people}
