"""Where a worker writes down what was found of a home, an adult, a placement with parents, and an order that stays."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.chronology.models import Written
from homeward.web.pathway.forms import StrikeForm
from homeward.web.pathway.home_assessment.actions import (
    assess_adult,
    assess_home,
    consider_placement,
    keep_order,
    strike_home_part,
)
from homeward.web.pathway.home_assessment.forms import AdultFoundForm, FoundForm, OrderForm, PlacementForm
from homeward.web.pathway.home_assessment.queries import HomeAssessment, home_assessment_of
from homeward.web.pathway.models import AdultAssessed, HomeFound, OrderAtHome, ParentPlacement
from homeward.web.pathway.queries import way_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.models import Person
from homeward.web.people.policy import visible

_PARTS: dict[str, type[Written]] = {
    "home": HomeFound,
    "adult": AdultAssessed,
    "placement": ParentPlacement,
    "order": OrderAtHome,
}


@dataclass(frozen=True)
class _Asked:
    """What a page asks: its heading, a sentence below it, and the form."""

    title: str
    form: forms.Form
    says: str = ""


def home_assessment_home(request: HttpRequest, child_pk: object, household_pk: UUID) -> HttpResponse:
    """Ask whether the home is suitable; then write it down."""
    home = next((one for one in _assessed(request).homes if one.household.pk == household_pk), None)
    if home is None:
        raise Http404
    form = FoundForm(request.POST or None)
    asked = _Asked("Is the home suitable?", form, home.name)
    return _written(request, asked, lambda told: assess_home(household=home.household, details=form.details, **told))


def home_assessment_adult(request: HttpRequest, child_pk: object, person_pk: UUID) -> HttpResponse:
    """Ask what was found of an adult of the household; then write it down."""
    adults = (adult for home in _assessed(request).homes for adult in home.adults)
    adult = next((one for one in adults if one.person_id == person_pk and one.is_told), None)
    if adult is None:
        raise Http404
    person, form = Person.objects.get(pk=person_pk), AdultFoundForm(request.POST or None)
    asked = _Asked("An adult of the household", form, f"{adult.name}. Everybody aged 18 or over is assessed.")
    return _written(request, asked, lambda told: assess_adult(person=person, details=form.details, **told))


def home_assessment_placement(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask what was considered before a placement with a parent; then write it down."""
    form = PlacementForm(request.POST or None)
    asked = _Asked("Placement with a parent", form)
    return _written(request, asked, lambda told: consider_placement(details=form.details, **told))


def home_assessment_order(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask why an order stays while the child lives at home; then write it down."""
    form = OrderForm(request.POST or None)
    says = "A care order on a child who lives at home is for exceptional cases (Re JW [2023] EWCA Civ 944)."
    return _written(
        request, _Asked("The order while at home", form, says), lambda told: keep_order(details=form.details, **told)
    )


def home_assessment_strike(request: HttpRequest, child_pk: object, kind: str, pk: UUID) -> HttpResponse:
    """Ask why; then strike out part of the home assessment."""
    table = _PARTS.get(kind)
    rows = visible(request.user, table).filter(start__child=request.child, struck_at=None, pk=pk) if table else None
    part = rows.first() if rows is not None else None
    if part is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    write = lambda told: strike_home_part(part=part, because=form.cleaned_data["because"], **told)  # noqa: E731 - short
    return _written(request, _Asked("Strike out", form), write)


def _assessed(request: HttpRequest) -> HomeAssessment:
    way = way_of(request.child, clock.today())
    if way is None or way.position.has_ended:
        raise Http404
    return home_assessment_of(way.start, clock.today(), request.user)


def _written(request: HttpRequest, asked: _Asked, write: Callable[[dict[str, object]], object]) -> HttpResponse:
    form = asked.form
    if request.method == "POST" and form.is_valid():
        told = {"child": request.child, "by": request.user}
        if is_done(form, lambda: write(told)):
            messages.success(request, "It is written down.")
            return redirect("home_assessment", request.child.pk)
    return render(request, "pathway/home_assessment_write.html", {"asked": asked, "form": form})
