"""Draws a funnel: shares up, sizes along, limits named at their right ends, and marks told apart by their shape."""

from dataclasses import dataclass
from math import log2

from homeward.charts import svg
from homeward.charts.figures import number, percent
from homeward.charts.funnel import NAMES, FunnelChart, FunnelPoint, Role
from homeward.charts.scale import Scale, value_scale

_PLOT_HEIGHT = 270.0
_FAINT = "#75878f"
_FIRST_MARK = 5
_TOWARDS_THE_OTHER = 6
_NO_FIGURES = "no figures"
_LIMITS: tuple[tuple[str, str, str], ...] = (
    ("high_998", "99.8% limit", ""),
    ("high_95", "95% limit", "6 4"),
    ("low_95", "95% limit", "6 4"),
    ("low_998", "99.8% limit", ""),
)


@dataclass(frozen=True)
class _Frame:
    """Where things stand: up is the share's ruler, and along it sizes from `smallest` to `largest` by their ratio."""

    up: Scale
    left: float
    right: float
    smallest: float
    largest: float

    def across(self, size: float) -> float:
        """Return where a size stands; what lies outside stands at the end."""
        within = min(max(size, self.smallest), self.largest)
        part = (log2(within) - log2(self.smallest)) / (log2(self.largest) - log2(self.smallest))
        return self.left + (self.right - self.left) * part

    def place(self, point: FunnelPoint) -> tuple[float, float]:
        """Return where a point stands."""
        return self.across(point.size), self.up.place(point.value)


def draw_funnel(spec: FunnelChart) -> str:
    """Draw the funnel as SVG: shares up, sizes along, limits named at their right ends, marks told by their shape."""
    title, top = svg.paragraph(spec.axis_title, 0, 16, svg.WIDTH)
    frame = _frame(spec, top + 6)
    parts = _draw_rulers(frame)
    parts += _draw_limits(spec, frame)
    parts += [_mark(point.role, *frame.place(point)) for point in spec.points if point.role in ("other", "chosen")]
    parts += _draw_ours(spec, frame)
    below, after = _words_below(spec, frame)
    parts += below
    parts += [text.drawn() for text in (*title, *_words_beside(spec, frame))]
    return svg.drawing(spec.id, spec.title, spec.description, after - 8, parts)


def _frame(spec: FunnelChart, top: float) -> _Frame:
    """Leave room for the shares on the left and the limits' names on the right; every line's end is in the picture."""
    values = [point.value for point in spec.points] + [spec.centre or 0.0]
    values += [min(each.high_998 for each in spec.limits)] if spec.limits else []
    up = value_scale(max(values) if any(values) else 1.0, "percent", top + _PLOT_HEIGHT, top)
    left = max(svg.width_of(percent(tick)) for tick in up.ticks) + 10
    names = (spec.centre_label, *(name for _, name, _ in _LIMITS))
    right = svg.WIDTH - max(svg.width_of(name) for name in names) - 8
    sizes = [point.size for point in spec.points] or [50, 500]
    return _Frame(up, left, right, min(sizes) / 1.15, max(sizes) * 1.15)


def _draw_rulers(frame: _Frame) -> list[str]:
    parts = []
    for tick in frame.up.ticks:
        level, is_zero = frame.up.place(tick), tick == 0
        colour, thickness = (svg.INK, 2) if is_zero else (svg.GRID, 1)
        line = f"M{frame.left:.1f} {level:.1f}H{frame.right:.1f}"
        parts.append(svg.element("path", d=line, stroke=colour, stroke_width=thickness))
        parts.append(svg.Text(frame.left - 8, level + 5, percent(tick), "end", svg.QUIET).drawn())
    bottom = frame.up.starts_at
    marks, labelled = _marks_along(frame)
    for size in marks:
        mark = f"M{frame.across(size):.1f} {bottom:.1f}v6"
        parts.append(svg.element("path", d=mark, stroke=svg.INK, stroke_width=2))
    return parts + [
        svg.Text(frame.across(size), bottom + 22, number(size), "middle", svg.QUIET).drawn() for size in labelled
    ]


