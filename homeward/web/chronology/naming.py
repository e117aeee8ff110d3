"""Names those of whom something tells, as far as its reader may be told of them."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import prefetch_related_objects

from homeward.practice.chronology.event import Mentioned
from homeward.web.chronology.reading import Reader
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.policy import visible

Told = tuple[Collection[UUID], Collection[UUID]]
"""Persons of a record, and persons of other children, of whom something tells."""
Names = dict[UUID, str | None]


def names_told(reader: Reader, persons: Collection[UUID], kids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return names by the person's id; five queries at most, however many there are, and none for whom it was asked.

    `persons` are people of a record that is open to the reader: they are named unless their own record is shut to the
    reader. `kids` are persons of other children: they are named where their own record is open to the reader.
    """
    as_persons: Names = reader.once("names of persons", dict)
    as_kids: Names = reader.once("names of children", dict)
    _look_up(reader, as_persons, set(persons) - as_persons.keys(), as_kids, set(kids) - as_kids.keys())
    asked = [*((pk, as_kids[pk]) for pk in kids), *((pk, as_persons[pk]) for pk in persons)]
    return {pk: name for pk, name in asked if name is not None}


def _look_up(reader: Reader, as_persons: Names, persons: set[UUID], as_kids: Names, kids: set[UUID]) -> None:
    """Add the names of these to those that are known; None for whoever is not to be named."""
    as_persons |= dict.fromkeys(persons)
    as_kids |= dict.fromkeys(kids)
    seen = set(visible(reader.user, Child).filter(person__in=kids).values_list("person", flat=True)) if kids else set()
    if not persons and not seen:
        return
    told = Person.objects.filter(pk__in=persons | seen).exclude(hidden_persons(reader.user))
    found = list(told.select_related("child"))
    # The page says the child's own name, too.
    prefetch_related_objects([*found, reader.child.person], "names")
    names = {person.pk: person.shown_name for person in found}
    as_persons |= {pk: names[pk] for pk in persons & names.keys()}
    as_kids |= {pk: names[pk] for pk in seen & names.keys()}


def mentioned(persons: Iterable[UUID], names: Mapping[UUID, str]) -> tuple[Mentioned, ...]:
    """Return those of some persons who have a name here, as an event mentions them."""
    return tuple(Mentioned(str(pk), names[pk]) for pk in persons if pk in names)
