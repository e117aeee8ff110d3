"""Asks what somebody thinks of the return: child and parents by their own words in the chronology, others here."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.practice.assessment import SAID_BY_WORDS, SaidBy
from homeward.web import clock
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.voices.queries import open_voices
from homeward.web.pathway.assessment.actions import write_view
from homeward.web.pathway.assessment.asked import AssessmentAsked, assessment_asked_or_404, parent_asked
from homeward.web.pathway.assessment.forms import OthersViewForm, OwnViewForm
from homeward.web.pathway.assessment.shown import OTHERS
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.models import Person


def assessment_view(request: HttpRequest, child_pk: object, whose: str, person_pk: UUID | None = None) -> HttpResponse:
    """Ask what the child, a parent or somebody else thinks of the return; write it down."""
    asked = assessment_asked_or_404(request)
    said_by = _said_by(whose, person_pk)
    person = _person(request, asked, said_by, person_pk)
    form = _own_form(request, said_by, person) if person else OthersViewForm(request.POST or None, whose=said_by)
    told = {"child": request.child, "by": request.user}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: write_view(details=form.details, **told)):
        messages.success(request, "It is written down.")
        return redirect("assessment", request.child.pk)
    context = {"form": form, "title": _title(said_by, person), "is_own": person is not None}
    return render(request, "pathway/assessment_view.html", context)


def _said_by(whose: str, person_pk: UUID | None) -> SaidBy:
    """Return whose view an address names. Raises Http404 for one that has no place."""
    asked = {SaidBy.PARENT} if person_pk else {SaidBy.CHILD, *OTHERS}
    found = next((one for one in asked if one.value == whose), None)
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest, asked: AssessmentAsked, said_by: SaidBy, person_pk: UUID | None) -> Person | None:
    return request.child.person if said_by == SaidBy.CHILD else parent_asked(request, asked, person_pk)


def _own_form(request: HttpRequest, said_by: SaidBy, person: Person) -> OwnViewForm:
    voices = open_voices(reader_of(request.user, request.child)).filter(person=person)
    words = {"whose": said_by, "person": person, "voices": voices, "today": clock.today()}
    return OwnViewForm(request.POST or None, **words)


def _title(said_by: SaidBy, person: Person | None) -> str:
    if said_by == SaidBy.CHILD:
        return "What does the child think of a return?"
    if person is not None:
        return f"What does {person.shown_name} think of a return?"
    return f"{SAID_BY_WORDS[said_by]}: what do they think of a return?"
