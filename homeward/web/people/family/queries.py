"""Reads a child's family as somebody may see it: who they are to the child, where they live, what they may be told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from homeward.web.accounts.models import User
from homeward.web.people.models import (
    INVERSE,
    Child,
    Contact,
    Household,
    HouseholdMembership,
    Kinship,
    MayBeContacted,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    Relationship,
    Sex,
)
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_names

_BY_SEX = {
    (Kinship.PARENT, Sex.FEMALE): "mother",
    (Kinship.PARENT, Sex.MALE): "father",
    (Kinship.CHILD, Sex.FEMALE): "daughter",
    (Kinship.CHILD, Sex.MALE): "son",
    (Kinship.SIBLING, Sex.FEMALE): "sister",
    (Kinship.SIBLING, Sex.MALE): "brother",
    (Kinship.HALF_SIBLING, Sex.FEMALE): "half-sister",
    (Kinship.HALF_SIBLING, Sex.MALE): "half-brother",
    (Kinship.STEP_SIBLING, Sex.FEMALE): "step-sister",
    (Kinship.STEP_SIBLING, Sex.MALE): "step-brother",
    (Kinship.STEP_PARENT, Sex.FEMALE): "step-mother",
    (Kinship.STEP_PARENT, Sex.MALE): "step-father",
    (Kinship.GRANDPARENT, Sex.FEMALE): "grandmother",
    (Kinship.GRANDPARENT, Sex.MALE): "grandfather",
    (Kinship.AUNT_UNCLE, Sex.FEMALE): "aunt",
    (Kinship.AUNT_UNCLE, Sex.MALE): "uncle",
    (Kinship.NIECE_NEPHEW, Sex.FEMALE): "niece",
    (Kinship.NIECE_NEPHEW, Sex.MALE): "nephew",
}


@dataclass(frozen=True)
class Relative:
    """Somebody in a child's family, and what they are to the child ("mother"); `tie` is the relationship's row.

    The rest is filled in by `family_of` only.
    """

    person: Person
    words: str
    kind: Kinship
    tie: Relationship
    responsibility: ParentalResponsibility | None = None
    leave: MayBeContacted | None = None
    secrets: tuple[NotToBeTold, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Home:
    """A household and who of those the reader may see lives there, each with since when."""

    household: Household
    members: tuple[HouseholdMembership, ...]


@dataclass(frozen=True)
class Family:
    """A child's family on a day. `between` are the relations of the relatives among each other, for a genogram.

    `agencies` hold parental responsibility beside persons, such as the council under a care order. `homes` are where
    the child or a relative lives.
    """

    relatives: tuple[Relative, ...]
    between: tuple[Relationship, ...]
    agencies: tuple[ParentalResponsibility, ...]
    homes: tuple[Home, ...]


def relatives_of(user: User, child: Child, on: date) -> list[Relative]:
    """Return a child's relatives on a day as somebody who may open the child sees them, with names; four queries.

    Whoever has a record of their own that is shut to the reader is left out.
    """
    mine = Q(person=child.person_id) | Q(other=child.person_id)
    ties = list(Relationship.objects.on(on).filter(mine).order_by("begins_on", "pk"))
    told = Person.objects.filter(pk__in=[_other(child, tie) for tie in ties]).exclude(hidden_persons(user))
    persons = {person.pk: person for person in with_names(told)}
    return [_relative(child, tie, persons) for tie in ties if _other(child, tie) in persons]


def kinds_of(child: Child, on: date) -> dict[UUID, Kinship]:
    """Return what each of a child's relatives is to the child on a day, by the person's id; one query.

    It names nobody, and leaves nobody out: whoever calls looks up only those of whom the reader may be told.
    """
    mine = Q(person=child.person_id) | Q(other=child.person_id)
    ties = Relationship.objects.on(on).filter(mine).order_by("begins_on", "pk")
    return {_other(child, tie): _kind(child, tie) for tie in ties}


def family_of(user: User, child: Child, on: date) -> Family:
    """Return a child's whole family on a day as somebody who may open the child sees it; ten queries at most."""
    relatives = relatives_of(user, child, on)
    persons = {one.person.pk: one.person for one in relatives}
    held = list(ParentalResponsibility.objects.on(on).filter(child=child).select_related("agency"))
    leaves = {leave.person_id: leave for leave in MayBeContacted.objects.on(on).filter(child=child)}
    secrets = _by_person(NotToBeTold.objects.on(on).filter(child=child))
    contacts = _by_person(Contact.objects.on(on).filter(person__in=persons).order_by("way", "pk"))
    responsible = {one.person_id: one for one in held if one.person_id}
    return Family(
        relatives=tuple(
            replace(
                one,
                responsibility=responsible.get(one.person.pk),
                leave=leaves.get(one.person.pk),
                secrets=tuple(secrets[one.person.pk]),
                contacts=tuple(contacts[one.person.pk]),
            )
            for one in relatives
        ),
        between=tuple(Relationship.objects.on(on).filter(person__in=persons, other__in=persons)),
        agencies=tuple(one for one in held if one.agency_id),
        homes=_homes({**persons, child.person_id: child.person}, on),
    )


def kin_words(kind: Kinship, sex: str) -> str:
    """Return what somebody of a sex is to another, as it is said: "sister" rather than "brother or sister"."""
    return _BY_SEX.get((kind, Sex(sex)), kind.label)


def _other(child: Child, tie: Relationship) -> UUID:
    """Return the id of whoever stands at the other end of a child's relation."""
    return tie.person_id if tie.other_id == child.person_id else tie.other_id


def _relative(child: Child, tie: Relationship, persons: Mapping[UUID, Person]) -> Relative:
    person, kind = persons[_other(child, tie)], _kind(child, tie)
    return Relative(person, kin_words(kind, person.sex), kind, tie)


def _kind(child: Child, tie: Relationship) -> Kinship:
    """Return what whoever stands at the other end of a child's relation is to the child."""
    return Kinship(tie.kind) if tie.other_id == child.person_id else INVERSE[Kinship(tie.kind)]


def _by_person(facts: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for fact in facts:
        found[fact.person_id].append(fact)
    return found


def _homes(persons: Mapping[UUID, Person], on: date) -> tuple[Home, ...]:
    """Return the homes of some people. Others who live there and are none of these are not told."""
    homes: dict[UUID, list[HouseholdMembership]] = defaultdict(list)
    for membership in HouseholdMembership.objects.on(on).filter(person__in=persons).select_related("household"):
        membership.person = persons[membership.person_id]
        homes[membership.household_id].append(membership)
    return tuple(Home(members[0].household, tuple(members)) for members in homes.values())
