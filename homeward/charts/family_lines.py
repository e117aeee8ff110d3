"""Sorts what is recorded of a family into lines that a genogram can draw, and words for what it cannot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal

from homeward.charts.family import (
    BONDS,
    COUPLES,
    GENERATIONS_ABOVE,
    SIBLINGS,
    Bond,
    Family,
    FamilyTie,
    called,
    called_briefly,
    kind_in_words,
)
from homeward.charts.family_generations import generations_of

_ORDER: tuple[Bond, ...] = ("birth", "adopted", "step", "foster")
_PARENTAL: tuple[Bond, ...] = ("birth", "adopted")
_MOST_PARENTS = 2
_RANK_OF_SIBLINGS = 1.5

CoupleKind = Literal["together", "former", "parents"]
"""`parents` have a child together, and nothing is recorded of whether they are or were a couple."""


@dataclass(frozen=True)
class Couple:
    """Two ids joined by a line across, in the order of the members."""

    one: str
    other: str
    kind: CoupleKind


@dataclass(frozen=True)
class Sibship:
    """Children (ids in the order of birth, each with its bond) who hang below the same one or two adults.

    A child without a bond is a brother or sister whose own parents are not recorded; such may hang below nobody.
    """

    adults: tuple[str, ...]
    children: tuple[tuple[str, Bond | None], ...]


@dataclass(frozen=True)
class FamilyLines:
    """What a genogram draws.

    `generations` ascend downwards, without those `apart`, whom no line places. `captions` are words to stand under
    somebody for ties that have no line. `doubts` are sentences on what contradicts itself or cannot be drawn.
    """

    generations: Mapping[str, int]
    couples: tuple[Couple, ...]
    sibships: tuple[Sibship, ...]
    captions: Mapping[str, tuple[str, ...]]
    apart: tuple[str, ...]
    doubts: tuple[str, ...]

    @cached_property
    def own_sibships(self) -> Mapping[str, Sibship]:
        """For each child the sibship in whose order it stands: by birth first, by foster care last."""
        found: dict[str, tuple[float, Sibship]] = {}
        for sibship in self.sibships:
            for child, bond in sibship.children:
                rank = _ORDER.index(bond) if bond else _RANK_OF_SIBLINGS
                if child not in found or rank < found[child][0]:
                    found[child] = rank, sibship
        return {child: sibship for child, (_, sibship) in found.items()}


def family_lines(family: Family) -> FamilyLines:
    """Sort the ties of a family. Every tie is drawn, told by other lines, put under a name in words, or a doubt."""
    generations = generations_of(family)
    sorting = _Sorting(family, generations)
    couples, sibships = sorting.couples(), sorting.sibships()
    captions: dict[str, list[str]] = {}
    doubts = list(sorting.doubts())
    shown = _Shown(sibships, couples)
    for tie in family.known_ties:
        if not shown.tells(tie):
            contradiction = _contradiction(family, tie, generations)
            doubts += contradiction
            if not contradiction:
                captions.setdefault(tie.one, []).append(_caption(family, tie))
    apart = tuple(each for each in family.by_id if each not in generations)
    told = {each: tuple(dict.fromkeys(words)) for each, words in captions.items()}
    return FamilyLines(generations, couples, sibships, told, apart, tuple(dict.fromkeys(doubts)))


def _caption(family: Family, tie: FamilyTie) -> str:
    one, other = family.by_id[tie.one], family.by_id[tie.other]
    return f"{kind_in_words(tie.kind, one.sex)} of {called_briefly(other)}"


def in_words(family: Family, tie: FamilyTie) -> str:
    """Say a tie between two members in full: `Mo Example is the mother of Jo Example`."""
    one, other = family.by_id[tie.one], family.by_id[tie.other]
    return f"{called(one)} is recorded as {kind_in_words(tie.kind, one.sex)} of {called(other)}"


def _contradiction(family: Family, tie: FamilyTie, generations: Mapping[str, int]) -> list[str]:
    """Say that a tie does not fit the others, if it does not; a carer may stand in any generation."""
    if tie.kind not in GENERATIONS_ABOVE or tie.kind == "carer":
        return []
    if generations[tie.other] - generations[tie.one] != GENERATIONS_ABOVE[tie.kind]:
        return [f"{in_words(family, tie)}, which does not fit what else is recorded: please check."]
    return []


class _Sorting:
    """The ties of one family on the way to lines."""

    def __init__(self, family: Family, generations: Mapping[str, int]) -> None:
        self.family = family
        self.generations = generations
        self.place = {each: number for number, each in enumerate(family.by_id)}
        self.bonds = self._bonds()
        self.coupled = self._coupled()

    def _bonds(self) -> dict[str, dict[str, Bond]]:
        """Return for each child the adults who stand one generation above it, each with its first bond."""
        found: dict[str, dict[str, Bond]] = {}
        ties = [tie for tie in self.family.known_ties if tie.kind in BONDS]
        for tie in sorted(ties, key=lambda tie: _ORDER.index(BONDS[tie.kind])):
            if self.generations[tie.other] - self.generations[tie.one] == 1:
                found.setdefault(tie.other, {}).setdefault(tie.one, BONDS[tie.kind])
        return found

    def _coupled(self) -> dict[tuple[str, str], CoupleKind]:
        """Return the couples of one generation; who was recorded as partner and former partner is a partner."""
        found: dict[tuple[str, str], CoupleKind] = {}
        for tie in self.family.known_ties:
            if tie.kind in COUPLES and self.generations[tie.one] == self.generations[tie.other]:
                kind: CoupleKind = "together" if tie.kind == "partner" and not tie.until else "former"
                pair = self._pair(tie.one, tie.other)
                found[pair] = "together" if found.get(pair) == "together" else kind
        return found

    def _pair(self, one: str, other: str) -> tuple[str, str]:
        first, second = sorted((one, other), key=self.place.__getitem__)
        return first, second

    def couples(self) -> tuple[Couple, ...]:
        """Return everybody joined by a line across: couples, and parents of the same child."""
        found = dict(self.coupled)
        for sibship in self.sibships():
            if len(sibship.adults) == _MOST_PARENTS:
                found.setdefault(self._pair(*sibship.adults), "parents")
        return tuple(Couple(one, other, kind) for (one, other), kind in found.items())

    def sibships(self) -> tuple[Sibship, ...]:
        """Return every bar with those above and those below it."""
        found: dict[tuple[str, ...], dict[str, Bond | None]] = {}
        for child in self.family.by_id:
            for adults, bond in self._adults_of(child):
                found.setdefault(adults, {}).setdefault(child, bond)
        orphans: list[dict[str, Bond | None]] = []
        for group in self._without_parents():
            adults = self._adults_of_a_sibling(group)
            if adults:
                found[adults] |= dict.fromkeys(group)
            else:
                orphans.append(dict.fromkeys(group))
        every = [*found.items(), *(((), group) for group in orphans)]
        return tuple(
            Sibship(adults, tuple(sorted(group.items(), key=lambda each: self.place[each[0]])))
            for adults, group in every
        )

    def _adults_of(self, child: str) -> Iterator[tuple[tuple[str, ...], Bond]]:
        """Yield the pairs and single adults above a child: two parents, a step-parent with the parent, carers."""
        bonds = self.bonds.get(child, {})
        for bond in _ORDER:
            waiting = [adult for adult in bonds if bonds[adult] == bond]
            while waiting:
                adult = waiting.pop(0)
                others = [*waiting, *(each for each in bonds if bond != "birth" and bonds[each] in _PARENTAL)]
                partner = next((each for each in others if self._are_pair(adult, each)), None)
                if partner is None and bond in _PARENTAL and len(bonds) > 1:
                    partner = next(iter(waiting), None)
                if partner in waiting:
                    waiting.remove(partner)
                yield (self._pair(adult, partner) if partner else (adult,)), bond

    def _are_pair(self, one: str, other: str) -> bool:
        return self._pair(one, other) in self.coupled

    def _without_parents(self) -> list[list[str]]:
        """Return groups of brothers and sisters, joined by what is recorded, of whom no adult above is recorded.

        A group may begin with one who has parents: below them hang the rest.
        """
        groups = {each: [each] for each in self.family.by_id}
        for tie in self.family.known_ties:
            is_open = not (self._has_parents([tie.one]) and self._has_parents([tie.other]))
            if tie.kind in SIBLINGS and is_open and self.generations[tie.one] == self.generations[tie.other]:
                one, other = groups[tie.one], groups[tie.other]
                if one is not other and not (self._has_parents(one) and self._has_parents(other)):
                    one += other
                    groups |= dict.fromkeys(other, one)
        unique = {id(group): group for group in groups.values() if len(group) > 1}
        return list(unique.values())

    def _has_parents(self, group: list[str]) -> bool:
        return any(bond in _PARENTAL for each in group for bond in self.bonds.get(each, {}).values())

    def _adults_of_a_sibling(self, group: list[str]) -> tuple[str, ...]:
        """Return the adults above the one of a group who has any, and leave that one out of the group."""
        for each in group:
            for adults, bond in self._adults_of(each):
                if bond in _PARENTAL:
                    group.remove(each)
                    return adults
        return ()

    def doubts(self) -> Iterator[str]:
        """Say what is recorded of nobody here or of somebody's own self, and who has too many parents by birth."""
        for tie in self.family.ties:
            missing = [each for each in (tie.one, tie.other) if each not in self.family.by_id]
            if missing:
                yield "A tie is recorded to somebody who is not among the people shown here."
            elif tie.one == tie.other:
                yield f"{called(self.family.by_id[tie.one])} is recorded as related to the same person: please check."
        for child, bonds in self.bonds.items():
            by_birth = [called(self.family.by_id[adult]) for adult, bond in bonds.items() if bond == "birth"]
            if len(by_birth) > _MOST_PARENTS:
                yield f"{called(self.family.by_id[child])} has {len(by_birth)} parents by birth: please check."


