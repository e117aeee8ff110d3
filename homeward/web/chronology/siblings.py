"""Finds a child's sisters and brothers who have a record of their own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.web.people.models import Child, Kinship, Relationship

_SIBLINGS = (Kinship.SIBLING, Kinship.HALF_SIBLING, Kinship.STEP_SIBLING)
_PARENTS = (Kinship.MOTHER, Kinship.FATHER, Kinship.PARENT)


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


def sibling_persons(persons: Iterable[UUID]) -> Mapping[UUID, set[UUID]]:
    """Return for each of some persons, by id, their sisters and brothers as `siblings_of` finds them; two queries."""
    asked, standing = set(persons), Relationship.objects.standing()
    touching = standing.filter(Q(person__in=asked) | Q(other__in=asked), kind__in=(*_SIBLINGS, *_PARENTS))
    found: dict[UUID, set[UUID]] = defaultdict(set)
    parents: dict[UUID, set[UUID]] = defaultdict(set)
    for person, other, kind in touching.values_list("person", "other", "kind"):
        if kind in _PARENTS:
            parents[person].add(other)
        else:
            found[person].add(other)
            found[other].add(person)
    theirs = standing.filter(Q(person__in=parents, kind__in=_PARENTS) | Q(other__in=parents, kind=Kinship.CHILD))
    for person, other, kind in theirs.values_list("person", "other", "kind"):
        parent, kid = (other, person) if kind == Kinship.CHILD else (person, other)
        for one in parents[parent]:
            found[one].add(kid)
    return {person: found[person] - {person} for person in asked}
