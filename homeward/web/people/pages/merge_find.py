"""Which other records may be this same child: found as "Is this child known?" finds them, to be laid side by side."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web.people.known.actions import ask_who_is_known
from homeward.web.people.known.matching import Sought
from homeward.web.people.merging.queries import merges_of
from homeward.web.people.models import Person, PersonName


@require_safe
def merge_find(request: HttpRequest, child_pk: UUID) -> HttpResponse:
    """List who else bears such a name and birth, and the merges into this record so far."""
    person: Person = request.child.person
    known = ask_who_is_known(sought=_like(person), by=request.user)
    context = {
        "matches": [match for match in known.matches if match.person.pk != person.pk],
        "closed": known.closed,
        "merges": merges_of(person),
        "person": person,
    }
    return render(request, "people/merge_find.html", context)


def _like(person: Person) -> Sought:
    name = PersonName.objects.standing().filter(person=person).order_by("-is_shown").first()
    return Sought(name.given if name else "", name.family if name else "", person.born_on)