def _marks_along(frame: _Frame) -> tuple[list[int], list[int]]:
    """Return 5 and its doubles that lie within, and so many of them that their labels have room."""
    every = [_FIRST_MARK * 2**times for times in range(24)]
    inside = [size for size in every if frame.smallest <= size <= frame.largest]
    room = (frame.right - frame.left) / (log2(frame.largest) - log2(frame.smallest))
    widest = max((svg.width_of(number(size)) for size in inside), default=0.0) + 8
    step = next((step for step in (1, 2, 3, 4) if room * step >= widest), 6)
    return inside, inside[::-1][::step]


def _draw_limits(spec: FunnelChart, frame: _Frame) -> list[str]:
    parts = []
    for name, _, dashes in _LIMITS:
        ends = [(frame.across(each.size), getattr(each, name)) for each in spec.limits]
        shown = [f"{across:.1f} {frame.up.place(share):.1f}" for across, share in ends if share <= frame.up.top]
        if len(shown) > 1:
            look: dict[str, str | float] = {"stroke_dasharray": dashes} if dashes else {}
            parts.append(
                svg.element("path", d=f"M{'L'.join(shown)}", fill="none", stroke=svg.QUIET, stroke_width=1.5, **look)
            )
    if spec.centre is not None:
        line = f"M{frame.left:.1f} {frame.up.place(spec.centre):.1f}H{frame.right:.1f}"
        parts.append(svg.element("path", d=line, stroke=svg.BRAND, stroke_width=2.5))
    return parts


def _mark(role: Role, across: float, down: float) -> str:
    """Draw one authority: ours a diamond, hollow where only published; chosen ones triangles; others faint dots."""
    if role == "other":
        return svg.element("circle", cx=across, cy=down, r=2.5, fill=svg.WHITE, stroke=_FAINT, stroke_width=1)
    if role == "chosen":
        path = f"M{across:.1f} {down - 6:.1f}l6 10h-12z"
        return svg.element("path", d=path, fill=svg.FILL, stroke=svg.INK, stroke_width=1.5)
    path = f"M{across:.1f} {down - 9:.1f}l8 9l-8 9l-8 -9z"
    fill = svg.INK if role == "ours" else svg.WHITE
    return svg.element("path", d=path, fill=fill, stroke=svg.INK, stroke_width=2)


def _draw_ours(spec: FunnelChart, frame: _Frame) -> list[str]:
    """Draw ours with its name where it covers fewest others, or say in the plot that there is none."""
    own = [point for point in spec.points if point.role in NAMES]
    if not spec.points:
        left = (frame.left + frame.right - svg.width_of(_NO_FIGURES)) / 2
        return svg.backed(svg.Text(left, frame.up.place(frame.up.top / 2) + 12, _NO_FIGURES, colour=svg.QUIET))
    taken = [_around(*frame.place(point), 11) for point in own]
    leaders, names = [], []
    for point in own[::-1]:
        words, at = f"{NAMES[point.role]} {percent(point.value)}", frame.place(point)
        box = _free_place(words, at, spec, frame, taken)
        taken.append(box)
        leaders.append(_leader(at, box))
        names += svg.backed(svg.Text(box[0] + 2, box[1] + svg.TEXT_SIZE, words, weight="bold"))
    return [*leaders, *names, *(_mark(point.role, *frame.place(point)) for point in own)]


_Corners = tuple[float, float, float, float]


def _around(across: float, down: float, reach: float) -> _Corners:
    return across - reach, down - reach, across + reach, down + reach


def _leader(at: tuple[float, float], box: _Corners) -> str:
    """Draw a line from a point to the nearest place of the box that holds its name."""
    across, down = min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3])
    line = f"M{at[0]:.1f} {at[1]:.1f}L{across:.1f} {down:.1f}"
    return svg.element("path", d=line, stroke=svg.INK, stroke_width=1)


