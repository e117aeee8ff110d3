"""Draws an ecomap: the child's home in the middle, everybody else in two bows around it, a line to each by its tie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

from homeward.charts import svg
from homeward.charts.ecomap import LINES, SECTORS, Around, Ecomap, Line, around
from homeward.charts.family import Family, called, called_briefly, listed
from homeward.charts.sheet import name_in_lines, sheet

_BOX, _TEXT, _PADDING, _BETWEEN, _HEADING, _MARGIN = 176.0, 160.0, 9.0, 12.0, 28.0, 12.0
_HOME, _SHORTEST, _INNERMOST, _BOW, _SPLIT = 88.0, 76.0, 20.0, 0.32, 120.0
_JAG, _JAG_LENGTH, _APART = 5.0, 9.0, 2.5
_DASHES: Mapping[Line, str] = {"weak": "9 6", "ended": "2 5"}
_THIN, _THICK, _INTO_BOX = 1.0, 2.5, 6.0
_KEY_ITEM, _KEY_LINE, _MOST_COLUMNS = 200.0, 56.0, 4


@dataclass(frozen=True)
class _Box:
    """Somebody in a bow, below the heading of the sector where one begins."""

    who: Around
    words: tuple[str, ...]
    name_lines: int
    heading: str

    @property
    def height(self) -> float:
        """Height of the box alone."""
        return len(self.words) * svg.LINE_HEIGHT + 2 * _PADDING - 4

    @property
    def whole(self) -> float:
        """Height with heading and the room to the next."""
        return self.height + _BETWEEN + (_HEADING if self.heading else 0.0)


@dataclass(frozen=True)
class _Middle:
    """Where the home stands, how far the bows reach from it across, and how far up and down."""

    x: float
    y: float
    bow: float
    reach: float

    def inner_edge(self, top: float, bottom: float) -> float:
        """Return how far from the middle a box begins: the farther up or down, the nearer, but never on the home.

        Because it falls from the middle up and down, a straight line from the home meets no other box.
        """
        away = min(1.0, abs((top + bottom) / 2 - self.y) / self.reach)
        nearest = 0.0 if top < self.y < bottom else min(abs(top - self.y), abs(bottom - self.y))
        home = sqrt(max(0.0, _HOME**2 - nearest**2)) + _SHORTEST if nearest < _HOME else 0.0
        return max(self.bow * sqrt(1 - away**2), home, _INNERMOST)


def draw_ecomap(spec: Ecomap) -> str:
    """Draw the ecomap as SVG: see `sheet` for how a page places it."""
    everybody = around(spec.family)
    halves = _halves(everybody)
    heights = [sum(box.whole for box in half) for half in halves]
    tall = max(*heights, 2 * (_HOME + _BETWEEN))
    bow = max(_HOME + _SHORTEST, tall * _BOW)
    middle = _Middle(_MARGIN + _BOX + bow, _MARGIN + tall / 2, bow, tall / 2)
    lines: list[str] = []
    boxes: list[str] = []
    for half, height, way in zip(halves, heights, (-1, 1), strict=True):
        top = middle.y - height / 2
        for box in half:
            top += _HEADING if box.heading else 0.0
            inner = middle.inner_edge(top, top + box.height)
            boxes += _draw_box(box, top, middle.x + way * (inner + _BOX / 2))
            lines += _draw_line(box.who.line, middle, (middle.x + way * (inner + _INTO_BOX), top + box.height / 2))
            top += box.height + _BETWEEN
    key, bottom = _draw_key({each.line for each in everybody}, 2 * middle.x, 2 * middle.y + 8)
    parts = [*lines, *boxes, *_draw_home(spec.family, middle), *key]
    return sheet(spec.id, spec.title, spec.description, (2 * middle.x, bottom), parts)


def _halves(everybody: Sequence[Around]) -> tuple[list[_Box], list[_Box]]:
    """Part everybody into a left and a right bow of like height, rather between sectors than within one."""
    ways = []
    for cut in range(len(everybody) + 1):
        left, right = _boxes(everybody[:cut]), _boxes(everybody[cut:])
        is_within = 0 < cut < len(everybody) and everybody[cut - 1].sector == everybody[cut].sector
        uneven = abs(sum(box.whole for box in left) - sum(box.whole for box in right))
        ways.append((uneven + _SPLIT * is_within, cut, left, right))
    _, _, left, right = min(ways, key=lambda way: way[:2])
    return left, right


def _boxes(people: Sequence[Around]) -> list[_Box]:
    boxes: list[_Box] = []
    for number, who in enumerate(people):
        name = name_in_lines(who.name, _TEXT)
        since = f"since {who.since}" if who.since else ""
        said = [line for each in (who.role, who.agency, since) if each.strip() for line in svg.wrapped(each, _TEXT, 2)]
        is_first = number == 0 or people[number - 1].sector != who.sector
        boxes.append(_Box(who, (*name, *said), len(name), SECTORS[who.sector] if is_first else ""))
    return boxes


def _draw_box(box: _Box, top: float, x: float) -> list[str]:
    left = x - _BOX / 2
    size = {"x": left, "y": top, "width": _BOX, "height": box.height}
    parts = [svg.element("rect", **size, rx=8.0, fill=svg.WHITE, stroke=svg.INK, stroke_width=1.5)]
    if box.heading:
        parts.append(svg.Text(x, top - 8, box.heading, "middle", svg.BRAND, "bold").drawn())
    for number, words in enumerate(box.words):
        colour = svg.INK if number < box.name_lines else svg.QUIET
        parts.append(svg.Text(x, top + _PADDING + 13 + number * svg.LINE_HEIGHT, words, "middle", colour).drawn())
    return parts


def _draw_line(line: Line, middle: _Middle, end: tuple[float, float]) -> list[str]:
    """Draw a tie from the edge of the home to a box."""
    across, down = end[0] - middle.x, end[1] - middle.y
    length = hypot(across, down)
    start = middle.x + across / length * _HOME, middle.y + down / length * _HOME
    return _stroke(line, start, end)


def _stroke(line: Line, start: tuple[float, float], end: tuple[float, float]) -> list[str]:
    """Return a tie between two points: double if strong, jagged if strained, broken if weak, thin if not described."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = (end[0] - start[0]) / length, (end[1] - start[1]) / length

    def point(far: float, beside: float) -> str:
        return (
            f"{start[0] + along[0] * far - along[1] * beside:.1f} {start[1] + along[1] * far + along[0] * beside:.1f}"
        )

    beside = [-_APART, _APART] if line == "strong" else [0.0]
    paths = [f"M{point(0, by)}L{point(length, by)}" for by in beside]
    if line == "strained":
        jags = int(length / _JAG_LENGTH)
        turns = [point(length * n / jags, _JAG * (1 if n % 2 else -1)) for n in range(1, jags)]
        paths = ["M" + "L".join([point(0, 0), *turns, point(length, 0)])]
    broken = {"stroke_dasharray": _DASHES[line]} if line in _DASHES else {}
    width = {"": _THIN, "ordinary": _THICK}.get(line, 2.0)
    return [svg.element("path", d=path, fill="none", stroke=svg.INK, stroke_width=width, **broken) for path in paths]


