"""Asks for a goal, a promise, a new version, or why to strike out; writes it down."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from homeward.practice.agreement import Goal, Promise
from homeward.web import clock
from homeward.web.pathway.agreements.actions import make_version, strike_part, write_goal, write_promise
from homeward.web.pathway.agreements.asked import AgreementAsked, agreement_asked, is_one_agreement, start_asked
from homeward.web.pathway.agreements.forms import GoalForm, PromiseForm, StrikeLineForm, VersionForm
from homeward.web.pathway.agreements.known import network_in_words, other_adults
from homeward.web.pathway.agreements.queries import is_apart
from homeward.web.pathway.agreements.shown import goal_lines, is_blaming
from homeward.web.pathway.models import AgreementAnswer, GoalReviewed, PromiseReviewed, WrittenGoal, WrittenPromise
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.models import Person
from homeward.web.people.network.queries import open_agencies
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.policy import visible

Row = TypeVar("Row", WrittenGoal, WrittenPromise)
Value = TypeVar("Value", Goal, Promise)
_PARTS: Mapping[str, tuple[type[Model], str, str]] = MappingProxyType(
    {
        "goal": (WrittenGoal, "start", "parent"),
        "promise": (WrittenPromise, "start", "parent"),
        "answer": (AgreementAnswer, "version__start", "version__parent"),
        "review": (GoalReviewed, "goal__start", "goal__parent"),
        "kept": (PromiseReviewed, "promise__start", "promise__parent"),
    }
)
"""What can be struck out, by its name in the address, and by what way it leads to the child and to a parent."""


def agreement_goal(
    request: HttpRequest, child_pk: object, person_pk: UUID | None = None, pk: UUID | None = None
) -> HttpResponse:
    """Ask for a goal, or for what it is from now on; write it down."""
    asked = agreement_asked(request, person_pk)
    if not is_one_agreement(asked):
        return redirect("agreement", request.child.pk)
    row, before = _before(asked.stands.goals, pk)
    people = [(party, Person.objects.get(pk=party.id)) for party in asked.with_whom]
    words = {"people": people, "network": network_in_words(request), "before": before}
    form = GoalForm(request.POST or None, **words)
    write = lambda told: write_goal(details=form.details(asked.parent), replaces=row, **told)  # noqa: E731 - short
    context = {"title": "Change a goal" if row else "A goal", "is_goal": True}
    return _written(request, asked, form, write, context)


def agreement_promise(
    request: HttpRequest, child_pk: object, person_pk: UUID | None = None, pk: UUID | None = None
) -> HttpResponse:
    """Ask for a promise, or for what it is from now on; write it down."""
    asked = agreement_asked(request, person_pk)
    if not is_one_agreement(asked):
        return redirect("agreement", request.child.pk)
    row, before = _before(asked.stands.promises, pk)
    words = {"agencies": open_agencies(), "network": network_in_words(request), "before": before}
    form = PromiseForm(request.POST or None, **words)
    write = lambda told: write_promise(details=form.details(asked.parent), replaces=row, **told)  # noqa: E731 - short
    context = {"title": "Change a promise" if row else "A promise of help", "is_promise": True}
    return _written(request, asked, form, write, context)


def agreement_make(request: HttpRequest, child_pk: object, person_pk: UUID | None = None) -> HttpResponse:
    """Say what making a version means, and make it."""
    asked = agreement_asked(request, person_pk)
    if not is_one_agreement(asked):
        return redirect("agreement", request.child.pk)
    lines = goal_lines(asked, other_adults(request, asked), clock.today(), {})
    form = VersionForm(request.POST or None, asks=any(line.advice for line in lines))
    make = lambda told: make_version(parent=asked.parent, **form.cleaned_data, **told)  # noqa: E731 - short
    context = {
        "title": "Make a version to be agreed",
        "blaming": [line for line in lines if is_blaming([line])],
        "makes": True,
    }
    return _written(request, asked, form, make, context)


def agreement_strike(request: HttpRequest, child_pk: object, kind: str, pk: UUID) -> HttpResponse:
    """Ask why; then strike out part of an agreement."""
    start = start_asked(request)
    if kind not in _PARTS or start is None:
        raise Http404
    model, way, parent = _PARTS[kind]
    hidden = Person.objects.filter(hidden_persons(request.user)).values("pk")
    rows = visible(request.user, model).filter(struck_at=None, pk=pk, **{way: start})
    part = rows.exclude(**{f"{parent}__in": hidden}).first()
    if part is None:
        raise Http404
    whose = rows.values_list(parent, flat=True)[0]
    back = _address(request, whose if is_apart(start) else None)
    form = StrikeLineForm(request.POST or None)
    told = {"child": request.child, "by": request.user, "part": part}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: strike_part(**form.cleaned_data, **told)):
        messages.success(request, "It is struck out.")
        return redirect(back)
    return render(request, "pathway/agreement_write.html", {"form": form, "title": "Strike out", "back": back})


def page_of(request: HttpRequest, asked: AgreementAsked) -> str:
    """Return the address of an agreement's page."""
    return _address(request, asked.parent_id or None)


def _address(request: HttpRequest, parent: object) -> str:
    if parent is None:
        return reverse("agreement", args=[request.child.pk])
    return reverse("agreement_of", args=[request.child.pk, parent])


def _before(rows: tuple[tuple[Row, Value], ...], pk: UUID | None) -> tuple[Row | None, Value | None]:
    """Return what stands there already; nothing for something new. Raises Http404 for what is not there."""
    if pk is None:
        return None, None
    found = next((one for one in rows if one[0].pk == pk), None)
    if found is None:
        raise Http404
    return found


def _written(
    request: HttpRequest,
    asked: AgreementAsked,
    form: forms.Form,
    write: Callable[[dict[str, object]], object],
    context: dict[str, object],
) -> HttpResponse:
    told = {"child": request.child, "by": request.user}
    back = page_of(request, asked)
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: write(told)):
        messages.success(request, "It is written down.")
        return redirect(back)
    whole = {"form": form, "back": back, "asked": asked, **context}
    return render(request, "pathway/agreement_write.html", whole)
