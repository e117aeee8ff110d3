"""The key of a genogram: every sign that stands in it, with what it means."""

from collections.abc import Iterator, Mapping, Sequence

from homeward.charts import svg
from homeward.charts.family import Family, FamilyMember, Sex, called_briefly
from homeward.charts.family_lines import FamilyLines
from homeward.charts.genogram_homes import Home
from homeward.charts.genogram_signs import DASHES, HOME_DASH, SHAPE, across, sign, stroke

_ITEM, _GLYPH, _LEFT, _MOST_COLUMNS = 290.0, 56.0, 14.0, 4
_BONDS = {
    "birth": "child by birth",
    "adopted": "adopted child",
    "step": "step-child",
    "foster": "child cared for by carers",
    None: "brother or sister, parents not recorded",
}
_COUPLES = {
    "together": "couple",
    "former": "former couple",
    "parents": "parents of a child; whether a couple is not recorded",
}
_SEXES: Mapping[Sex, str] = {"male": "male", "female": "female", "unknown": "sex not known"}


def draw_key(
    family: Family, lines: FamilyLines, homes: Sequence[Home], width: float, top: float
) -> tuple[list[str], float]:
    """Draw the key from `top` on, in as many columns as `width` holds; returns the parts and where it ends."""
    columns = min(_MOST_COLUMNS, max(1, int((width - _LEFT) // _ITEM)))
    parts, bottom = [], top
    items = [*_people(family), *_lines(lines), *_homes(family, homes)]
    for first in range(0, len(items), columns):
        top = bottom
        for column, (glyph, words) in enumerate(items[first : first + columns]):
            left = _LEFT + column * _ITEM
            texts, after = svg.paragraph(words, left + _GLYPH + 8, top + SHAPE / 2 + 5, _ITEM - _GLYPH - 16)
            parts += [svg.element("g", *glyph, transform=f"translate({left:.1f} {top:.1f})")]
            parts += [text.drawn() for text in texts]
            bottom = max(bottom, top + SHAPE + 10, after - 2)
    return parts, bottom


_Item = tuple[list[str], str]


def _people(family: Family) -> Iterator[_Item]:
    members = family.by_id.values()
    middle = _GLYPH / 2, SHAPE / 2
    for sex, words in _SEXES.items():
        if any(member.sex == sex for member in members):
            yield sign(FamilyMember("", "", sex), *middle), words
    if family.child:
        child = FamilyMember("", "", family.child.sex, is_child_of_page=True)
        yield sign(child, *middle), f"the child this is about: {called_briefly(family.child)}"
    dead = next((member for member in members if member.is_dead), None)
    if dead:
        yield sign(FamilyMember("", "", dead.sex, is_dead=True), *middle), "has died"


def _lines(lines: FamilyLines) -> Iterator[_Item]:
    kinds = {couple.kind for couple in lines.couples}
    for kind, words in _COUPLES.items():
        if kind in kinds:
            yield across(4, _GLYPH - 4, SHAPE / 2, kind, _GLYPH / 2), words
    bonds = {bond for sibship in lines.sibships for _, bond in sibship.children}
    for bond, words in _BONDS.items():
        if bond in bonds:
            yield [stroke(f"M{_GLYPH / 2} 2V{SHAPE - 2}", DASHES[bond])], words


def _homes(family: Family, homes: Sequence[Home]) -> Iterator[_Item]:
    has_letters = len(homes) > 1
    for letter in dict.fromkeys(home.letter for home in homes):
        is_childs = letter == homes[0].letter and bool(family.household)
        words = f"lives with {called_briefly(family.child)}" if is_childs and family.child else "live together"
        border = f"M6 4H{_GLYPH - 6}V{SHAPE - 4}H6Z"
        written = [svg.Text(14, 24, letter, weight="bold").drawn()] if has_letters else []
        yield [stroke(border, HOME_DASH, 1.5), *written], words
