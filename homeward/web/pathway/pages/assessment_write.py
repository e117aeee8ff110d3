"""Asks who the child would live with, which help was offered, for the answer to a warning, or why to strike out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.practice.assessment import WarningToAnswer
from homeward.web import clock
from homeward.web.pathway.assessment.actions import answer_warning, say_help, say_parents, strike_part
from homeward.web.pathway.assessment.asked import (
    AssessmentAsked,
    assessment_asked,
    assessment_asked_or_404,
    parent_asked,
)
from homeward.web.pathway.assessment.forms import HelpForm, ParentsForm, StrikePartForm, WarningForm
from homeward.web.pathway.models import FactorRating, HelpToTakePart, ParentChange, ReturnView, WarningAnswer
from homeward.web.people.family.queries import relatives_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.models import Kinship, Person
from homeward.web.people.policy import visible

_PARENTS = frozenset({Kinship.MOTHER, Kinship.FATHER, Kinship.PARENT, Kinship.ADOPTIVE_PARENT, Kinship.STEP_PARENT})
_PARTS: Mapping[str, type[Model]] = MappingProxyType(
    {
        "account": FactorRating,
        "change": ParentChange,
        "view": ReturnView,
        "help": HelpToTakePart,
        "answer": WarningAnswer,
    }
)
"""What can be struck out, by its name in the address."""
_CHOSEN, _IN_WORDS = ("rating", "change", "wish"), ("words", "must_change", "answer")


def assessment_parents(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask with which parents the child might live; the record's parents are offered."""
    asked = assessment_asked(request)
    if asked is None:
        return redirect("pathway", request.child.pk)
    relatives = relatives_of(request.user, request.child, clock.today())
    people = {one.person: one.words for one in relatives if one.kind in _PARENTS and one.person.died_on is None}
    said = {"parents": [parent.id for parent in asked.assessment.parents]}
    form = ParentsForm(request.POST or None, people=people.items(), initial=said)
    write = lambda told: say_parents(parents=form.parents_chosen, **told)  # noqa: E731 - as short as the others
    return _written(request, form, write, {"title": "Who would the child live with?", "has_nobody": not people})


def assessment_help(request: HttpRequest, child_pk: object, person_pk: UUID) -> HttpResponse:
    """Ask which help to take part the child, or a parent, was offered."""
    asked = assessment_asked_or_404(request)
    is_child = person_pk == request.child.person_id
    person: Person = request.child.person if is_child else parent_asked(request, asked, person_pk)
    form = HelpForm(request.POST or None, person=person)
    name = "the child" if is_child else person.shown_name
    title = f"Help to take part: {name}"
    return _written(request, form, lambda told: say_help(details=form.details, **told), {"title": title})


def assessment_warning(
    request: HttpRequest, child_pk: object, warning: str, person_pk: UUID | None = None
) -> HttpResponse:
    """Ask for the answer to a warning that the assessment raises."""
    asked = assessment_asked_or_404(request)
    parent = parent_asked(request, asked, person_pk)
    raised = _raised(asked, warning, str(person_pk or ""))
    form = WarningForm(request.POST or None, initial={"answer": raised.answer})
    about = {"warning": warning, "parent": parent}
    write = lambda told: answer_warning(**about, **form.cleaned_data, **told)  # noqa: E731 - as short as the others
    title = f"{raised.title}: {raised.parent}" if raised.parent else raised.title
    return _written(request, form, write, {"title": title, "says": raised.why})


def assessment_strike(request: HttpRequest, child_pk: object, kind: str, pk: UUID) -> HttpResponse:
    """Ask why; then strike out part of the assessment."""
    model = _PARTS.get(kind)
    found = visible(request.user, model).filter(start__child=request.child, struck_at=None, pk=pk) if model else None
    part = found.select_related("start").first() if found is not None else None
    if part is None:
        raise Http404
    form = StrikePartForm(request.POST or None)
    write = lambda told: strike_part(part=part, **form.cleaned_data, **told)  # noqa: E731 - as short as the others
    return _written(request, form, write, {"title": "Strike out", "struck": _said(part)}, "It is struck out.")


def _said(part: Model) -> str:
    """Return what part of an assessment says, so that whoever strikes it out sees what it is."""
    chosen = next((getattr(part, f"get_{name}_display")() for name in _CHOSEN if getattr(part, name, "")), "")
    words = next((getattr(part, name) for name in _IN_WORDS if getattr(part, name, "")), "")
    return " – ".join(said for said in (chosen, words) if said)


def _raised(asked: AssessmentAsked, warning: str, parent: str) -> WarningToAnswer:
    found = (one for one in asked.assessment.warnings if (one.id, one.parent_id) == (warning, parent))
    raised = next(found, None)
    if raised is None:
        raise Http404
    return raised


def _written(
    request: HttpRequest,
    form: forms.Form,
    write: Callable[[dict[str, object]], object],
    context: dict[str, object],
    done: str = "It is written down.",
) -> HttpResponse:
    told = {"child": request.child, "by": request.user}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: write(told)):
        messages.success(request, done)
        return redirect("assessment", request.child.pk)
    return render(request, "pathway/assessment_write.html", {"form": form, **context})