def _free_place(
    words: str, at: tuple[float, float], spec: FunnelChart, frame: _Frame, taken: list[_Corners]
) -> _Corners:
    """Return the box near a point, inside the plot and clear of what is taken, that covers fewest other points.

    Of two points of ours the higher is better named above and the lower below, so that no leader crosses a name.
    """
    wide, high = svg.width_of(words) + 4, float(svg.LINE_HEIGHT)
    others = [frame.place(point) for point in spec.points] + _on_lines(spec, frame)
    own = [frame.place(point)[1] for point in spec.points if point.role in NAMES]
    below_middle = at[1] - sum(own) / len(own)
    found: list[tuple[float, int, _Corners]] = []
    for away in (13.0, 26.0, 45.0, 70.0, 100.0):
        for sideways, upwards in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            left = at[0] + (sideways * away if sideways >= 0 else -away - wide) - (wide / 2 if not sideways else 0)
            top = at[1] - upwards * (away + high / 2) - high / 2
            left = min(max(left, frame.left + 3), frame.right - wide)
            top = min(max(top, frame.up.ends_at + 1), frame.up.starts_at - high - 2)
            box = (left, top, left + wide, top + high)
            if not any(_touch(box, each) for each in taken):
                covered = sum(_touch(box, _around(x, y, 5)) for x, y in others)
                towards = _TOWARDS_THE_OTHER if upwards * below_middle > 0 else 0
                found.append((covered + away / 12 + towards, len(found), box))
    return min(found)[2]


def _on_lines(spec: FunnelChart, frame: _Frame) -> list[tuple[float, float]]:
    """Return places along the limits and England's line, that words are better kept off."""
    shares = [(each.size, getattr(each, name)) for each in spec.limits for name, _, _ in _LIMITS]
    shares += [(each.size, spec.centre or 0.0) for each in spec.limits]
    return [(frame.across(size), frame.up.place(share)) for size, share in shares if share <= frame.up.top]


def _touch(one: _Corners, other: _Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _words_beside(spec: FunnelChart, frame: _Frame) -> list[svg.Text]:
    """Name England's line and the limits at their right ends, moved apart where they come close."""
    named = [(spec.centre, spec.centre_label, True)] if spec.centre is not None else []
    last = spec.limits[-1:]
    lines = [*named, *((getattr(each, name), words, False) for each in last for name, words, _ in _LIMITS)]
    lines.sort(key=lambda line: -line[0])
    levels = _apart([frame.up.place(share) + 5 for share, _, _ in lines], frame.up.starts_at + 5)
    return [
        svg.Text(frame.right + 6, level, words, colour=svg.BRAND if is_centre else svg.QUIET, weight="normal")
        for level, (_, words, is_centre) in zip(levels, lines, strict=True)
    ]


def _apart(levels: list[float], lowest: float) -> list[float]:
    """Move levels, given from the top down, so far apart that words on them do not touch, the last at `lowest`."""
    moved: list[float] = []
    for level in levels:
        moved.append(max(level, moved[-1] + svg.LINE_HEIGHT) if moved else level)
    limit = lowest
    for place in range(len(moved) - 1, -1, -1):
        moved[place] = min(moved[place], limit)
        limit = moved[place] - svg.LINE_HEIGHT
    return moved


def _words_below(spec: FunnelChart, frame: _Frame) -> tuple[list[str], float]:
    """Write what the ruler along the bottom counts, and what each shape stands for."""
    texts, down = svg.paragraph(spec.size_title, 0, frame.up.starts_at + 48, svg.WIDTH)
    parts = [text.drawn() for text in texts]
    roles = {point.role for point in spec.points}
    has_both = "published" in roles
    keys: list[tuple[Role, str]] = [
        ("ours", "Ours, counted here" if has_both else "Ours"),
        ("published", "Ours, as published"),
        ("chosen", spec.chosen_label),
        ("other", "Other authorities"),
    ]
    for role, words in keys:
        if role in roles:
            lines, after = svg.paragraph(words, 24, down + 4, svg.WIDTH - 24)
            parts += [_mark(role, 9, down - 1), *(line.drawn() for line in lines)]
            down = after
    return parts, down
