"""Names those of whom something tells, as far as its reader may be told of them."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from homeward.practice.chronology.event import Mentioned
from homeward.web.accounts.models import User
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.policy import visible


def names_told(user: User, persons: Collection[UUID], kids: Collection[UUID]) -> dict[UUID, str]:
    """Return names by the person's id; five queries at most, however many there are.

    `persons` are people of a record that is open to the reader: they are named unless their own record is shut to the
    reader. `kids` are persons of other children: they are named where their own record is open to the reader.
    """
    if not persons and not kids:
        return {}
    seen = set(visible(user, Child).filter(person__in=kids).values_list("person", flat=True)) if kids else set()
    told = Person.objects.filter(pk__in={*persons, *seen}).exclude(hidden_persons(user))
    return {person.pk: person.shown_name for person in told.prefetch_related("names").select_related("child")}


def mentioned(persons: Iterable[UUID], names: Mapping[UUID, str]) -> tuple[Mentioned, ...]:
    """Return those of some persons who have a name here, as an event mentions them."""
    return tuple(Mentioned(str(pk), names[pk]) for pk in persons if pk in names)
