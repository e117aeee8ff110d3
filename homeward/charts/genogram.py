"""Draws a child's family as a genogram: everybody's sign, the lines between them, who lives together, and a key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from homeward.charts import svg
from homeward.charts.family import Family
from homeward.charts.family_lines import Couple, FamilyLines, family_lines
from homeward.charts.genogram_gaps import Bar, Gap, Loop, gap_below
from homeward.charts.genogram_homes import Home, homes_of, outline
from homeward.charts.genogram_key import draw_key
from homeward.charts.genogram_layout import CELL, MARGIN, Placed, Row, placed_row, places_of, ranks
from homeward.charts.genogram_signs import DASHES, HOME_DASH, PARENTS_DASH, SHAPE, across, sign, stroke, top_of
from homeward.charts.sheet import sheet

_NARROWEST, _HEADING = 340.0, 48.0
_APART = "Known to belong, not joined by lines"
_NOBODY = "Nobody is recorded yet."


@dataclass(frozen=True)
class Genogram:
    """A family to be drawn; the title and the description are for those who cannot see it."""

    id: str
    title: str
    description: str
    family: Family


def draw_genogram(spec: Genogram) -> str:
    """Draw the genogram as SVG, as wide as the family needs: see `sheet` for how a page places it."""
    lines = family_lines(spec.family)
    at = places_of(spec.family, lines)
    width = max([_NARROWEST, *(place + CELL / 2 + MARGIN for place in at.values())])
    rows, gaps, bottom = _rows(spec.family, lines, at)
    homes = homes_of(spec.family, rows)
    parts = [part for home in homes for part in _home(home, len(homes) > 1)]
    parts += [part for row, gap in gaps for part in _lines_below(row, gap, rows)]
    parts += [part for row in rows for each in row.people for part in _person(each)]
    apart = next((row for row in rows if row.is_apart), None)
    parts += [svg.Text(MARGIN, apart.top - 12, _APART, weight="bold").drawn()] if apart else []
    notes, bottom = _notes(lines, rows, width, bottom)
    key, bottom = draw_key(spec.family, lines, homes, width, bottom + 8)
    return sheet(spec.id, spec.title, spec.description, (width, bottom + 4), [*parts, *notes, *key])


_Rows = list[Row]


def _rows(
    family: Family, lines: FamilyLines, at: Mapping[str, float]
) -> tuple[_Rows, list[tuple[Row | None, Gap]], float]:
    """Place the rows one below another, with the gap above the first and below each."""
    ranked, apart = ranks(family, lines)
    rows: _Rows = []
    gaps: list[tuple[Row | None, Gap]] = []
    top = 0.0
    for above, row in zip([(), *ranked], [*ranked, ()], strict=True):
        gap = gap_below(above, row, lines, at)
        gaps.append((rows[-1] if rows else None, gap))
        if row:
            top += gap.height if gap.lanes or rows else 4
            rows.append(placed_row(family, lines, [(each, at[each]) for each in row], top, is_apart=False))
            top = rows[-1].bottom
        else:
            top += gap.height if gap.lanes else 0
    for number, row in enumerate(apart):
        top += _HEADING if number == 0 else 10
        rows.append(placed_row(family, lines, [(each, at[each]) for each in row], top, is_apart=True))
        top = rows[-1].bottom
    return rows, gaps, top + 16


def _home(home: Home, has_letter: bool) -> list[str]:
    """Draw an outline on a pale ground, with its letter where there are several."""
    ground = [
        svg.element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=svg.PALE)
        for left, top, right, bottom in home.areas
    ]
    left, top, _, _ = home.areas[0]
    letter = [svg.Text(left + 8, top + 19, home.letter, weight="bold").drawn()] if has_letter else []
    return [*ground, stroke(outline(home.areas), HOME_DASH, 1.5), *letter]


def _person(each: Placed) -> list[str]:
    parts = sign(each.member, each.x, each.middle)
    if each.has_age_inside:
        parts.append(svg.Text(each.x, each.middle + 5, each.member.age, "middle").drawn())
    for number, words in enumerate(each.words):
        y = each.top + SHAPE + 18 + number * svg.LINE_HEIGHT
        is_name = number < each.name_lines
        text = svg.Text(each.x, y, words, "middle", svg.INK if is_name else svg.QUIET)
        parts.append((replace(text, weight="bold") if is_name and each.member.is_child_of_page else text).drawn())
    return parts


def _lines_below(row: Row | None, gap: Gap, rows: Sequence[Row]) -> Iterator[str]:
    """Draw couples of a row and what hangs below them."""
    people = {each.member.id: each for row in rows for each in row.people}
    base = row.bottom if row else -4.0
    for couple in gap.beside:
        yield from _beside(couple, people)
    for loop in gap.loops:
        yield from _loop(loop, people, base)
    for bar in gap.bars:
        yield from _bar(bar, people, base)


def _beside(couple: Couple, people: Mapping[str, Placed]) -> list[str]:
    one, other = sorted((people[couple.one], people[couple.other]), key=lambda each: each.x)
    left, right = one.x + SHAPE / 2, other.x - SHAPE / 2
    return across(left, right, one.middle, couple.kind, left + (right - left) / 4)


def _loop(loop: Loop, people: Mapping[str, Placed], base: float) -> Iterator[str]:
    """Draw a couple who do not stand side by side, from below their names."""
    y = base + Gap.down(loop.lane)
    ends = sorted((people[loop.couple.one], people[loop.couple.other]), key=lambda each: each.x)
    for end, x in zip(ends, (loop.left, loop.right), strict=True):
        yield stroke(f"M{x:.1f} {end.label_bottom:.1f}V{y:.1f}", PARENTS_DASH if loop.couple.kind == "parents" else "")
    yield from across(loop.left, loop.right, y, loop.couple.kind, loop.left + 18)


def _bar(bar: Bar, people: Mapping[str, Placed], base: float) -> Iterator[str]:
    """Draw a sibship; the part that all share is broken only where all its lines are broken alike."""
    y = base + Gap.down(bar.lane)
    dashes = {DASHES[bond] for _, bond in bar.sibship.children}
    shared = dashes.pop() if len(dashes) == 1 else ""
    if bar.start is not None:
        yield stroke(f"M{bar.start:.1f} {_height_of_start(bar, people, base):.1f}V{y:.1f}", shared)
    reach = [*bar.drops.values(), *([] if bar.start is None else [bar.start])]
    if max(reach) > min(reach):
        yield stroke(f"M{min(reach):.1f} {y:.1f}H{max(reach):.1f}", shared)
    for child, bond in bar.sibship.children:
        there, x = people[child], bar.drops[child]
        yield stroke(f"M{x:.1f} {y:.1f}V{top_of(there.member, there.top, x - there.x):.1f}", DASHES[bond])


def _height_of_start(bar: Bar, people: Mapping[str, Placed], base: float) -> float:
    if bar.from_loop:
        return base + Gap.down(bar.from_loop.lane)
    adult = people[bar.sibship.adults[0]]
    return adult.middle if bar.is_between else adult.label_bottom


def _notes(lines: FamilyLines, rows: Sequence[Row], width: float, top: float) -> tuple[list[str], float]:
    """Say below the drawing that nobody is recorded, or that the list says what could not be drawn."""
    words = "" if rows else _NOBODY
    if lines.doubts:
        count = len(lines.doubts)
        words = f"{count} {'entries do' if count > 1 else 'entry does'} not fit: the list says which."
    if not words:
        return [], top
    texts, after = svg.paragraph(words, MARGIN, top + 8, width - 2 * MARGIN)
    return [text.drawn() for text in texts], after
