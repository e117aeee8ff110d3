"""The flow into care, out of it by each way, and back again, as bands as thick as their numbers, with the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from homeward.charts import svg
from homeward.charts.figures import NOT_COMPLETE, count_cell
from homeward.charts.spec import ChartTable
from homeward.measures.flow import HOME, Flow, Step

Look = Literal["plain", "strong", "open"]
"""How a band is filled; `open` is for those of whom it is not known yet."""

_THICKEST, _THINNEST, _HIDDEN_THICKNESS = 130.0, 1.5, 12.0
_TOP, _BAR, _GAP, _STRIPES = 52.0, 12.0, 12.0, 10
_OUT, _NEXT = 40.0, 136.0
_WORDS_OF_WAYS, _WORDS_OF_NEXT = 144.0, 232.0
_HIDDEN_KEY = "Striped: the number is hidden, because it is small or would give a small one away."
_LOOKS: dict[str, dict[str, str | float]] = {
    "plain": {"fill": svg.BAND, "stroke": svg.FILL, "stroke_width": 1},
    "strong": {"fill": svg.FILL, "stroke": svg.INK, "stroke_width": 1},
    "open": {"fill": svg.WHITE, "stroke": svg.QUIET, "stroke_width": 1.5, "stroke_dasharray": "4 3"},
    "hidden": {"fill": svg.WHITE, "stroke": svg.QUIET, "stroke_width": 1.5},
}


@dataclass(frozen=True)
class Band:
    """One band of the flow: its words and its number, None where it is hidden or not known."""

    label: str
    number: int | None
    is_hidden: bool = False
    look: Look = "plain"


@dataclass(frozen=True)
class FlowChart:
    """What came in, what went out by each way, and what became of those who went on.

    Where `is_joined` those who went on are one more way out, and with `ways` add up to `left`; else `ways` do, and
    those who went on are counted by themselves. `then` add up to `went_on`. `notes` are sentences to stand below.
    """

    id: str
    title: str
    description: str
    came: Band
    left: Band
    ways: tuple[Band, ...]
    went_on: Band
    is_joined: bool
    then: tuple[Band, ...]
    notes: tuple[str, ...] = ()


def flow_chart(of: Flow) -> FlowChart:
    """Describe the flow of a year: going home is the way that is followed further."""
    home = next((way for way in of.ways if way.id == HOME), of.went_home)
    when = "all years" if of.year is None else f"year to 31 March {of.year}"
    return FlowChart(
        id=f"flow-{of.year or 'all-years'}",
        title=f"Into care, out of it and back: {when}{'' if of.is_over else f' ({NOT_COMPLETE})'}",
        description=f"Flow. {of.sentence} By way: {'; '.join(map(_in_words, of.ways))}. {of.caution}",
        came=_band(of.came),
        left=_band(of.left),
        ways=tuple(_band(way) for way in of.ways if of.is_wider or way.id != HOME),
        went_on=_band(of.went_home) if of.is_wider else Band(home.label, of.went_home.number, of.went_home.is_hidden),
        is_joined=not of.is_wider,
        then=(_band(of.back, "strong"), _band(of.not_back), _band(of.not_known, "open")),
        notes=(of.caution,),
    )


def _band(step: Step, look: Look = "plain") -> Band:
    return Band(step.label, step.number, step.is_hidden, look)


def _in_words(step: Step) -> str:
    return f"{step.label}, {count_cell(step.number, is_hidden=step.is_hidden)}"


def flow_table(spec: FlowChart) -> ChartTable:
    """Give every number of the flow, in the order of the steps."""
    steps = (
        ("Into care", (spec.came,)),
        ("Out of care", (spec.left, *spec.ways, *((spec.went_on,) if spec.is_joined else ()))),
        ("After going home", (*(() if spec.is_joined else (spec.went_on,)), *spec.then)),
    )
    return ChartTable(
        caption=spec.title,
        headers=("Step", "What happened", "Number"),
        rows=tuple((step, band.label, _number(band)) for step, bands in steps for band in bands),
    )


def _number(band: Band) -> str:
    return count_cell(band.number, is_hidden=band.is_hidden)


@dataclass(frozen=True)
class _Row:
    """A band where it arrives: how thick it is, and its words in lines in the middle of so much height from `top`."""

    band: Band
    lines: tuple[str, ...]
    thickness: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        """How far down the band and its words have their middle."""
        return self.top + self.height / 2


def draw_flow(spec: FlowChart) -> str:
    """Draw the flow as SVG: in from the left, out to the right with the words, and on from those who went on."""
    scale = _THICKEST / max(1, *(band.number or 0 for band in (spec.came, spec.left, spec.went_on)))
    ways = _rows(spec.ways, scale, _TOP, _WORDS_OF_WAYS)
    heading = _heading(spec.went_on, svg.WIDTH - _NEXT, 4)
    below = _bottom(ways, _TOP) + svg.TEXT_SIZE
    going_on = _bare_row(spec.went_on, scale, below + len(heading) * svg.LINE_HEIGHT - 6)
    then = _rows(spec.then, scale, going_on.top, _WORDS_OF_NEXT)
    notes, after = _notes(spec, _bottom([*then, going_on], 0) + 24)
    texts = [
        *_lines(_heading(spec.came, svg.WIDTH, 1), 0, 16),
        *_lines(_heading(spec.left, svg.WIDTH - _OUT, 1), _OUT, 40),
        *_lines(heading, _NEXT, below),
        *_words(ways, _WORDS_OF_WAYS),
        *_words(then, _WORDS_OF_NEXT),
        *notes,
    ]
    parts = _draw_bands(spec, [*ways, *((going_on,) if spec.is_joined else ())], then, going_on, scale)
    return svg.drawing(spec.id, spec.title, spec.description, after - 8, parts + [text.drawn() for text in texts])


def _thickness(band: Band, scale: float) -> float:
    """Return how thick a band is: never too thin to see, and of the same thickness wherever its number is hidden."""
    if band.is_hidden:
        return _HIDDEN_THICKNESS
    return max(band.number * scale, _THINNEST) if band.number else 0.0


def _rows(bands: Sequence[Band], scale: float, top: float, words_at: float) -> list[_Row]:
    """Lay bands one under another, each with room for its words, so that none touch."""
    room = svg.WIDTH - words_at - _number_width(bands)
    rows: list[_Row] = []
    for band in bands:
        lines, thickness = svg.wrapped(band.label, room, 4), _thickness(band, scale)
        height = max(len(lines) * svg.LINE_HEIGHT, thickness)
        rows.append(_Row(band, lines, thickness, _bottom(rows, top), height))
    return rows


def _bare_row(band: Band, scale: float, top: float) -> _Row:
    """Return a band whose words stand elsewhere."""
    thickness = _thickness(band, scale)
    return _Row(band, (), thickness, top, thickness)


def _heading(band: Band, width: float, most_lines: int) -> tuple[str, ...]:
    """Return the words over a bar: the number, and what happened."""
    return svg.wrapped(f"{_number(band)} {band.label[:1].lower()}{band.label[1:]}", width, most_lines)


def _lines(lines: Sequence[str], across: float, down: float) -> list[svg.Text]:
    return [svg.Text(across, down + i * svg.LINE_HEIGHT, line, weight="bold") for i, line in enumerate(lines)]


def _bottom(rows: Sequence[_Row], top: float) -> float:
    return max((row.top + row.height + _GAP for row in rows), default=top)


def _number_width(bands: Sequence[Band]) -> float:
    return max((svg.width_of(_number(band)) for band in bands), default=0.0) + 8


def _words(rows: Sequence[_Row], at: float) -> list[svg.Text]:
    """Write each number in bold, and its words in lines beside it."""
    right = at + _number_width([row.band for row in rows])
    texts = []
    for row in rows:
        first = row.middle + 5 - (len(row.lines) - 1) * svg.LINE_HEIGHT / 2
        texts.append(svg.Text(right - 8, first, _number(row.band), "end", weight="bold"))
        texts += [svg.Text(right, first + i * svg.LINE_HEIGHT, line) for i, line in enumerate(row.lines)]
    return texts


def _notes(spec: FlowChart, top: float) -> tuple[list[svg.Text], float]:
    """Write what a reader must know below the picture."""
    is_hidden = any(band.is_hidden for band in (spec.came, spec.left, *spec.ways, spec.went_on, *spec.then))
    texts, after = [], top
    for note in (*((_HIDDEN_KEY,) if is_hidden else ()), *spec.notes):
        lines, after = svg.paragraph(note, 0, after, svg.WIDTH)
        texts += lines
    return texts, after


def _draw_bands(spec: FlowChart, out: Sequence[_Row], then: Sequence[_Row], going_on: _Row, scale: float) -> list[str]:
    """Draw the bands, then the two upright bars from which they part."""
    came = _bare_row(spec.came, scale, _TOP)
    fanned, height = _draw_fan(out, _OUT + _BAR, _TOP, _NEXT)
    fanned_next, height_next = _draw_fan(then, _NEXT + _BAR, going_on.top, _WORDS_OF_NEXT - 8)
    in_care = max(came.thickness, _thickness(spec.left, scale), height)
    return [
        *_draw_band(came, (0, _TOP), (_OUT, _TOP)),
        *fanned,
        *fanned_next,
        svg.element("rect", x=_OUT, y=_TOP, width=_BAR, height=in_care, fill=svg.BRAND),
        svg.element(
            "rect", x=_NEXT, y=going_on.top, width=_BAR, height=max(going_on.height, height_next), fill=svg.BRAND
        ),
    ]


def _draw_fan(rows: Sequence[_Row], left: float, top: float, right: float) -> tuple[list[str], float]:
    """Draw bands from one bar, where they lie one on another, each to its row; returns them and their height."""
    parts: list[str] = []
    down = top
    for row in rows:
        if row.thickness:
            parts += _draw_band(row, (left, down), (right, row.middle - row.thickness / 2))
        down += row.thickness
    return parts, down - top


def _draw_band(row: _Row, start: tuple[float, float], end: tuple[float, float]) -> list[str]:
    """Draw a band from one upper corner to another, curved like an S; striped where its number is hidden."""
    (left, top), (right, arrives), middle = start, end, (start[0] + end[0]) / 2
    thick = row.thickness
    path = (
        f"M{left:.1f} {top:.1f}C{middle:.1f} {top:.1f} {middle:.1f} {arrives:.1f} {right:.1f} {arrives:.1f}v{thick:.1f}"
        f"C{middle:.1f} {arrives + thick:.1f} {middle:.1f} {top + thick:.1f} {left:.1f} {top + thick:.1f}Z"
    )
    look = _LOOKS["hidden" if row.band.is_hidden else row.band.look]
    band = svg.element("path", d=path, **look)
    return [band, _stripes(start, end, thick)] if row.band.is_hidden else [band]


def _stripes(start: tuple[float, float], end: tuple[float, float], thickness: float) -> str:
    """Return slanting lines across a band, from its upper edge to a little further along its lower edge."""
    lines = []
    for step in range(_STRIPES):
        upper, lower = (_along(start, end, (step + further) / _STRIPES) for further in (0.1, 0.9))
        lines.append(f"M{upper[0]:.1f} {upper[1]:.1f}L{lower[0]:.1f} {lower[1] + thickness:.1f}")
    return svg.element("path", d="".join(lines), stroke=svg.QUIET, stroke_width=1.5, fill="none")


def _along(start: tuple[float, float], end: tuple[float, float], part: float) -> tuple[float, float]:
    """Return the point of a band's curve (Bézier, both handles half-way across) at a part of its way, 0 to 1."""
    rest, middle = 1 - part, (start[0] + end[0]) / 2
    near, far = 3 * rest * rest * part, 3 * rest * part * part
    across = rest**3 * start[0] + (near + far) * middle + part**3 * end[0]
    return across, (rest**3 + near) * start[1] + (far + part**3) * end[1]
