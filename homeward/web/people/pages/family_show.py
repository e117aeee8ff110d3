"""A child's family: who they are to the child, how to reach them, where they live, and what they may be told."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.family.queries import Relative, family_of
from homeward.web.people.models import Kinship, Person, Relationship
from homeward.web.people.permissions import seen_relationships
from homeward.web.people.persons.queries import age_on
from homeward.web.people.record.person_facts import FactLine, facts_in_words
from homeward.web.people.relations import TO_WRITE


@require_safe
def family_show(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Show the family of today, and below it who was family before or was struck out."""
    today = clock.today()
    family = family_of(request.user, request.child, today)
    context = {
        "family": family,
        "relatives": [(one, _born(one.person, today)) for one in sorted(family.relatives, key=_nearness)],
        "before": _before(request),
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "people/family_show.html", context)


def _nearness(one: Relative) -> tuple[int, str]:
    """Put parents first, then brothers and sisters, then the others as relations are listed; by name among equals."""
    return list(Kinship).index(one.kind), one.person.shown_name


def _born(person: Person, today: object) -> str:
    """Return a person's age, or that they have died; empty where the birth is not known."""
    if person.died_on:
        return f"died in {person.died_on.year}"
    age = age_on(person.born_on, today)
    return "" if age is None else f"{age} years"


def _before(request: HttpRequest) -> list[FactLine]:
    """Return the child's relations that have ended or were struck out."""
    own = request.child.person_id
    past = Q(struck_at__isnull=False) | Q(ends_on__lte=clock.today())
    ties = Relationship.objects.filter(past, Q(person=own) | Q(other=own))
    return facts_in_words(seen_relationships(request.user, ties))
