"""Turns a child's family and network, as somebody may see them, into what the genogram and the ecomap draw."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from homeward.charts.family import Family, FamilyMember, FamilyTie, NetworkTie, Sector
from homeward.web.accounts.models import User
from homeward.web.people.family.queries import family_of
from homeward.web.people.models import AgencyKind, Child, Exactness, HouseholdMembership, Person, Relationship
from homeward.web.people.network.queries import name_of, network_of
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import age_on

_SECTORS: Mapping[str, Sector] = MappingProxyType(
    {
        AgencyKind.COUNCIL: "social care",
        AgencyKind.FOSTERING: "social care",
        AgencyKind.HOME: "social care",
        AgencyKind.HEALTH: "health",
        AgencyKind.EDUCATION: "school",
    }
)
"""Where an agency stands in the ecomap; the police, courts, housing and others stand under "other"."""


def drawn_family(user: User, child: Child, on: date) -> Family:
    """Return the family and the network on a day, oldest first, as the charts draw them; fifteen queries at most.

    Relations that have ended are drawn as ended between people who are family still. Who is in the network and does not
    sign in is left out where their own record is shut to the reader.
    """
    family = family_of(user, child, on)
    persons = {one.person.pk: one.person for one in family.relatives} | {child.person_id: child.person}
    homes = {member.person_id: member for home in family.homes for member in home.members}
    ties = Relationship.objects.standing().filter(person__in=persons, other__in=persons).order_by("begins_on", "pk")
    ordered = sorted(persons.values(), key=lambda person: (person.born_on is None, person.born_on or on))
    return Family(
        members=tuple(_member(person, child, homes.get(person.pk), on) for person in ordered),
        ties=tuple(_tie(tie, on) for tie in ties),
        network=tuple(_network(user, child, on)),
    )


def _member(person: Person, child: Child, home: HouseholdMembership | None, on: date) -> FamilyMember:
    years = None if person.died_on else age_on(person.born_on, on)
    is_exact = person.born_exactly in (Exactness.DAY, Exactness.MONTH, Exactness.YEAR)
    return FamilyMember(
        id=str(person.pk),
        name=person.shown_name,
        sex=person.sex,
        born=f"born {'' if is_exact else 'about '}{person.born_on.year}" if person.born_on else "",
        age="" if years is None else str(years),
        is_dead=person.died_on is not None,
        is_child_of_page=person.pk == child.person_id,
        lives_with=str(home.household_id) if home else "",
    )


def _tie(tie: Relationship, on: date) -> FamilyTie:
    until = str(tie.ends_on.year) if tie.ends_on and tie.ends_on <= on else ""
    return FamilyTie(tie.kind, str(tie.person_id), str(tie.other_id), until)


def _network(user: User, child: Child, on: date) -> Iterable[NetworkTie]:
    members = list(network_of(child, on))
    persons = [member.person_id for member in members if member.person_id]
    hidden = set(Person.objects.filter(hidden_persons(user), pk__in=persons).values_list("pk", flat=True))
    for member in members:
        if member.person_id in hidden:
            continue
        agency = member.agency
        # Whoever signs in here and is from no agency named works for the council's own service.
        here: Sector = "social care" if member.user_id else "other"
        yield NetworkTie(
            name=name_of(member),
            agency=agency.name if agency else "",
            role=member.role_words,
            since=str(member.begins_on.year),
            sector=_SECTORS.get(agency.kind, "other") if agency else here,
        )
