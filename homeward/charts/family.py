"""A child's family and network as values, from which the genogram, the ecomap and their twins in words are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

Sex = Literal["female", "male", "unknown"]

Bond = Literal["birth", "adopted", "step", "foster"]
"""By what a child belongs to an adult; an adult who is several things to a child is drawn as the first of them."""

Strength = Literal["", "strong", "ordinary", "weak", "strained"]
"""How somebody described a tie; empty where nobody has."""

Sector = Literal["family", "friends", "health", "school", "social care", "other"]

NAMELESS = "Name not recorded"

BONDS: Mapping[str, Bond] = MappingProxyType(
    {
        "mother": "birth",
        "father": "birth",
        "parent": "birth",
        "adoptive_parent": "adopted",
        "step_parent": "step",
        "carer": "foster",
    }
)
"""The kinds of relationship by which somebody stands over a child, and how."""

TURNED: Mapping[str, str] = MappingProxyType(
    {
        "child": "parent",
        "adopted_child": "adoptive_parent",
        "step_child": "step_parent",
        "cared_for": "carer",
        "grandchild": "grandparent",
        "niece_nephew": "aunt_uncle",
    }
)
"""Kinds that say from below what another kind says from above."""

GENERATIONS_ABOVE: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(BONDS, 1)
    | {"grandparent": 2, "aunt_uncle": 1}
    | dict.fromkeys(("sibling", "half_sibling", "step_sibling", "cousin", "partner", "former_partner"), 0)
)
"""How many generations `one` stands above `other`; kinds not named here say nothing of generations."""

SIBLINGS = ("sibling", "half_sibling", "step_sibling")
COUPLES = ("partner", "former_partner")

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "mother": ("mother", "mother", "mother"),
    "father": ("father", "father", "father"),
    "parent": ("mother", "father", "parent"),
    "child": ("daughter", "son", "child"),
    "sibling": ("sister", "brother", "brother or sister"),
    "half_sibling": ("half-sister", "half-brother", "half-brother or half-sister"),
    "step_sibling": ("step-sister", "step-brother", "step-brother or step-sister"),
    "step_parent": ("step-mother", "step-father", "step-parent"),
    "step_child": ("step-daughter", "step-son", "step-child"),
    "adoptive_parent": ("adoptive mother", "adoptive father", "adoptive parent"),
    "adopted_child": ("adopted daughter", "adopted son", "adopted child"),
    "grandparent": ("grandmother", "grandfather", "grandparent"),
    "grandchild": ("granddaughter", "grandson", "grandchild"),
    "aunt_uncle": ("aunt", "uncle", "aunt or uncle"),
    "niece_nephew": ("niece", "nephew", "niece or nephew"),
    "cared_for": ("cared-for child", "cared-for child", "cared-for child"),
}


@dataclass(frozen=True)
class FamilyMember:
    """One person of a family. `born`, `age` and `note` are words to be shown: "born 1988", "36", "in hospital".

    `lives_with` is the same for all who live together and empty where it is not known; it is never shown, so an id of
    the household does, and an address does not belong here.
    """

    id: str
    name: str
    sex: Sex = "unknown"
    born: str = ""
    age: str = ""
    is_dead: bool = False
    is_child_of_page: bool = False
    lives_with: str = ""
    note: str = ""


@dataclass(frozen=True)
class FamilyTie:
    """`one` is the `kind` of `other`, both ids of members: "Mo is the mother of Jo".

    `kind` is an id of the kinds of relationship that the record keeps; one that is not known here is shown as it is.
    `until` says in words when it ended ("2021") and is empty for what lasts.
    """

    kind: str
    one: str
    other: str
    until: str = ""
    strength: Strength = ""


@dataclass(frozen=True)
class NetworkTie:
    """Somebody, or an agency, who is there for the child: in what role (words), since when (words), how strongly."""

    name: str
    agency: str = ""
    role: str = ""
    since: str = ""
    sector: Sector = "other"
    strength: Strength = ""


@dataclass(frozen=True)
class Family:
    """A family and the network round its child. `members` come oldest first, those of unknown age at the end.

    Ties are taken as they are recorded, even where they contradict each other. Of members with the same id the first
    counts, and of several children of the page too.
    """

    members: tuple[FamilyMember, ...]
    ties: tuple[FamilyTie, ...] = ()
    network: tuple[NetworkTie, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, FamilyMember]:
        """Members by their ids, in their order."""
        found: dict[str, FamilyMember] = {}
        for member in self.members:
            found.setdefault(member.id, member)
        return found

    @cached_property
    def child(self) -> FamilyMember | None:
        """The child of the page, if there is one."""
        return next((member for member in self.members if member.is_child_of_page), None)

    @cached_property
    def known_ties(self) -> tuple[FamilyTie, ...]:
        """Ties between two different members of this family, each said once and from above."""
        found: dict[tuple[str, str, str], FamilyTie] = {}
        for tie in map(turned, self.ties):
            if tie.one != tie.other and tie.one in self.by_id and tie.other in self.by_id:
                first, second = sorted((tie.one, tie.other)) if _is_mutual(tie.kind) else (tie.one, tie.other)
                found.setdefault((tie.kind, first, second), tie)
        return tuple(found.values())

    @cached_property
    def household(self) -> tuple[FamilyMember, ...]:
        """Those who live with the child of the page, without the child."""
        return self.living_with(self.child) if self.child else ()

    def living_with(self, member: FamilyMember) -> tuple[FamilyMember, ...]:
        """Return those who live with a member, without the member."""
        return tuple(
            each
            for each in self.by_id.values()
            if each.id != member.id and member.lives_with and each.lives_with == member.lives_with
        )


def turned(tie: FamilyTie) -> FamilyTie:
    """Return the same tie said from above, where it was said from below: the parent of a child."""
    if tie.kind not in TURNED:
        return tie
    return FamilyTie(TURNED[tie.kind], tie.other, tie.one, tie.until, tie.strength)


def _is_mutual(kind: str) -> bool:
    return kind not in TURNED.values() and kind not in BONDS


def kind_in_words(kind: str, sex: Sex) -> str:
    """Say what somebody of a sex is to another: `half_sibling` is half-sister, half-brother or either."""
    if kind not in _WORDS:
        return kind.replace("_", " ")
    return _WORDS[kind][("female", "male", "unknown").index(sex)]


def called(member: FamilyMember) -> str:
    """Return the name to be shown, or that none is recorded."""
    return " ".join(member.name.split()) or NAMELESS


def called_briefly(member: FamilyMember) -> str:
    """Return the first of somebody's names, for a short line under a picture."""
    name = called(member)
    return name if name == NAMELESS else name.split()[0]


def listed(words: list[str]) -> str:
    """Join words as a sentence does: `A, B and C`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
