"""Reads a finished drawing as a person would: are its words apart, inside the picture, large and dark enough?

`assert_readable(svg)` is for every test that makes a drawing, whatever its kind.
"""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from itertools import combinations, pairwise

from homeward.charts.svg import TEXT_SIZE, WIDTH, width_of

SVG = "{http://www.w3.org/2000/svg}"
# Over the whole width of a page (170 mm for 440 units) this is 16 points, in half of it 8; on a phone 12 pixels.
SMALLEST_TEXT = 15
MEASURED = {"svg", "title", "desc", "g", "text", "rect", "circle", "line", "path"}
# Two greys this far apart (as WCAG counts contrast) are told apart in print.
APART_IN_GREY = 1.4
READABLE = 4.5
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_PATH = re.compile(r"([MLHVCSQTAZmlhvcsqtaz])([^MLHVCSQTAZmlhvcsqtaz]*)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


@dataclass(frozen=True)
class Box:
    """What a mark or some words fill, in units of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other):
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def holds(self, other, slack=0.0):
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True)
class Mark:
    """One painted thing: its box, the segments of its outline, its colours, and its words if it is a text."""

    tag: str
    box: Box
    segments: tuple
    fill: str
    stroke: str
    look: tuple
    words: str = ""


def assert_readable(svg: str) -> None:
    """Fail, naming the words, unless a drawing can be read by anybody: on a phone, in grey, in print or aloud."""
    root = ElementTree.fromstring(svg)
    assert_named(root)
    assert_plain(root)
    left, top, width, height = map(float, root.get("viewBox").split())
    assert width == WIDTH, "every drawing is as wide as the others, so that their words are equally large"
    view = Box(left, top, left + width, top + height)
    marks = list(_marks(root, 0.0, 0.0, {"font-size": "16", "fill": "#000000", "stroke": "none"}))
    for mark in marks:
        assert view.holds(mark.box, slack=1.0), f"outside the picture: {mark.words or mark.tag} {mark.box}"
    words = [mark for mark in marks if mark.words.strip()]
    for one, other in combinations(words, 2):
        assert not one.box.touches(other.box), f"words on words: {one.words!r}, {other.words!r}"
    for mark in words:
        _assert_legible(mark, marks)
    _assert_told_apart_in_grey(marks)


def assert_named(root) -> None:
    """A screen reader reads one picture with a title and a description."""
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    named = {child.get("id"): child for child in root if child.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [child.tag for child in named.values()] == [f"{SVG}title", f"{SVG}desc"]
    assert list(named) == root.get("aria-labelledby").split()
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", key) for key in named)


def assert_plain(root) -> None:
    """Presentation attributes only: a strict policy of the page or a PDF maker leaves nothing out."""
    for each in root.iter():
        tag = each.tag.removeprefix(SVG)
        assert tag in MEASURED, f"an element that this test cannot measure: {tag}"
        for name in each.attrib:
            assert name not in {"style", "class", "opacity", "fill-opacity"}, f"{tag} has {name}"
            assert not name.startswith("on"), f"{tag} has {name}"
            assert "href" not in name, f"{tag} has {name}"


def words_in(svg: str) -> list[str]:
    """The words of a drawing in the order in which they are painted."""
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def contrast(one: str, other: str) -> float:
    """How far apart two colours are in lightness, from 1 (the same) to 21, as WCAG 2 counts."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    assert re.fullmatch("#[0-9a-f]{6}", colour), f"a colour is written #rrggbb: {colour!r}"
    parts = [int(part, 16) / 255 for part in re.findall("..", colour[1:])]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _assert_legible(text: Mark, marks: list) -> None:
    """Words stand out from what lies under them, and no dark line runs through them."""
    here = marks.index(text)
    middle = Box(*[(text.box.left + text.box.right) / 2, (text.box.top + text.box.bottom) / 2] * 2)
    ground, covered_at = "#ffffff", -1
    for at, mark in enumerate(marks):
        is_area = mark.tag in ("rect", "circle") and mark.fill != "none"
        assert not (at > here and is_area and mark.box.touches(text.box)), f"painted over: {text.words!r}"
        if at < here and is_area and mark.box.holds(middle):
            ground = mark.fill
            covered_at = at if mark.box.holds(text.box, slack=2.0) else covered_at
    assert contrast(text.fill, ground) >= READABLE, f"too faint: {text.words!r} in {text.fill} on {ground}"
    for mark in marks[covered_at + 1 :]:
        if mark.stroke != "none" and contrast(mark.stroke, "#ffffff") >= 3:
            crossed = any(_crosses(segment, text.box) for segment in mark.segments)
            assert not crossed, f"a line runs through {text.words!r}: {mark.tag} {mark.box}"


def _assert_told_apart_in_grey(marks: list) -> None:
    """Marks that differ in nothing but colour differ in lightness too."""
    for colour in ("fill", "stroke"):
        alike = {}
        for mark in marks:
            is_ground = (mark.fill, mark.stroke) == ("#ffffff", "none")
            if mark.tag != "text" and not is_ground and getattr(mark, colour) != "none":
                other = mark.stroke if colour == "fill" else mark.fill
                alike.setdefault((mark.tag, mark.look, other), set()).add(getattr(mark, colour))
        for colours in alike.values():
            for one, other in combinations(sorted(colours), 2):
                assert contrast(one, other) >= APART_IN_GREY, f"only colour tells {one} from {other}"


def _marks(node, across, down, given):
    """Walk the drawing in the order of painting, with what is inherited and how far groups are moved."""
    own = given | {name: node.get(name) for name in ("font-size", "fill", "stroke") if node.get(name)}
    moved = re.fullmatch(r"translate\((\S+?)[ ,]+(\S+)\)", node.get("transform") or "translate(0 0)")
    assert moved, "only whole groups are moved: what is turned or scaled cannot be measured"
    across, down = across + float(moved[1]), down + float(moved[2])
    tag = node.tag.removeprefix(SVG)
    if tag in ("title", "desc"):
        return
    if tag == "text":
        assert len(node) == 0, "a text holds words only"
        yield _text(node, across, down, own)
    elif tag not in ("svg", "g"):
        yield _shape(tag, node, across, down, own)
    for child in node:
        yield from _marks(child, across, down, own)


def _text(node, across, down, own):
    size, words = float(own["font-size"]), node.text or ""
    assert size >= SMALLEST_TEXT, f"too small: {words!r} at {size}"
    wide = width_of(words) * size / TEXT_SIZE
    before = wide * {"start": 0, "middle": 0.5, "end": 1}[node.get("text-anchor", "start")]
    left = across + float(node.get("x")) - before
    base = down + float(node.get("y"))
    box = Box(left, base - 0.75 * size, left + wide, base + 0.2 * size)
    return Mark("text", box, (), own["fill"], "none", (), words)


def _shape(tag, node, across, down, own):
    points, segments = _outline(tag, node)
    points = [(x + across, y + down) for x, y in points]
    segments = tuple(tuple((x + across, y + down) for x, y in segment) for segment in segments)
    wide, high = ([point[way] for point in points] for way in (0, 1))
    box = Box(min(wide), min(high), max(wide), max(high))
    look = tuple(node.get(name) for name in ("stroke-width", "stroke-dasharray", "r"))
    form = "".join(re.findall("[A-Za-z]", node.get("d") or ""))
    closed = form if form.lower().endswith("z") else ""
    return Mark(tag, box, segments, own["fill"], own["stroke"], (*look, closed))


def _outline(tag, node):
    """The points that a shape reaches, and its straight pieces (of a curved piece: from end to end)."""
    at = {name: float(node.get(name) or 0) for name in ("x", "y", "width", "height", "cx", "cy", "r")}
    if tag == "rect":
        assert min(at["width"], at["height"]) >= 0
        right, bottom = at["x"] + at["width"], at["y"] + at["height"]
        corners = [(at["x"], at["y"]), (right, at["y"]), (right, bottom), (at["x"], bottom)]
        return corners, list(pairwise([*corners, corners[0]]))
    if tag == "circle":
        ends = [(at["cx"] + dx * at["r"], at["cy"] + dy * at["r"]) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        return ends, list(pairwise([*ends, ends[0]]))
    if tag == "line":
        ends = [(float(node.get(f"x{end}")), float(node.get(f"y{end}"))) for end in (1, 2)]
        return ends, [tuple(ends)]
    return _path(node.get("d"))


def _path(written):
    """Follow a path's pen; control points of curves count as reached, which is never too little."""
    points, segments = [], []
    here = start = (0.0, 0.0)
    for letter, rest in _PATH.findall(written):
        if letter in "Zz":
            segments.append((here, start))
            here = start
            continue
        numbers, takes = [float(number) for number in _NUMBER.findall(rest)], _TAKES[letter.upper()]
        assert len(numbers) % takes == 0 < len(numbers), f"a broken path: {letter}{rest}"
        for first in range(0, len(numbers), takes):
            reached = _reached(letter, numbers[first : first + takes], here)
            if letter in "Mm" and first == 0:
                start = reached[-1]
            else:
                segments.append((here, reached[-1]))
            points += reached
            here = reached[-1]
    return points, segments


def _reached(letter, numbers, here):
    base = here if letter.islower() else (0.0, 0.0)
    if letter in "Hh":
        return [(base[0] + numbers[0], here[1])]
    if letter in "Vv":
        return [(here[0], base[1] + numbers[0])]
    pairs = numbers[-2:] if letter in "Aa" else numbers
    return [(base[0] + x, base[1] + y) for x, y in zip(pairs[::2], pairs[1::2], strict=True)]


def _crosses(segment, box):
    """Whether a straight piece runs through a box (Liang and Barsky: clip it and see whether anything is left)."""
    (x1, y1), (x2, y2) = segment
    enters, leaves = 0.0, 1.0
    for start, way, low, high in ((x1, x2 - x1, box.left, box.right), (y1, y2 - y1, box.top, box.bottom)):
        if way == 0:
            if not low < start < high:
                return False
            continue
        first, second = sorted(((low - start) / way, (high - start) / way))
        enters, leaves = max(enters, first), min(leaves, second)
    return enters < leaves
