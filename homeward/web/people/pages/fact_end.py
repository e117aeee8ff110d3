"""Where a worker says that something in a child's record is no longer so, or never was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from homeward.web import clock
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.forms.family import EndForm, StrikeForm
from homeward.web.people.models import Fact
from homeward.web.people.persons.actions import end_fact, strike_fact
from homeward.web.people.record.person_facts import fact_of, line_of


def fact_end(request: HttpRequest, child_pk: object, kind: str, pk: UUID) -> HttpResponse:
    """Ask from which day it is no longer so; then end it. What it was stays with its days."""
    fact = fact_of(request, kind, pk)
    form = EndForm(request.POST or None, initial={"ends_on": clock.today()})
    told = {"child": request.child, "fact": fact, "by": request.user}
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["ends_on"]
        if is_done(form, lambda: end_fact(on=on, **told)):
            messages.success(request, "It has ended, and stays among what was before.")
            return _back(request, fact)
    return _ask(request, form, fact, is_strike=False)


def fact_strike(request: HttpRequest, child_pk: object, kind: str, pk: UUID) -> HttpResponse:
    """Ask why it was wrong; then strike it out. It stays, struck out, with who, when and why."""
    fact = fact_of(request, kind, pk)
    form = StrikeForm(request.POST or None)
    told = {"child": request.child, "fact": fact, "by": request.user}
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: strike_fact(because=because, **told)):
            messages.success(request, "It is struck out.")
            return _back(request, fact)
    return _ask(request, form, fact, is_strike=True)


def _ask(request: HttpRequest, form: FactForm, fact: Fact, *, is_strike: bool) -> HttpResponse:
    context = {"form": form, "line": line_of(fact), "is_strike": is_strike, "back": _place(request, fact)}
    return render(request, "people/fact_end.html", context)


def _back(request: HttpRequest, fact: Fact) -> HttpResponse:
    return redirect(_place(request, fact))


def _place(request: HttpRequest, fact: Fact) -> str:
    """Return where the fact stands: on its person's page, or the family's for what has no person."""
    if fact.person_id is None:
        return reverse("family", kwargs={"child_pk": request.child.pk})
    return reverse("person", kwargs={"child_pk": request.child.pk, "person_pk": fact.person_id})
