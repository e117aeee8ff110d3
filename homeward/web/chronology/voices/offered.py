"""Finds who may have said something: the child first, then the parents and others of the family, then the network."""

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.voices.queries import PARENTS
from homeward.web.people.family.queries import relatives_of
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import persons_of
from homeward.web.people.persons.queries import with_names


def voices_offered(user: User, child: Child) -> list[tuple[Person, str]]:
    """Return the people of a child's record whom somebody may be told of, each with name and who they are."""
    kin = {one.person.pk: one for one in relatives_of(user, child, clock.today())}
    known = with_names(persons_of(user, child))

    def place(person: Person) -> tuple[int, str]:
        is_parent = person.pk in kin and kin[person.pk].kind in PARENTS
        rank = 0 if person.pk == child.person_id else 1 if is_parent else 2 if person.pk in kin else 3
        return rank, person.shown_name

    def named(person: Person) -> str:
        who = "the child" if person.pk == child.person_id else kin[person.pk].words if person.pk in kin else ""
        return f"{person.shown_name}, {who}" if who else person.shown_name

    return [(person, named(person)) for person in sorted(known, key=place)]
