"""Puts the members of each generation in order from left to right: couples together, children below their parents."""

from collections.abc import Iterable, Mapping
from statistics import fmean

from homeward.charts.family import Family
from homeward.charts.family_lines import FamilyLines


def rows_in_order(family: Family, lines: FamilyLines) -> dict[int, tuple[str, ...]]:
    """Return the ids of each generation from left to right, the generations from the oldest down.

    The generation of the child's parents is put in order first, for it joins both sides of the family; those above
    stand over their children, those below under their parents. Brothers and sisters stand from the oldest on the left,
    but one who is part of a couple stands next to the partner.
    """
    if not lines.generations:
        return {}
    ordering = _Ordering(family, lines)
    levels = sorted(set(lines.generations.values()))
    pivot = -1 if -1 in levels else 0 if 0 in levels else levels[-1]
    rows = {pivot: ordering.first_row(pivot)}
    for level in (each for each in reversed(levels) if each < pivot):
        rows[level] = ordering.row_above(level, rows)
    for level in (each for each in levels if each > pivot):
        rows[level] = ordering.row_below(level, rows)
    return {level: rows[level] for level in levels}


class _Ordering:
    """Who stands beside, above and below whom, on the way to an order."""

    def __init__(self, family: Family, lines: FamilyLines) -> None:
        self.family = family
        self.lines = lines
        self.age = {each: number for number, each in enumerate(family.by_id)}
        self.partners: dict[str, list[str]] = {}
        for couple in lines.couples:
            self.partners.setdefault(couple.one, []).append(couple.other)
            self.partners.setdefault(couple.other, []).append(couple.one)
        self.above = {child: sibship.adults for child, sibship in lines.own_sibships.items()}
        self.below: dict[str, list[str]] = {}
        for sibship in lines.sibships:
            for child, _ in sibship.children:
                for adult in sibship.adults:
                    self.below.setdefault(adult, []).append(child)

    def _members(self, level: int) -> list[str]:
        return [each for each in self.family.by_id if self.lines.generations.get(each) == level]

    def first_row(self, level: int) -> tuple[str, ...]:
        """Order the row that joins the sides of the family, from the child's parents outwards."""
        child = self.family.child
        parents = self.above.get(child.id, ()) if child else ()
        return self._blocks([*parents, *self._members(level)])

    def row_above(self, level: int, rows: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
        """Order by where the children stand."""
        at = _places(rows.get(level + 1, ()))
        members = self._members(level)
        middles = {each: _mean(at[child] for child in self.below.get(each, ()) if child in at) for each in members}
        return self._blocks(sorted(members, key=middles.__getitem__))

    def row_below(self, level: int, rows: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
        """Order by where the parents stand, then from the oldest."""
        at = _places(rows.get(level - 1, ()))
        members = self._members(level)
        middles = {each: _mean(at[adult] for adult in self.above.get(each, ()) if adult in at) for each in members}
        row: list[str] = []
        for each in sorted(members, key=lambda each: (middles[each], self.age[each])):
            if each not in row and not self._waits_for_partner(each, middles, row):
                row += self._path(each, set(row), starts_here=True)
        row += [each for each in members if each not in row]
        return tuple(row)

    def _nearness(self, each: str, partner: str, placed: set[str]) -> tuple[bool, int, int]:
        """Sort partners: the other parent of the child of the page last, before that who has further partners."""
        child = self.family.child
        are_parents = child is not None and {each, partner} == set(self.above.get(child.id, ()))
        return are_parents, len(self._free(partner, placed)), self.age[partner]

    def _waits_for_partner(self, each: str, middles: Mapping[str, float], row: list[str]) -> bool:
        """Whether somebody has no parents here, but a partner who has: the partner will bring them along."""
        return middles[each] == _FAR and any(
            partner in middles and middles[partner] != _FAR and partner not in row
            for partner in self.partners.get(each, ())
        )

    def _blocks(self, seeds: Iterable[str]) -> tuple[str, ...]:
        row: list[str] = []
        for seed in seeds:
            if seed not in row:
                row += self._block(seed, set(row))
        return tuple(row)

    def _block(self, seed: str, placed: set[str]) -> list[str]:
        """Return a couple, or a chain of couples, with the brothers and sisters of each on the outer side."""
        path = self._path(seed, placed)
        placed |= set(path)
        left: list[str] = []
        right: list[str] = []
        for number, each in enumerate(path):
            for sibling in self._siblings(each):
                if sibling in placed:
                    continue
                is_left = self.age[sibling] < self.age[each] if len(path) == 1 else number < len(path) / 2
                block = self._block(sibling, placed)
                (left if is_left else right).extend(block)
        return [*left, *path, *right]

    def _siblings(self, each: str) -> list[str]:
        """Return those who share an adult above, and those of the same bar, the oldest first."""
        if each not in self.above:
            return []
        shared = {child for child, _ in self.lines.own_sibships[each].children}
        shared |= {child for adult in self.above[each] for child in self.below[adult]}
        level = self.lines.generations[each]
        near = [child for child in shared if child != each and self.lines.generations[child] == level]
        return sorted(near, key=self.age.__getitem__)

    def _path(self, seed: str, placed: set[str], *, starts_here: bool = False) -> list[str]:
        """Return somebody with all partners, and theirs, as a chain: earlier partners, the one, later partners."""
        group = self._joined(seed, placed)
        ends = [each for each in group if len(self._free(each, placed)) <= 1]
        if len(group) <= 2 and not starts_here:
            return sorted(group, key=lambda each: (self.family.by_id[each].sex == "female", self.age[each]))
        start = seed if seed in ends and starts_here else min(ends or group, key=self._leftness)
        return self._walked(start, placed)

    def _leftness(self, each: str) -> tuple[bool, int]:
        """Let chains begin on the father's side, so that mothers stand right of fathers."""
        first = self.partners.get(each, [each])[0]
        return self.family.by_id[first].sex == "female", self.age[each]

    def _free(self, each: str, placed: set[str]) -> list[str]:
        return [partner for partner in self.partners.get(each, ()) if partner not in placed]

    def _joined(self, seed: str, placed: set[str]) -> list[str]:
        group = [seed]
        for each in group:
            group += [partner for partner in self._free(each, placed) if partner not in group]
        return group

    def _walked(self, start: str, placed: set[str]) -> list[str]:
        """Walk a group of couples from one end: who has no further partner stands before the one who has."""
        row: list[str] = []

        def visit(each: str) -> None:
            row.append(each)
            further = [partner for partner in self._free(each, placed) if partner not in row]
            further.sort(key=lambda partner: self._nearness(each, partner, placed))
            for partner in further:
                if partner in row:
                    continue
                if len(self._free(partner, placed)) == 1 and partner != further[-1]:
                    row.insert(row.index(each), partner)
                else:
                    visit(partner)

        visit(start)
        return row


_FAR = float("inf")


def _places(row: tuple[str, ...]) -> dict[str, int]:
    return {each: number for number, each in enumerate(row)}


def _mean(places: Iterable[int]) -> float:
    """Return the middle of some places; who has none comes last."""
    found = list(places)
    return fmean(found) if found else _FAR
