"""Finds who looked at the record of a child whose family bears their name or lives at their postcode."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.models import (
    Child,
    HouseholdMembership,
    PersonName,
    Relationship,
    Restriction,
    WorkersHome,
)
from homeward.web.people.oversight.patterns import Evidence, Period, looks_at_children
from homeward.web.people.oversight.search import users_by_actor
from homeward.web.people.sounds import plain, sound_of


@dataclass(frozen=True)
class _Look:
    actor: str
    child: str
    on: date


def own_kind(period: Period) -> Iterator[Evidence]:
    """Yield who looked at records of children whose family bears their family name or lives at their postcode.

    The name is the auditor's own to see, being a colleague's; so of a restricted record not even the id is told.
    """
    pairs = looks_at_children(period).values_list("actor", "subject_id").annotate(Max("at"))
    looks = [_Look(actor, child, date.fromisoformat(at[:10])) for actor, child, at in pairs]
    people = users_by_actor({look.actor for look in looks})
    named = _children_by_name({_family_name(user) for user in people.values()} - {""})
    near = _children_by_postcode(people.values())
    restricted = _restricted()
    for look in sorted(looks, key=lambda look: (look.on, look.actor, look.child), reverse=True):
        user = people.get(look.actor)
        if user is None:
            continue
        reasons = ["bears the family name of"] * (look.child in named.get(_family_name(user), ()))
        reasons += ["lives at the postcode of"] * (look.child in near.get(user.pk, ()))
        if reasons:
            shown = () if look.child in restricted else (look.child,)
            which = "" if shown else " The record is restricted, so its id is not told here."
            words = f"Looked at the record of a child, and {' and '.join(reasons)} somebody in the family.{which}"
            yield Evidence(user, look.on, words, shown)


def _family_name(user: User) -> str:
    """Return somebody's family name as it is compared: the last word of the name."""
    words = plain(user.name).split()
    return words[-1] if len(words) > 1 else ""


def _children_by_name(names: set[str]) -> dict[str, set[str]]:
    """Return by family name the ids of the children in whose family somebody bears or bore it."""
    found = PersonName.objects.standing().filter(family_sound__in={sound_of(name) for name in names})
    bearers: dict[str, set[object]] = {}
    for person, family in found.values_list("person", "family"):
        for word in set(plain(family).split()) & names:
            bearers.setdefault(word, set()).add(person)
    # A name of two halves sounds as a whole, so those are looked for by their halves.
    for person, family in _of_two_halves(names):
        for word in set(plain(family).split()) & names:
            bearers.setdefault(word, set()).add(person)
    families = _families({person for persons in bearers.values() for person in persons})
    return {name: _joined(families, persons) for name, persons in bearers.items()}


def _of_two_halves(names: set[str]) -> Iterable[tuple[object, str]]:
    if not names:
        return ()
    double = PersonName.objects.standing().filter(Q(family__contains=" ") | Q(family__contains="-"))
    return double.values_list("person", "family")


def _children_by_postcode(people: Iterable[User]) -> dict[int, set[str]]:
    """Return by person who told their home postcode the ids of the children in whose family somebody lives there."""
    homes = dict(WorkersHome.objects.filter(user__in=list(people)).values_list("user", "postcode_key"))
    lived = HouseholdMembership.objects.standing().filter(household__postcode_key__in=set(homes.values()))
    at: dict[str, set[object]] = {}
    for person, key in lived.values_list("person", "household__postcode_key"):
        at.setdefault(key, set()).add(person)
    families = _families({person for persons in at.values() for person in persons})
    return {user: _joined(families, at.get(key, ())) for user, key in homes.items()}


def _families(persons: set[object]) -> dict[object, set[str]]:
    """Return by person the ids of the children whose record is theirs or whose relative they are."""
    kin: dict[object, set[object]] = {person: {person} for person in persons}
    ties = Relationship.objects.standing().filter(Q(person__in=persons) | Q(other__in=persons))
    for one, other in ties.values_list("person", "other"):
        for person, relative in ((one, other), (other, one)):
            if person in kin:
                kin[person].add(relative)
    everybody = {relative for relatives in kin.values() for relative in relatives}
    records = dict(Child.objects.filter(person__in=everybody).values_list("person", "pk"))
    return {
        person: {str(records[relative]) for relative in relatives if relative in records}
        for person, relatives in kin.items()
    }


def _joined(families: Mapping[object, set[str]], persons: Iterable[object]) -> set[str]:
    return {child for person in persons for child in families.get(person, ())}


def _restricted() -> set[str]:
    return {str(pk) for pk in Restriction.objects.on(clock.today()).values_list("child", flat=True)}
