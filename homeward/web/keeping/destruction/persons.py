"""Finds which persons go with a child's record: those who stand in nobody else's, by whatever chain of kin or homes."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Model, Q

from homeward.web.chronology.models import GivenCopy, LifeEvent, Mention, Visit, Voice
from homeward.web.pathway.models import FamilyTimePlan, FamilyTimeSession
from homeward.web.people.models import (
    Child,
    HouseholdMembership,
    MayBeContacted,
    Merge,
    NetworkMember,
    NotToBeTold,
    ParentalResponsibility,
    Relationship,
)

_BY_CHILD = (
    (ParentalResponsibility, "person"),
    (NotToBeTold, "person"),
    (MayBeContacted, "person"),
    (NetworkMember, "person"),
    (Voice, "person"),
    (GivenCopy, "recipient"),
    (FamilyTimePlan, "person"),
    (FamilyTimeSession, "person"),
)
"""Tables by which a person stands in a child's record, with the field that names the person."""

_EDGES = ((Relationship, "person", "other"), (Merge, "kept", "other"))
Going = Mapping[type[Model], frozenset[object]]


def going_persons(kids: set[UUID], going: Going) -> tuple[set[UUID], int]:
    """Return the persons who go with these children, and how many of their records' persons stay with others.

    `going` are the events and visits that go. Whoever stands in another child's record stays, and so does whoever is
    tied to them by kinship or a home that they shared, however far: the other child's family is told by them. The
    children themselves may so stay as somebody's sister or brother, but lead on to nobody.
    """
    own = set(Child.objects.filter(pk__in=kids).values_list("person", flat=True))
    reached = _spread(own | _named(kids, going, theirs=True), set())
    anchored = reached & _anchors(kids, going)
    staying = _spread(anchored, own) & reached
    return reached - staying, len(staying)


def _anchors(kids: set[UUID], going: Going) -> set[UUID]:
    """Return everybody who stands in the record of another child by themselves."""
    others = set(Child.objects.exclude(pk__in=kids).values_list("person", flat=True))
    return others | _named(kids, going, theirs=False)


def _named(kids: set[UUID], going: Going, *, theirs: bool) -> set[UUID]:
    """Return the persons whom rows of these children name, or with `theirs` False those of all others."""
    named: set[UUID] = set()
    of_kids = Q(child__in=kids) if theirs else ~Q(child__in=kids)
    for model, field in _BY_CHILD:
        rows = model.objects.filter(of_kids, **{f"{field}__isnull": False})
        named |= set(rows.order_by().values_list(field, flat=True))
    for model, field, owner in ((Mention, "event", LifeEvent), (Visit.with_persons.through, "visit", Visit)):
        of_going = Q(**{f"{field}__in": going[owner]})
        rows = model.objects.filter(of_going if theirs else ~of_going)
        named |= set(rows.order_by().values_list("person", flat=True))
    return named


def _spread(begins: set[UUID], dead_ends: set[UUID]) -> set[UUID]:
    """Return everybody tied to these persons step by step; a dead end is reached, but nobody from there."""
    found, new = set(begins), begins - dead_ends
    while new:
        new = _neighbours(new) - found
        found |= new
        new -= dead_ends
    return found


def _neighbours(persons: set[UUID]) -> set[UUID]:
    near: set[UUID] = set()
    for model, one, other in _EDGES:
        near |= set(model.objects.filter(**{f"{one}__in": persons}).order_by().values_list(other, flat=True))
        near |= set(model.objects.filter(**{f"{other}__in": persons}).order_by().values_list(one, flat=True))
    homes = HouseholdMembership.objects.filter(person__in=persons).values("household")
    near |= set(HouseholdMembership.objects.filter(household__in=homes).order_by().values_list("person", flat=True))
    return near
