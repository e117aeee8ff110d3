"""Finds who looked at the record of a child whose family bears their name or lives at their postcode."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Max, Q, QuerySet

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.models import (
    Fact,
    HouseholdMembership,
    PersonName,
    Restriction,
    WorkersHome,
)
from homeward.web.people.oversight.patterns import Evidence, Period, looks_at_children
from homeward.web.people.oversight.search import users_by_actor
from homeward.web.people.sounds import plain, sound_of


def own_kind(period: Period) -> Iterator[Evidence]:
    """Yield who looked at records of children whose family bears their family name or lives at their postcode.

    The name is the auditor's own to see, being a colleague's; so of a restricted record not even the id is told.
    """
    pairs = list(looks_at_children(period).values_list("actor", "subject_id").annotate(Max("at")))
    people = users_by_actor({actor for actor, *_ in pairs})
    named, near = _children_by_name(people), _children_by_postcode(people)
    looks = [
        (at[:10], actor, child)
        for actor, child, at in pairs
        if child in named.get(actor, ()) or child in near.get(actor, ())
    ]
    restricted = _restricted()
    for day, actor, child in sorted(looks, reverse=True):
        reasons = ["bears the family name of"] * (child in named.get(actor, ()))
        reasons += ["lives at the postcode of"] * (child in near.get(actor, ()))
        shown = () if child in restricted else (child,)
        which = "" if shown else " The record is restricted, so its id is not told here."
        words = f"Looked at the record of a child, and {' and '.join(reasons)} somebody in the family.{which}"
        yield Evidence(people[actor], date.fromisoformat(day), words, shown)


def _children_by_name(people: Mapping[str, User]) -> dict[str, set[str]]:
    """Return by actor the ids of the children in whose family somebody bears or bore the actor's family name."""
    names = {actor: _family_name(user) for actor, user in people.items()}
    borne = set(names.values()) - {""}
    # A name of two halves sounds as a whole, so those are looked at whatever their sound.
    alike = Q(family_sound__in={sound_of(name) for name in borne})
    halves = Q(family__contains=" ") | Q(family__contains="-")
    found: dict[str, set[str]] = defaultdict(set)
    for family, kids in _children_by("family", PersonName.objects.standing().filter(alike | halves)).items():
        for word in borne.intersection(plain(family).split()):
            found[word] |= kids
    return {actor: found[name] for actor, name in names.items() if name in found}


def _family_name(user: User) -> str:
    """Return somebody's family name as it is compared: the last word of the name."""
    words = plain(user.name).split()
    return words[-1] if len(words) > 1 else ""


def _children_by_postcode(people: Mapping[str, User]) -> dict[str, set[str]]:
    """Return by actor who told their home postcode the ids of the children in whose family somebody lives there."""
    homes = dict(WorkersHome.objects.filter(user__in=people.values()).values_list("user", "postcode_key"))
    lived = HouseholdMembership.objects.standing().filter(household__postcode_key__in=set(homes.values()))
    at = _children_by("household__postcode_key", lived)
    return {str(user): at[key] for user, key in homes.items() if key in at}


def _children_by(value: str, facts: QuerySet[Fact]) -> dict[str, set[str]]:
    """Return by a value of facts about persons the ids of the children whose record is theirs or whose kin they are."""
    own, kin, kin_of = "person__child", "person__relationships", "person__relationships_of_others"
    ways = (
        facts.values_list(value, own),
        facts.filter(**{f"{kin}__struck_at": None}).values_list(value, f"{kin}__other__child"),
        facts.filter(**{f"{kin_of}__struck_at": None}).values_list(value, f"{kin_of}__person__child"),
    )
    found: dict[str, set[str]] = defaultdict(set)
    for said, child in ways[0].union(*ways[1:]):
        if child is not None:
            found[said].add(str(child))
    return found


def _restricted() -> set[str]:
    return {str(pk) for pk in Restriction.objects.on(clock.today()).values_list("child", flat=True)}
