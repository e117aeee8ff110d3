"""Who may see which records about people: children by relation, and all else by way of a child."""

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


def hidden_persons(user: User) -> Q:
    """Return the condition on Person that nobody may tell somebody of them: their own record as a child is shut."""
    merged = Merge.objects.filter(agreed_at__isnull=False, undone_at=None).values("other")
    return Q(pk__in=closed_children(user).values("person")) | Q(pk__in=merged)


def tied_to(kids: QuerySet[Child]) -> Q:
    """Return the condition on Person to be one of these children, their kin, housemate, or in their network."""
    own = kids.values("person")
    homes = HouseholdMembership.objects.standing().filter(person__in=own).values("household")
    ways = (
        own,
        Relationship.objects.standing().filter(other__in=own).values("person"),
        Relationship.objects.standing().filter(person__in=own).values("other"),
        HouseholdMembership.objects.standing().filter(household__in=homes).values("person"),
        *(
            model.objects.standing().filter(child__in=kids.values("pk"), person__isnull=False).values("person")
            for model in (ParentalResponsibility, NotToBeTold, MayBeContacted, NetworkMember)
        ),
    )
    condition = Q(pk__in=[])
    for way in ways:
        condition |= Q(pk__in=way)
    return condition


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
    shut = closed_children(user).values("person")
    return (_in(user, "kept") | _in(user, "other")) & ~Q(kept__in=shut) & ~Q(other__in=shut)


def _broken_glass(user: User) -> Q:
    """Let auditors review every breaking of the glass; others see those over the records they may open."""
    return Q() if Role.AUDITOR in roles_of(user) else _of_children(user)
