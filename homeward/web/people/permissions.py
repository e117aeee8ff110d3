"""Who may see which records about people: children by relation, and all else by way of a child."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.models import (
    Allocation,
    Asked,
    BreakGlass,
    CareEpisode,
    Child,
    ChildTeam,
    Handover,
    Household,
    HouseholdMembership,
    KeyWorker,
    MayBeContacted,
    Merge,
    NetworkMember,
    Notice,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    Relationship,
    Restriction,
)
from homeward.web.people.policy import list_records, roles_of
from homeward.web.people.relations import children, closed_children, seen_children

Ids = QuerySet[Any] | Collection[UUID]
"""Ids known, or a query of them."""

OF_ONE_CHILD: tuple[type[Model], ...] = (
    Allocation,
    Asked,
    CareEpisode,
    ChildTeam,
    Handover,
    KeyWorker,
    MayBeContacted,
    NetworkMember,
    NotToBeTold,
    ParentalResponsibility,
    Restriction,
)
"""What is about one child is seen by whoever sees the child."""
_TELLS_OF_SOMEBODY = (ParentalResponsibility, NotToBeTold, MayBeContacted, NetworkMember)
"""What puts a person into the record of a child without being family."""


def state() -> None:
    """State each expression once, when the service starts."""
    list_records(Child, children)
    list_records(Person, persons)
    for model in OF_ONE_CHILD:
        list_records(model, _of_children)
    list_records(Relationship, lambda user: _in(user, "person") & _in(user, "other"))
    list_records(HouseholdMembership, lambda user: _in(user, "person"))
    list_records(Household, lambda user: _in(user, "memberships__person") | _where_placed(user))
    list_records(Merge, _merges)
    list_records(BreakGlass, _broken_glass)
    list_records(Notice, lambda user: Q(to=user))


def persons(user: User) -> Q:
    """Return the condition on Person that somebody may see them: a child they see, or somebody tied to one.

    A relative is part of the record of the child. One whose own record is shut to the asker is not shown even so.
    """
    return tied_to(seen_children(user)) & ~hidden_persons(user)


def persons_of(user: User, child: Child) -> QuerySet[Person]:
    """Return the persons of the record of a child whom somebody sees, as far as they may be told of them.

    Of these persons it says what `persons` says, and asks about this one child only. Whoever calls knows that the
    record is open to the user, as a page about the child does.
    """
    return Person.objects.filter(_tied([child.pk], [child.person_id])).exclude(hidden_persons(user))


def seen_persons(user: User, pks: Iterable[UUID]) -> set[UUID]:
    """Return the ids of those of some persons whom somebody may see, as `persons` says; three queries.

    It asks only about the children in whose records these persons stand.
    """
    some = set(pks)
    kids = dict(Child.objects.filter(children(user) & having(some)).values_list("pk", "person"))
    if not kids:
        return set()
    told = Person.objects.filter(_tied(list(kids), list(kids.values())), pk__in=some).exclude(hidden_persons(user))
    return set(told.values_list("pk", flat=True))


def seen_relationships(user: User, some: QuerySet[Relationship]) -> QuerySet[Relationship]:
    """Return those of some relationships whose both sides somebody may see, as when they are listed."""
    sides = some.order_by().values_list("person", "other")
    seen = seen_persons(user, (pk for pair in sides for pk in pair))
    return some.filter(person__in=seen, other__in=seen)


def seen_merges(user: User, some: QuerySet[Merge]) -> QuerySet[Merge]:
    """Return those of some merges that somebody may see, as when they are listed."""
    sides = some.order_by().values_list("kept", "other")
    return some.filter(_merges_seen(user, seen_persons(user, (pk for pair in sides for pk in pair))))


def hidden_persons(user: User) -> Q:
    """Return the condition on Person that nobody may tell somebody of them: their own record as a child is shut."""
    merged = Merge.objects.filter(agreed_at__isnull=False, undone_at=None).values("other")
    return Q(pk__in=closed_children(user).values("person")) | Q(pk__in=merged)


def tied_to(kids: QuerySet[Child]) -> Q:
    """Return the condition on Person to be one of these children, their kin, housemate, or in their network."""
    return _tied(kids.values("pk"), kids.values("person"))


def having(pks: Collection[UUID]) -> Q:
    """Return the condition on Child to have one of these persons in the record: `tied_to` read from the other end."""
    records = [model.objects.standing().filter(person__in=pks).values("child") for model in _TELLS_OF_SOMEBODY]
    kin = Child.objects.filter(person__in=_together(_family_of(pks))).values("pk")
    return Q(pk__in=_together([kin, *records]))


def _tied(kids: Ids, own: Ids) -> Q:
    """Return the condition on Person to be one of these children, or tied to one: by their ids and their persons'."""
    facts = [model.objects.standing().filter(child__in=kids, person__isnull=False) for model in _TELLS_OF_SOMEBODY]
    return Q(pk__in=_together([*_family_of(own), *(found.values("person") for found in facts)]))


def _family_of(own: Ids) -> list[QuerySet[Any]]:
    """Return queries of the ids of these persons, and of all who were ever kin of theirs or lived with them."""
    kin, members = Relationship.objects.standing(), HouseholdMembership.objects.standing()
    return [
        Person.objects.filter(pk__in=own).values("pk"),
        kin.filter(other__in=own).values("person"),
        kin.filter(person__in=own).values("other"),
        members.filter(household__in=members.filter(person__in=own).values("household")).values("person"),
    ]


def _together(ways: list[QuerySet[Any]]) -> QuerySet[Any]:
    """Return queries of ids as one: of conditions on each, PostgreSQL would try all on every person there is."""
    return ways[0].union(*ways[1:], all=True)


def _children_seen(user: User) -> QuerySet[Child]:
    return Child.objects.filter(children(user)).values("pk")


def _of_children(user: User) -> Q:
    return Q(child__in=_children_seen(user))


def _in(user: User, field: str) -> Q:
    return Q(**{f"{field}__in": Person.objects.filter(persons(user)).values("pk")})


def _where_placed(user: User) -> Q:
    return Q(placements__child__in=_children_seen(user))


def _merges(user: User) -> Q:
    """Let whoever sees one of the two see a merge, proposed or in force, unless one of their records is shut to them.

    The other record of a merge in force is in no list any more; that alone does not hide that it was merged.
    """
    return _merges_seen(user, Person.objects.filter(persons(user)).values("pk"))


def _merges_seen(user: User, seen: QuerySet[Any] | set[UUID]) -> Q:
    """Return the condition on Merge that somebody may see it who sees these persons."""
    shut = closed_children(user).values("person")
    return (Q(kept__in=seen) | Q(other__in=seen)) & ~Q(kept__in=shut) & ~Q(other__in=shut)


def _broken_glass(user: User) -> Q:
    """Let auditors review every breaking of the glass; others see those over the records they may open."""
    return Q() if Role.AUDITOR in roles_of(user) else _of_children(user)
