"""The signs of a genogram as social workers know them: shapes for people, and strokes for how they belong together."""

from collections.abc import Mapping
from math import hypot, sqrt
from types import MappingProxyType

from homeward.charts import svg
from homeward.charts.family import Bond, FamilyMember, Sex
from homeward.charts.family_lines import CoupleKind

SHAPE = 44.0
"""How wide and high the sign of a person is."""

DASHES: Mapping[Bond | None, str] = MappingProxyType(
    {"birth": "", "adopted": "10 5", "step": "10 4 2 4", "foster": "4 4", None: "2 4"}
)
"""How the line to a child is broken; None is a brother or sister whose own parents are not recorded."""

HOME_DASH = "7 4"
PARENTS_DASH = "2 4"
_LINE, _HALF, _INNER, _TEXT_REACH = 2.0, SHAPE / 2, 5.0, 8.0


def stroke(path: str, dash: str = "", width: float = _LINE) -> str:
    """Return a line of the diagram along a path."""
    broken = {"stroke_dasharray": dash} if dash else {}
    return svg.element("path", d=path, fill="none", stroke=svg.INK, stroke_width=width, stroke_linecap="butt", **broken)


def shape(sex: Sex, x: float, middle: float, half: float) -> str:
    """Return the shape of a person: a square for a male, a circle for a female, a diamond where it is not known."""
    paint: dict[str, str | float] = {"fill": svg.WHITE, "stroke": svg.INK, "stroke_width": _LINE}
    if sex == "male":
        return svg.element("rect", x=x - half, y=middle - half, width=2 * half, height=2 * half, **paint)
    if sex == "female":
        return svg.element("circle", cx=x, cy=middle, r=half, **paint)
    path = f"M{x:.1f} {middle - half:.1f}l{half} {half}l{-half} {half}l{-half} {-half}Z"
    return svg.element("path", d=path, **paint)


def sign(member: FamilyMember, x: float, middle: float) -> list[str]:
    """Return somebody's sign: their shape, doubled for the child of the page, crossed for the dead."""
    parts = [shape(member.sex, x, middle, _HALF)]
    if member.is_child_of_page:
        parts.append(shape(member.sex, x, middle, _inner(member.sex)))
    if member.is_dead:
        reach = _reach(member.sex)
        path = "".join(
            f"M{x - reach:.1f} {middle - way * reach:.1f}L{x + reach:.1f} {middle + way * reach:.1f}" for way in (1, -1)
        )
        parts.append(stroke(path))
    return parts


def has_room(member: FamilyMember, words: str) -> bool:
    """Whether words can stand inside somebody's sign: not where the dead are crossed, nor on an inner outline."""
    inner = _inner(member.sex) if member.is_child_of_page else _HALF
    wide, high = svg.width_of(words) / 2 + 1, _TEXT_REACH
    reach = {"male": max(wide, high), "female": hypot(wide, high), "unknown": wide + high}[member.sex]
    return not member.is_dead and reach < inner


def _inner(sex: Sex) -> float:
    """How far the inner outline of the child's sign reaches."""
    return _HALF - (_INNER * sqrt(2) if sex == "unknown" else _INNER)


def _reach(sex: Sex) -> float:
    """How far from the middle of a shape its diagonals reach, across."""
    return {"male": _HALF, "female": _HALF / sqrt(2), "unknown": _HALF / 2}[sex]


def top_of(member: FamilyMember, top: float, beside: float) -> float:
    """Return at what height a line meets the upper edge of a shape, `beside` its middle."""
    if member.sex == "male":
        return top
    away = min(abs(beside), _HALF)
    return top + (_HALF - sqrt(_HALF**2 - away**2) if member.sex == "female" else away)


def across(left: float, right: float, y: float, kind: CoupleKind, slashes_at: float) -> list[str]:
    """Return the line of a couple; two strokes through it for a former couple, dots where it is not recorded."""
    parts = [stroke(f"M{left:.1f} {y:.1f}H{right:.1f}", PARENTS_DASH if kind == "parents" else "")]
    if kind == "former":
        parts.append(stroke("".join(f"M{slashes_at + move:.1f} {y + 8:.1f}l6 -16" for move in (-6, 1))))
    return parts
