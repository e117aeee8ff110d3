"""The pages on which a worker adds one thing to what a child's record keeps of a person: a name, a home, a contact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.family import actions
from homeward.web.people.family.queries import family_of
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.forms.family import (
    ContactForm,
    ContactLeaveForm,
    HomeForm,
    NameForm,
    ResponsibilityForm,
    SecretForm,
)
from homeward.web.people.models import Person
from homeward.web.people.persons.actions import add_name
from homeward.web.people.policy import View
from homeward.web.people.record.person_facts import person_of


@dataclass(frozen=True)
class Adding:
    """One kind of fact that can be added: the page's title, its form, and what writes it down.

    `offers` returns what the form offers besides its own choices; `note` is a sentence above the form.
    """

    title: str
    form: type[FactForm]
    write: Callable[..., object]
    note: str = ""
    offers: Callable[[HttpRequest], dict[str, Any]] = lambda request: {}


def page_of(adding: Adding) -> View:
    """Return the page that asks for a fact of one kind and writes it down."""

    def fact_add(request: HttpRequest, child_pk: object, person_pk: UUID) -> HttpResponse:
        """Ask; write down; and show the person with what was added."""
        person = person_of(request, person_pk)
        form = adding.form(request.POST or None, **adding.offers(request))
        told = {"child": request.child, "person": person, "by": request.user}
        if request.method == "POST" and form.is_valid() and is_done(form, lambda: adding.write(form, **told)):
            messages.success(request, "It is written down.")
            return redirect("person", request.child.pk, person.pk)
        return render(request, "people/fact_add.html", {"form": form, "person": person, "adding": adding})

    return fact_add


def _homes(request: HttpRequest) -> dict[str, Any]:
    homes = family_of(request.user, request.child, clock.today()).homes
    return {"homes": [home.household for home in homes]}


def _write_home(form: HomeForm, person: Person, **told: Any) -> None:
    """Say that somebody lives in a home of the record, or in another."""
    on, chosen = form.cleaned_data["begins_on"], form.chosen()
    if chosen is None:
        actions.add_household(people=[person], home=form.details(), on=on, **told)
    else:
        actions.join_household(household=chosen, person=person, on=on, **told)


def _write_responsibility(form: ResponsibilityForm, person: Person, **told: Any) -> None:
    basis, on = form.cleaned_data["basis"], form.cleaned_data["begins_on"]
    actions.give_responsibility(holder=person, basis=basis, on=on, **told)


NAME = Adding(
    "Add a name",
    NameForm,
    lambda form, **told: add_name(name=form.details(), on=form.cleaned_data["begins_on"], **told),
    note="Names before it stay. End one that is no longer borne on the person’s page.",
)
CONTACT = Adding(
    "Add a way to reach them",
    ContactForm,
    lambda form, **told: actions.add_contact(contact=form.details(), on=form.cleaned_data["begins_on"], **told),
)
HOME = Adding("Add where they live", HomeForm, _write_home, offers=_homes)
RESPONSIBILITY = Adding("Add parental responsibility", ResponsibilityForm, _write_responsibility)
CONTACT_LEAVE = Adding(
    "Say whether they may be contacted",
    ContactLeaveForm,
    lambda form, **told: actions.state_contact_leave(leave=form.details(), on=form.cleaned_data["begins_on"], **told),
)
SECRET = Adding(
    "Say what they must not be told",
    SecretForm,
    lambda form, **told: actions.keep_secret(secret=form.details(), on=form.cleaned_data["begins_on"], **told),
    note="It is shown at the top of the child’s page to everybody who works with the child, and to the foster carer.",
)
