"""Draws an outline round those of a genogram who live together, with nobody else inside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from homeward.charts.family import Family
from homeward.charts.genogram_layout import CELL, Row
from homeward.charts.genogram_signs import SHAPE

_INSET = 3.0

Area = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle."""


@dataclass(frozen=True)
class Home:
    """The areas of those who live together and stand together; `letter` is the same for the whole household."""

    areas: tuple[Area, ...]
    letter: str


def homes_of(family: Family, rows: Sequence[Row]) -> list[Home]:
    """Return the outlines of all households with two or more members here, the child's first.

    Members who do not stand together get an outline each, with the same letter.
    """
    found = []
    for number, lives_with in enumerate(households(family)):
        letter = chr(ord("A") + number) if number < 26 else str(number + 1)
        found += [Home(tuple(areas), letter) for areas in _joined(_areas(rows, lives_with))]
    return found


def households(family: Family) -> list[str]:
    """Return what marks each household of two or more, the child's first."""
    keys = [member.lives_with for member in family.by_id.values() if member.lives_with]
    first = [family.child.lives_with] if family.child else []
    return [each for each in dict.fromkeys([*first, *keys]) if keys.count(each) > 1]


def _areas(rows: Sequence[Row], lives_with: str) -> list[Area]:
    """Return the areas of neighbours in the rows, and of the necks by which two rows are joined."""
    runs = [list(_runs(row, lives_with)) for row in rows]
    necks = [
        (max(upper[0], lower[0]), upper[3], min(upper[2], lower[2]), lower[1])
        for (above, uppers), (below, lowers) in pairwise(zip(rows, runs, strict=True))
        for upper in uppers
        for lower in lowers
        if not below.is_apart and min(upper[2], lower[2]) - max(upper[0], lower[0]) >= SHAPE
    ]
    return [*(run for row in runs for run in row), *necks]


def _runs(row: Row, lives_with: str) -> Iterator[Area]:
    """Yield the areas of neighbours in a row who live together."""
    half, start = CELL / 2 - _INSET, None
    for each, following in zip(row.people, [*row.people[1:], None], strict=True):
        if each.member.lives_with != lives_with:
            continue
        start = each.x - half if start is None else start
        if following is None or following.member.lives_with != lives_with:
            yield start, row.top, each.x + half, row.bottom
            start = None


def _joined(areas: Iterable[Area]) -> list[list[Area]]:
    """Group areas that touch; the first of a group is its highest."""
    groups: list[list[Area]] = []
    for area in areas:
        touching = [group for group in groups if any(_touch(area, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(each for group in touching for each in group), area])
    return [sorted(group, key=lambda area: (area[1], area[0])) for group in groups]


def _touch(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def outline(areas: Sequence[Area]) -> str:
    """Return the border round areas that touch, as the path of a pen."""
    across = sorted({side for area in areas for side in (area[0], area[2])})
    down = sorted({side for area in areas for side in (area[1], area[3])})

    def is_in(x: float, y: float) -> bool:
        return any(left < x < right and top < y < bottom for left, top, right, bottom in areas)

    lines = []
    for y, before, after in _sides(down):
        pieces = [(a, b) for a, b in pairwise(across) if is_in((a + b) / 2, before) != is_in((a + b) / 2, after)]
        lines += [f"M{a:.1f} {y:.1f}H{b:.1f}" for a, b in _merged(pieces)]
    for x, before, after in _sides(across):
        pieces = [(a, b) for a, b in pairwise(down) if is_in(before, (a + b) / 2) != is_in(after, (a + b) / 2)]
        lines += [f"M{x:.1f} {a:.1f}V{b:.1f}" for a, b in _merged(pieces)]
    return "".join(lines)


def _sides(places: Sequence[float]) -> Iterator[tuple[float, float, float]]:
    """Yield each place with a point before and a point after it, up to the middle of the way to the next."""
    padded = [places[0] - 1, *places, places[-1] + 1]
    for before, here, after in zip(padded, padded[1:], padded[2:], strict=False):
        yield here, (before + here) / 2, (here + after) / 2


def _merged(pieces: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in pieces:
        if found and found[-1][1] == start:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found