def _draw_home(family: Family, middle: _Middle) -> list[str]:
    """Draw the home: the child's name, and who lives there."""
    child = family.child
    name = name_in_lines(called(child), 130) if child else ("No child", "recorded")
    home = [called_briefly(each) for each in family.household]
    lives = svg.wrapped(f"with {listed(home)}", 130, 2) if home else ()
    words = (*name, *lives)
    paint: dict[str, str | float] = {"cx": middle.x, "cy": middle.y, "stroke": svg.INK, "stroke_width": 2}
    parts = [
        svg.element("circle", r=_HOME, fill=svg.WHITE, **paint),
        svg.element("circle", r=_HOME - 5, fill=svg.PALE, **paint),
    ]
    first = middle.y - (len(words) - 1) * svg.LINE_HEIGHT / 2 + 5
    for number, line in enumerate(words):
        text = svg.Text(middle.x, first + number * svg.LINE_HEIGHT, line, "middle")
        parts.append((replace(text, weight="bold") if number < len(name) else text).drawn())
    return parts


def _draw_key(lines: Iterable[Line], width: float, top: float) -> tuple[list[str], float]:
    """Say what the lines mean, those that there are; returns the parts and where the key ends."""
    columns = min(_MOST_COLUMNS, max(1, int((width - _MARGIN) // _KEY_ITEM)))
    parts: list[str] = []
    shown = [line for line in LINES if line in set(lines)]
    for number, line in enumerate(shown):
        left, y = _MARGIN + number % columns * _KEY_ITEM, top + 14 + number // columns * 28
        parts += _stroke(line, (left, y), (left + _KEY_LINE, y))
        parts.append(svg.Text(left + _KEY_LINE + 10, y + 5, LINES[line], colour=svg.QUIET).drawn())
    return parts, top + 28 * -(-len(shown) // columns) + 8
