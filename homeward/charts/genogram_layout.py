"""Gives everybody in a genogram a place, with the words that stand below."""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.charts import svg
from homeward.charts.family import Family, FamilyMember, called
from homeward.charts.family_lines import FamilyLines
from homeward.charts.genogram_order import rows_in_order
from homeward.charts.genogram_places import places_across, side_by_side
from homeward.charts.genogram_signs import SHAPE, has_room
from homeward.charts.sheet import name_in_lines

CELL, MARGIN = 120.0, 14.0
_TEXT, _MORE_BETWEEN_HOMES, _ABOVE_SHAPE, _BELOW_LABEL = 112.0, 20.0, 12.0, 8.0
_MOST_CAPTIONS, _FEWEST_ABREAST = 3, 4
MORE_IN_LIST = "more in the list"


@dataclass(frozen=True)
class Placed:
    """A member whose shape has its middle at `x` and its top at `top`; `words` stand below, the name lines first."""

    member: FamilyMember
    x: float
    top: float
    words: tuple[str, ...]
    name_lines: int
    has_age_inside: bool

    @property
    def label_bottom(self) -> float:
        """Below the last of the words."""
        return self.top + SHAPE + 4 + len(self.words) * svg.LINE_HEIGHT

    @property
    def middle(self) -> float:
        """The height at which couples are joined."""
        return self.top + SHAPE / 2


@dataclass(frozen=True)
class Row:
    """Members side by side, of one generation or (`is_apart`) without lines; `top` to `bottom` is theirs alone."""

    people: tuple[Placed, ...]
    top: float
    bottom: float
    is_apart: bool = False


def ranks(family: Family, lines: FamilyLines) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the ids of every generation in order, and in lines as long as the longest of these, those without lines.

    Those without lines stand with whom they live.
    """
    rows = list(rows_in_order(family, lines).values())
    abreast = max([_FEWEST_ABREAST, *map(len, rows)])
    apart = sorted(lines.apart, key=lambda each: family.by_id[each].lives_with)
    return rows, [tuple(apart[start : start + abreast]) for start in range(0, len(apart), abreast)]


def places_of(family: Family, lines: FamilyLines) -> dict[str, float]:
    """Return how far across the middle of everybody stands."""
    rows, apart = ranks(family, lines)

    def distance(one: str, other: str) -> float:
        is_together = family.by_id[one].lives_with == family.by_id[other].lives_with
        return CELL if is_together else CELL + _MORE_BETWEEN_HOMES

    at = places_across(lines, dict(enumerate(rows)), distance)
    for row in apart:
        at |= zip(row, side_by_side(row, distance), strict=True)
    return {each: place + MARGIN + CELL / 2 for each, place in at.items()}


def placed_row(
    family: Family, lines: FamilyLines, at: Sequence[tuple[str, float]], top: float, *, is_apart: bool
) -> Row:
    """Return members (`at` gives their ids with their places across) with their words, from `top` on."""
    people = tuple(_placed(family.by_id[each], lines, x, top + _ABOVE_SHAPE) for each, x in at)
    bottom = max(each.label_bottom for each in people) + _BELOW_LABEL
    return Row(people, top, bottom, is_apart)


def _placed(member: FamilyMember, lines: FamilyLines, x: float, top: float) -> Placed:
    is_inside = bool(member.age.strip()) and has_room(member, member.age)
    name = name_in_lines(called(member), _TEXT)
    words = [*name]
    for each in (member.born, "" if is_inside else member.age, member.note):
        words += svg.wrapped(each, _TEXT, 3) if each.strip() else []
    captions = lines.captions.get(member.id, ())
    shown = captions if len(captions) <= _MOST_CAPTIONS else (*captions[: _MOST_CAPTIONS - 1], MORE_IN_LIST)
    words += [line for caption in shown for line in svg.wrapped(caption, _TEXT, 3)]
    return Placed(member, x, top, tuple(words), len(name), is_inside)
