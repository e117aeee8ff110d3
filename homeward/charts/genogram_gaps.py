"""Finds ways for the lines between two generations of a genogram, so that no two run into one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from homeward.charts.family_lines import Couple, FamilyLines, Sibship

LANE, _ABOVE_LANES, _BELOW_LANES = 14.0, 14.0, 22.0
_BESIDE, _SAME_PLACE, _STRAIGHT = 12.0, 5.0, 8.0


@dataclass(frozen=True)
class Loop:
    """A couple who do not stand side by side, joined below their names from one place across to another."""

    couple: Couple
    left: float
    right: float
    lane: int


@dataclass(frozen=True)
class Bar:
    """A sibship: from `start` (None below nobody) down to a lane, across, and down to each child at its drop.

    `from_loop` is the loop of the adults, and `is_between` says that they are a couple side by side.
    """

    sibship: Sibship
    start: float | None
    is_between: bool
    from_loop: Loop | None
    drops: Mapping[str, float]
    lane: int


@dataclass(frozen=True)
class Gap:
    """All lines below one row; `height` is what they need."""

    loops: tuple[Loop, ...]
    bars: tuple[Bar, ...]
    beside: tuple[Couple, ...]
    lanes: int

    @property
    def height(self) -> float:
        """How far below a row the next one begins."""
        return _ABOVE_LANES + self.lanes * LANE + _BELOW_LANES

    @staticmethod
    def down(lane: int) -> float:
        """How far below a row a lane runs."""
        return _ABOVE_LANES + lane * LANE


def gap_below(row: Sequence[str], next_row: Sequence[str], lines: FamilyLines, at: Mapping[str, float]) -> Gap:
    """Plan the lines below a row: couples of the row, and sibships that hang from it or in the next row from nobody."""
    neighbours = {frozenset(pair) for pair in pairwise(row)}
    couples = [couple for couple in lines.couples if couple.one in row]
    beside = tuple(couple for couple in couples if frozenset((couple.one, couple.other)) in neighbours)
    sibships = [each for each in lines.sibships if each.children[0][0] in next_row]
    plan = _Plan(at, sibships, [couple for couple in couples if couple not in beside])
    loops = tuple(plan.loops())
    bars = tuple(plan.bars(loops, {(each.one, each.other) for each in beside}))
    lanes = max([0, *(loop.lane + 1 for loop in loops), *(bar.lane + 1 for bar in bars)])
    return Gap(loops, bars, beside, lanes)


class _Plan:
    """The lines of one gap while they look for their places."""

    def __init__(self, at: Mapping[str, float], sibships: Sequence[Sibship], apart: Sequence[Couple]) -> None:
        self.at = at
        self.sibships = sibships
        self.apart = apart
        self.taken: list[float] = []
        self.below = self._places_below()

    def _places_below(self) -> dict[tuple[str, tuple[str, ...]], float]:
        """Give everything that begins below somebody's name a place of its own, side by side, left to right."""
        wanted: dict[str, list[tuple[float, tuple[str, ...]]]] = {}
        for couple in self.apart:
            pair = couple.one, couple.other
            for one, other in (pair, pair[::-1]):
                wanted.setdefault(one, []).append((self.at[other], pair))
        for sibship in self.sibships:
            if len(sibship.adults) == 1:
                wanted.setdefault(sibship.adults[0], []).append((self._middle(sibship), sibship.adults))
        return {
            (one, key): self.at[one] + (number - (len(keys) - 1) / 2) * _BESIDE
            for one, keys in wanted.items()
            for number, (_, key) in enumerate(sorted(keys))
        }

    def _middle(self, sibship: Sibship) -> float:
        return fmean(self.at[child] for child, _ in sibship.children)

    def loops(self) -> Iterator[Loop]:
        """Yield the couples who do not stand side by side, each on a lane, the shortest on top."""
        ends = []
        for couple in self.apart:
            pair = couple.one, couple.other
            left, right = sorted(self.below[one, pair] for one in pair)
            ends.append((right - left, left, right, couple))
        ends.sort(key=lambda each: each[:3])
        lanes = _lanes([(left, right) for _, left, right, _ in ends], 0)
        for (_, left, right, couple), lane in zip(ends, lanes, strict=True):
            self.taken += [left, right]
            yield Loop(couple, left, right, lane)

    def bars(self, loops: Sequence[Loop], beside: set[tuple[str, str]]) -> Iterator[Bar]:
        """Yield the sibships, each on a lane below those of the couples."""
        by_pair = {(loop.couple.one, loop.couple.other): loop for loop in loops}
        started = [(sibship, self._start(sibship, by_pair)) for sibship in self.sibships]
        drops = self._drops(started)
        reaches = [
            (min([*drop.values(), *from_], default=0.0), max([*drop.values(), *from_], default=0.0))
            for (_, start), drop in zip(started, drops, strict=True)
            for from_ in [[] if start is None else [start]]
        ]
        first = max((loop.lane + 1 for loop in loops), default=0)
        lanes = _lanes(reaches, first)
        for (sibship, start), drop, lane in zip(started, drops, lanes, strict=True):
            pair = tuple(sibship.adults)
            loop = by_pair.get((pair[0], pair[1])) if len(pair) > 1 else None
            yield Bar(sibship, start, pair in beside, loop, drop, lane)

    def _start(self, sibship: Sibship, by_pair: Mapping[tuple[str, str], Loop]) -> float | None:
        """Return where a bar leaves its adults, if it has any."""
        if not sibship.adults:
            return None
        if len(sibship.adults) == 1:
            start = self.below[sibship.adults[0], sibship.adults]
        elif (sibship.adults[0], sibship.adults[1]) in by_pair:
            loop = by_pair[sibship.adults[0], sibship.adults[1]]
            wished = min(max(self._middle(sibship), loop.left + _BESIDE), loop.right - _BESIDE)
            start = self._free(wished, 1000)
        else:
            start = fmean(self.at[each] for each in sibship.adults)
        self.taken.append(start)
        return start

    def _drops(self, started: Sequence[tuple[Sibship, float | None]]) -> list[dict[str, float]]:
        """Return for each sibship where its lines meet the children; several lines to one child stand side by side."""
        of_child: dict[str, list[tuple[float, int]]] = {}
        for number, (sibship, start) in enumerate(started):
            for child, _ in sibship.children:
                of_child.setdefault(child, []).append((self.at[child] if start is None else start, number))
        drops: list[dict[str, float]] = [{} for _ in started]
        for child, meeting in of_child.items():
            for place, (start, number) in enumerate(sorted(meeting)):
                wished = self.at[child] + (place - (len(meeting) - 1) / 2) * _BESIDE
                is_straight = abs(start - wished) < _STRAIGHT and len(meeting) == 1
                drops[number][child] = start if is_straight else self._free(wished, 2)
        return drops

    def _free(self, wished: float, most: int) -> float:
        """Return the place nearest to the wished one at which no other line runs down, up to `most` steps away."""
        for step in range(2 * most + 1):
            place = wished + (step + 1) // 2 * _SAME_PLACE * (1 if step % 2 else -1)
            if all(abs(place - other) >= _SAME_PLACE for other in self.taken):
                return place
        return wished


def _lanes(reaches: Sequence[tuple[float, float]], first: int) -> list[int]:
    """Return for each reach the first lane on which nothing else is within a line's distance."""
    found: list[int] = []
    for number, (left, right) in enumerate(reaches):
        lane = first
        while any(
            found[other] == lane and left <= reaches[other][1] + _BESIDE and reaches[other][0] <= right + _BESIDE
            for other in range(number)
        ):
            lane += 1
        found.append(lane)
    return found
