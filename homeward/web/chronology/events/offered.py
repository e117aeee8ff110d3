"""Finds whom an event of a child could concern or be about: sisters and brothers, and the people of the record."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from homeward.web.accounts.models import User
from homeward.web.people.models import Child, Kinship, Person, Relationship
from homeward.web.people.permissions import tied_to
from homeward.web.people.policy import visible
from homeward.web.people.relations import TO_WRITE, children_by

_SIBLINGS = (Kinship.SIBLING, Kinship.HALF_SIBLING, Kinship.STEP_SIBLING)
_PARENTS = (Kinship.MOTHER, Kinship.FATHER, Kinship.PARENT)


@dataclass(frozen=True)
class Offered:
    """The sisters and brothers in whose records somebody may write, and everybody else of the child's record."""

    siblings: tuple[Child, ...]
    people: tuple[Person, ...]


def offered_to(user: User, child: Child) -> Offered:
    """Return whom somebody may write of beside a child; four queries."""
    siblings = tuple(siblings_of(child).filter(children_by(user, TO_WRITE)).prefetch_related("person__names"))
    known = visible(user, Person).filter(tied_to(Child.objects.filter(pk=child.pk)))
    apart = {child.person_id, *(one.person_id for one in siblings)}
    people = known.exclude(pk__in=apart).select_related("child").prefetch_related("names")
    return Offered(siblings, tuple(sorted(people, key=lambda person: person.shown_name)))


def siblings_of(child: Child) -> QuerySet[Child]:
    """Return the children with a record who are a child's sisters and brothers, said so or by a common parent."""
    standing = Relationship.objects.standing()
    said = standing.filter(kind__in=_SIBLINGS)
    parents = standing.filter(other=child.person_id, kind__in=_PARENTS).values("person")
    ways = (
        Q(person__in=said.filter(person=child.person_id).values("other")),
        Q(person__in=said.filter(other=child.person_id).values("person")),
        Q(person__in=standing.filter(person__in=parents, kind__in=_PARENTS).values("other")),
        Q(person__in=standing.filter(other__in=parents, kind=Kinship.CHILD).values("person")),
    )
    condition = Q(pk__in=[])
    for way in ways:
        condition |= way
    return Child.objects.filter(condition).exclude(pk=child.pk).select_related("person").order_by("person__born_on")
