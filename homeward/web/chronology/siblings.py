"""Finds a child's sisters and brothers who have a record of their own."""

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