class _Shown:
    """What the lines of a genogram tell, drawn or to be followed."""

    def __init__(self, sibships: tuple[Sibship, ...], couples: tuple[Couple, ...]) -> None:
        self.above: dict[str, dict[str, Bond | None]] = {}
        self.together: set[frozenset[str]] = set()
        self.couples = {frozenset((couple.one, couple.other)) for couple in couples if couple.kind != "parents"}
        for sibship in sibships:
            for child, bond in sibship.children:
                self.above.setdefault(child, {}).update(dict.fromkeys(sibship.adults, bond))
            # Whose parents are not recorded hangs by the bar of a brother or sister.
            self.together |= {frozenset(pair) for pair in combinations([child for child, _ in sibship.children], 2)}

    def tells(self, tie: FamilyTie) -> bool:
        """Whether somebody who follows the lines finds this tie."""
        if tie.kind in BONDS:
            return tie.one in self.parents(tie.other)
        if tie.kind in COUPLES:
            return frozenset((tie.one, tie.other)) in self.couples
        if tie.kind in SIBLINGS:
            return self._are_siblings(tie)
        if tie.kind == "grandparent":
            return any(tie.one in self.parents(parent) for parent in self.parents(tie.other))
        if tie.kind == "aunt_uncle":
            return any(self.are_near(tie.one, parent) for parent in self.parents(tie.other))
        return tie.kind == "cousin" and any(
            self.are_near(one, other) for one in self.parents(tie.one) for other in self.parents(tie.other)
        )

    def parents(self, child: str) -> list[str]:
        """Return those drawn above somebody, of whatever bond."""
        return [adult for adult, bond in self.above.get(child, {}).items() if bond]

    def are_near(self, one: str, other: str) -> bool:
        """Whether two hang from one bar, or share an adult above."""
        return one != other and (
            frozenset((one, other)) in self.together or bool(set(self.parents(one)) & set(self.parents(other)))
        )

    def _are_siblings(self, tie: FamilyTie) -> bool:
        one, other = set(self.parents(tie.one)), set(self.parents(tie.other))
        if tie.kind == "step_sibling":
            return any(frozenset(pair) in self.couples for pair in ((a, b) for a in one for b in other))
        if tie.kind == "half_sibling":
            return bool(one & other)
        return self.are_near(tie.one, tie.other)
