"""Reads all that a child's record keeps of one person: what holds, what has ended, and what was struck out and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest

from homeward.web.accounts.models import User
from homeward.web.people.family.queries import kin_words
from homeward.web.people.models import (
    Child,
    Contact,
    Fact,
    HouseholdMembership,
    Kinship,
    MayBeContacted,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    PersonName,
    Relationship,
)
from homeward.web.people.permissions import persons_of, seen_relationships
from homeward.web.people.persons.queries import with_names
from homeward.web.people.rights import NotPermittedError, check_of_child

KINDS: Mapping[str, type[Fact]] = MappingProxyType(
    {
        "name": PersonName,
        "relation": Relationship,
        "home": HouseholdMembership,
        "contact": Contact,
        "responsibility": ParentalResponsibility,
        "contact-leave": MayBeContacted,
        "secret": NotToBeTold,
    }
)
"""The facts of a person by the word that stands for them in an address."""
_SIDES = ("person", "other")


@dataclass(frozen=True)
class FactLine:
    """One fact in words, as `kind` (of KINDS); `more` is said in a second line. Struck out, it says so itself."""

    fact: Fact
    kind: str
    words: str
    more: str = ""

    @property
    def is_past(self) -> bool:
        """True for what has ended or was struck out."""
        return self.fact.struck_at is not None or self.fact.ends_on is not None


@dataclass(frozen=True)
class FactGroup:
    """The facts of one matter: those that hold or are to come, and those that have ended or were struck out.

    `add` is the name of the page on which one is added to a person; empty where that is done elsewhere.
    """

    title: str
    kind: str
    lines: tuple[FactLine, ...]
    add: str = ""

    @property
    def holding(self) -> tuple[FactLine, ...]:
        """What holds."""
        return tuple(line for line in self.lines if not line.is_past)

    @property
    def past(self) -> tuple[FactLine, ...]:
        """What has ended or was struck out."""
        return tuple(line for line in self.lines if line.is_past)


def person_of(request: HttpRequest, pk: UUID) -> Person:
    """Return a person of the record of the child whose page it is, with names. Raises Http404 for anybody else."""
    person = with_names(persons_of(request.user, request.child)).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def fact_of(request: HttpRequest, kind: str, pk: UUID) -> Fact:
    """Return one fact of the record of the child whose page it is. Raises Http404 for any other."""
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    facts = model.objects.filter(pk=pk)
    fact = (seen_relationships(request.user, facts) if model is Relationship else facts).first()
    if fact is None:
        raise Http404
    try:
        check_of_child(request.child, fact)
    except NotPermittedError:
        raise Http404 from None
    if fact.person_id:
        person_of(request, fact.person_id)
    return fact


def facts_of(user: User, child: Child, person: Person) -> tuple[FactGroup, ...]:
    """Return what the record keeps of a person; eight queries at most. Of a child itself only names, kin and homes."""
    told = {"name": _names(person), "relation": _relations(user, person), "home": _homes(person)}
    if person.pk != child.person_id:
        about = {"child": child, "person": person}
        told |= {
            "contact": Contact.objects.filter(person=person),
            "responsibility": ParentalResponsibility.objects.filter(**about),
            "contact-leave": MayBeContacted.objects.filter(**about),
            "secret": NotToBeTold.objects.filter(**about),
        }
    return tuple(
        FactGroup(_TITLES[kind], kind, tuple(facts_in_words(facts)), _ADDED_ON.get(kind, ""))
        for kind, facts in told.items()
    )


def facts_in_words(facts: QuerySet[Fact]) -> list[FactLine]:
    """Return facts of one kind in words, the latest first, with who struck them out."""
    if facts.model is Relationship:
        facts = facts.prefetch_related(*(Prefetch(side, with_names(Person.objects.all())) for side in _SIDES))
    ordered = sorted(facts.select_related("struck_by"), key=lambda fact: fact.begins_on or date.min, reverse=True)
    return [line_of(fact) for fact in ordered]


def line_of(fact: Fact) -> FactLine:
    """Return a fact in words."""
    kind = next(kind for kind, model in KINDS.items() if isinstance(fact, model))
    words, more = _WORDS[kind](fact)
    return FactLine(fact, kind, words, more)


def _names(person: Person) -> QuerySet[Fact]:
    return PersonName.objects.filter(person=person)


def _homes(person: Person) -> QuerySet[Fact]:
    return HouseholdMembership.objects.filter(person=person).select_related("household")


def _relations(user: User, person: Person) -> QuerySet[Fact]:
    """Return who the person is to whom, of those whom the reader sees."""
    return seen_relationships(user, Relationship.objects.filter(Q(person=person) | Q(other=person)))


def _name_words(fact: PersonName) -> tuple[str, str]:
    return fact.full, f"{fact.get_kind_display()}, shown first" if fact.is_shown else fact.get_kind_display()


def _relation_words(fact: Relationship) -> tuple[str, str]:
    said = kin_words(Kinship(fact.kind), fact.person.sex)
    return f"{fact.person.shown_name} is the {said} of {fact.other.shown_name}", ""


def _home_words(fact: HouseholdMembership) -> tuple[str, str]:
    home = fact.household
    where = ", ".join(part for part in (home.address, home.postcode) if part) or "Address not recorded"
    return where, " ".join(part for part in (home.phone and f"Phone {home.phone}.", fact.note) if part)


def _contact_words(fact: Contact) -> tuple[str, str]:
    return f"{fact.get_way_display()}: {fact.value}", ". ".join(
        part for part in (fact.get_safety_display(), fact.when) if part
    )


_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "name": "Names",
        "relation": "Who they are to whom",
        "home": "Where they live",
        "contact": "How to reach them",
        "responsibility": "Parental responsibility for the child",
        "contact-leave": "May they be contacted about the child?",
        "secret": "What they must not be told",
    }
)
_ADDED_ON: Mapping[str, str] = MappingProxyType(
    {
        "name": "name_add",
        "home": "home_add",
        "contact": "contact_add",
        "responsibility": "responsibility_add",
        "contact-leave": "contact_leave_add",
        "secret": "secret_add",
    }
)
_WORDS: Mapping[str, Callable[..., tuple[str, str]]] = MappingProxyType(
    {
        "name": _name_words,
        "relation": _relation_words,
        "home": _home_words,
        "contact": _contact_words,
        "responsibility": lambda fact: (fact.get_basis_display(), ""),
        "contact-leave": lambda fact: (fact.get_may_display(), fact.words),
        "secret": lambda fact: (fact.get_what_display(), fact.reason),
    }
)
