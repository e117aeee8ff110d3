"""Finds whom an event of a child could concern or be about: sisters and brothers, and the people of the record."""

from dataclasses import dataclass

from homeward.web.accounts.models import User
from homeward.web.chronology.siblings import siblings_of
from homeward.web.people.models import Child, Person
from homeward.web.people.permissions import persons_of
from homeward.web.people.relations import TO_WRITE, children_by


@dataclass(frozen=True)
class Offered:
    """The sisters and brothers in whose records somebody may write, and everybody else of the child's record."""

    siblings: tuple[Child, ...]
    people: tuple[Person, ...]


def offered_to(user: User, child: Child) -> Offered:
    """Return whom somebody may write of beside a child; four queries."""
    siblings = tuple(siblings_of(child).filter(children_by(user, TO_WRITE)).prefetch_related("person__names"))
    apart = {child.person_id, *(one.person_id for one in siblings)}
    people = persons_of(user, child).exclude(pk__in=apart).select_related("child").prefetch_related("names")
    return Offered(siblings, tuple(sorted(people, key=lambda person: person.shown_name)))
