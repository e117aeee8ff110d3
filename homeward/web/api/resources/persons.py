"""Tells other systems of persons: names and dates of birth, and who is who to a child; no address, no way to reach."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Schema

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.api.asked import Paged
from homeward.web.api.resources.paging import page_of
from homeward.web.api.told import NameTold, PersonTold, RelativeTold
from homeward.web.people.family.queries import relatives_of
from homeward.web.people.middleware import note_subject
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import tied_to
from homeward.web.people.persons.queries import with_names
from homeward.web.people.policy import find, visible


class PersonsTold(Schema):
    """A page of persons."""

    items: list[PersonTold]
    next_after: UUID | None


class RelativesTold(Schema):
    """A page of the persons in a child’s record."""

    items: list[RelativeTold]
    next_after: UUID | None


def read_persons(request: HttpRequest, asked: Query[Paged]) -> dict[str, object]:
    """List the persons in the records that are open to the token, in the order of their ids."""
    persons = with_names(visible(request.user, Person))
    return page_of(request, persons, asked, lambda shown: [PersonTold(**one) for one in _each(request.user, shown)])


def read_person(request: HttpRequest, person_pk: UUID) -> PersonTold:
    """Tell of one person."""
    found = find(request.user, Person, person_pk)
    if found is None:
        raise Http404
    note_subject(request, found)
    return PersonTold(**_each(request.user, with_names(Person.objects.filter(pk=found.pk)))[0])


def read_child_persons(request: HttpRequest, child_pk: UUID, asked: Query[Paged]) -> dict[str, object]:
    """List the persons in one child’s record, the child too, with what they are to the child today."""
    own = tied_to(Child.objects.filter(pk=request.child.pk))
    kinship = defaultdict(list)
    for relative in relatives_of(request.user, request.child, clock.today()):
        kinship[relative.person.pk].append(relative.kind)

    def tell(shown: Sequence[Person]) -> list[RelativeTold]:
        return [RelativeTold(**one, kinship=kinship[one["id"]]) for one in _each(request.user, shown)]

    return page_of(request, with_names(visible(request.user, Person).filter(own)), asked, tell)


def _each(user: User, persons: Sequence[Person]) -> list[dict[str, object]]:
    """Return what is told of each person; their own records as children only where these are open to the asker."""
    shown = list(persons)
    records = dict(visible(user, Child).filter(person__in=shown).values_list("person", "pk"))
    return [_told(person, records.get(person.pk)) for person in shown]


def _told(person: Person, child_pk: UUID | None) -> dict[str, object]:
    names = [name for name in person.names.all() if name.ends_on is None]
    return {
        "id": person.pk,
        "child_id": child_pk,
        "names": [NameTold(given=n.given, family=n.family, kind=n.kind, is_shown=n.is_shown) for n in names],
        "born_on": person.born_on,
        "born_exactly": person.born_exactly,
        "died_on": person.died_on,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "first_language": person.first_language,
        "needs_interpreter": person.needs_interpreter,
    }
