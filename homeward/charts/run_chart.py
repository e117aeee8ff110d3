"""Shares over time about their median, with what chance allows; signs of change are told by shape, not by colour."""

from itertools import groupby
from statistics import median

from homeward.charts import svg
from homeward.charts.figures import HIDDEN, NOT_COMPLETE, count_cell, percent, range_cell, value_cell
from homeward.charts.levels import draw_levels, room_for_levels
from homeward.charts.scale import Scale, value_scale
from homeward.charts.spec import ChartTable, RunChart, RunPoint
from homeward.measures.early_warning import CHANCE_LIMITS, PERIODS, EarlyWarning, WatchedPeriod
from homeward.measures.months import month_in_words, month_number, months_in_words

_PLOT_HEIGHT = 220
_FAR_ABOVE = 1.4
_KEY_INDENT = 24.0
_LABEL_ROOM = 44.0
_STEPS_OF_MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
_LIMIT: dict[str, str | float] = {"stroke": svg.QUIET, "stroke_width": 1.5, "stroke_dasharray": "4 3", "fill": "none"}
_NOT_JUDGED = f"{NOT_COMPLETE[:1].upper()}{NOT_COMPLETE[1:]}: shown, not judged"
_HIDDEN_KEY = f"{HIDDEN[:1].upper()}{HIDDEN[1:]}; they may lie at any height"
_RUN_KEY = "Part of a run on one side of the median that is longer than by chance"
_KEYS = {
    "long run above": _RUN_KEY,
    "long run below": _RUN_KEY,
    "more than by chance": "More than chance explains",
    "fewer than by chance": "Fewer than chance explains",
}
_SIGN_CELLS = {
    "": "",
    "long run above": "long run above the median",
    "long run below": "long run below the median",
    "more than by chance": "more than by chance",
    "fewer than by chance": "fewer than by chance",
}


def run_chart(warning: EarlyWarning) -> RunChart:
    """Describe the reading of a series; the description says what the chart says."""
    one, many = PERIODS[warning.months_together]
    points = tuple(map(_point, warning.periods))
    span = f"{len(points)} {many}, {months_in_words(points[0].first, points[-1].last)}." if points else "No months."
    centre = "" if warning.centre is None else f" Median {percent(warning.centre)}."
    told = " ".join(filter(None, (*(warning.signs or (warning.says,)), warning.how_sure)))
    return RunChart(
        id=warning.id,
        title=warning.title if warning.months_together == 1 else f"{warning.title} ({many})",
        description=f"Run chart. {told} {span}{centre}",
        axis_title=warning.unit[:1].upper() + warning.unit[1:],
        label_heading=one[:1].upper() + one[1:],
        points=points,
        centre=warning.centre,
        note=warning.why_so_long,
    )


def _point(period: WatchedPeriod) -> RunPoint:
    return RunPoint(
        label=period.in_words,
        first=period.first,
        last=period.last,
        value=period.value,
        low=period.low,
        high=period.high,
        numerator=period.numerator,
        denominator=period.denominator,
        is_hidden=period.is_hidden,
        is_hollow=not period.complete,
        sign=period.sign,
    )


def run_table(spec: RunChart) -> ChartTable:
    """Give the figures with the limits of chance and the signs of change, where there are any, the latest first."""
    is_judged, has_signs = spec.centre is not None, any(point.sign for point in spec.points)
    return ChartTable(
        caption=f"{spec.title}, the latest first",
        headers=(
            spec.label_heading,
            "Number",
            "Out of",
            "Share",
            *(("By chance",) if is_judged else ()),
            *(("Sign of change",) if has_signs else ()),
        ),
        rows=tuple(_table_row(point, is_judged, has_signs) for point in reversed(spec.points)),
    )


def _table_row(point: RunPoint, is_judged: bool, has_signs: bool) -> tuple[str, ...]:
    is_hidden = point.is_hidden
    return (
        f"{point.label} ({NOT_COMPLETE})" if point.is_hollow else point.label,
        count_cell(point.numerator, is_hidden=is_hidden),
        count_cell(point.denominator, is_hidden=is_hidden),
        value_cell(point.value, "percent", is_hidden=is_hidden),
        *((range_cell(point.low, point.high, "percent", is_hidden=is_hidden),) if is_judged else ()),
        *((_SIGN_CELLS[point.sign],) if has_signs else ()),
    )


def draw_run_chart(spec: RunChart) -> str:
    """Draw the shares as SVG: months along, the median named at its end, below what each shape means."""
    title, top = svg.paragraph(spec.axis_title, 0, 16, svg.WIDTH)
    top += 14
    up = value_scale(_highest(spec), "percent", top + _PLOT_HEIGHT, top)
    along = _months_along(spec, room_for_levels(up))
    ticks, after = _draw_months(spec, along, up.starts_at)
    keys, after = _draw_keys(spec, after)
    parts = [*draw_levels(up, along), *_draw_hidden(spec, along, up), *_draw_limits(spec, along, up)]
    parts += [*_draw_centre(spec, along, up), *_draw_line(spec, along, up), *_draw_marks(spec, along, up)]
    return svg.drawing(
        spec.id, spec.title, spec.description, after - 8, [*parts, *(text.drawn() for text in title), *ticks, *keys]
    )


def _highest(spec: RunChart) -> float:
    """Return what the ruler must hold: every share, and all limits but those far above the others."""
    shares = [point.value for point in spec.points if point.value is not None]
    limits = [point.high for point in spec.points if point.high is not None]
    usual = median(limits) * _FAR_ABOVE if limits else 0.0
    return max([*shares, *(limit for limit in limits if limit <= usual)], default=1.0)


def _months_along(spec: RunChart, left: float) -> Scale:
    """Return the ruler of months, 0 at the first; it leaves room for the name of the median at its end."""
    room = max([svg.width_of(words) for words in _name_of_centre(spec)], default=12.0) + 8
    months = month_number(spec.points[-1].last) - _first(spec) + 1 if spec.points else 1
    right = svg.WIDTH - room
    step = next(step for step in _STEPS_OF_MONTHS if step * (right - left) / months >= _LABEL_ROOM)
    marked = tuple(float(month) for month in range(months) if (month + _first(spec)) % step == 0)
    return Scale(float(months), left, right, marked)


def _name_of_centre(spec: RunChart) -> tuple[str, ...]:
    return () if spec.centre is None else ("median", percent(spec.centre))


def _first(spec: RunChart) -> int:
    return month_number(spec.points[0].first) if spec.points else 0


def _edges(spec: RunChart, along: Scale, point: RunPoint) -> tuple[float, float]:
    """Return where the months of a point begin and end."""
    first = _first(spec)
    return along.place(month_number(point.first) - first), along.place(month_number(point.last) - first + 1)


def _middle(spec: RunChart, along: Scale, point: RunPoint) -> float:
    return sum(_edges(spec, along, point)) / 2


def _draw_months(spec: RunChart, along: Scale, bottom: float) -> tuple[list[str], float]:
    """Draw a tick for each month that is named, with its year where that is new; returns them and what is below."""
    parts, texts, shown_year = [], [], ""
    is_by_year = len(along.ticks) > 1 and along.ticks[1] - along.ticks[0] >= 12
    for month in along.ticks:
        number = _first(spec) + int(month)
        name, year = month_in_words(f"{number // 12}-{number % 12 + 1:02}").split()
        across = along.place(month + 0.5)
        parts.append(svg.element("path", d=f"M{across:.1f} {bottom:.1f}v5", stroke=svg.INK, stroke_width=1))
        lines = [year] if is_by_year else [name[:3], *([year] if year != shown_year else [])]
        shown_year = year
        texts += [
            svg.Text(across, bottom + 20 * line, words, "middle", svg.QUIET) for line, words in enumerate(lines, 1)
        ]
    return [*parts, *(text.drawn() for text in texts)], max([text.y for text in texts], default=bottom) + 28


def _draw_hidden(spec: RunChart, along: Scale, up: Scale) -> list[str]:
    """Draw stripes over the months whose figures are hidden: they may lie anywhere."""
    parts = []
    for is_hidden, points in groupby(spec.points, key=lambda point: point.is_hidden):
        block = list(points)
        if is_hidden:
            left, right = _edges(spec, along, block[0])[0], _edges(spec, along, block[-1])[1]
            parts += svg.hatched(left, up.ends_at, right, up.starts_at - 1)
    if not any(point.value is not None for point in spec.points):
        words = HIDDEN if parts else "no figures"
        across, level = (along.starts_at + along.ends_at) / 2, (up.starts_at + up.ends_at) / 2 + 12
        parts += svg.backed(svg.Text(across, level, words, "middle", svg.QUIET))
    return parts


def _draw_limits(spec: RunChart, along: Scale, up: Scale) -> list[str]:
    """Draw the limits as steps, each as wide as its months; one that lies above the picture is left out."""
    path = []
    for levels in ([point.high for point in spec.points], [point.low or None for point in spec.points]):
        before: float | None = None
        for point, level in zip(spec.points, levels, strict=True):
            if level is None or level > up.top:
                before = None
                continue
            left, right = _edges(spec, along, point)
            begin = f"M{left:.1f} {up.place(level):.1f}" if before is None else f"V{up.place(level):.1f}"
            path.append(f"{begin}H{right:.1f}")
            before = level
    return [svg.element("path", d="".join(path), **_LIMIT)] if path else []


def _draw_centre(spec: RunChart, along: Scale, up: Scale) -> list[str]:
    """Draw the median over the months that were judged, and its name and height at the end of the ruler."""
    judged = [point for point in spec.points if point.high is not None]
    if spec.centre is None or not judged:
        return []
    level, left = up.place(spec.centre), _edges(spec, along, judged[0])[0]
    line = svg.element("path", d=f"M{left:.1f} {level:.1f}H{along.ends_at:.1f}", stroke=svg.INK, stroke_width=1.5)
    first = min(max(level - 3, up.ends_at + 10), up.starts_at - 20)
    places = (first, first + svg.LINE_HEIGHT)
    names = [svg.Text(along.ends_at + 6, y, words) for y, words in zip(places, _name_of_centre(spec), strict=True)]
    return [line, *(name.drawn() for name in names)]


def _draw_line(spec: RunChart, along: Scale, up: Scale) -> list[str]:
    """Join the complete figures with a thin line, which stops where figures are hidden."""
    path, pen = [], "M"
    for point in spec.points:
        if point.is_hidden or point.is_hollow:
            pen = "M"
        elif point.value is not None:
            path.append(f"{pen}{_middle(spec, along, point):.1f} {up.place(point.value):.1f}")
            pen = "L"
    return [svg.element("path", d="".join(path), stroke=svg.FILL, stroke_width=1.5, fill="none")] if path else []


def _draw_marks(spec: RunChart, along: Scale, up: Scale) -> list[str]:
    """Draw each figure, those of a sign of change last, so that nothing covers them."""
    size = min(4.0, max(2.5, (along.ends_at - along.starts_at) / max(1, len(spec.points)) / 2))
    return [
        _mark(_middle(spec, along, point), up.place(point.value), size, point.sign, point.is_hollow)
        for point in sorted(spec.points, key=lambda point: bool(point.sign))
        if point.value is not None
    ]


def _mark(across: float, level: float, size: float, sign: str, is_hollow: bool = False) -> str:
    """Draw one mark: a ring, a dot, a diamond in a long run, or a triangle that points beyond the limit."""
    if is_hollow:
        return svg.element("circle", cx=across, cy=level, r=size, fill=svg.WHITE, stroke=svg.BRAND, stroke_width=1.5)
    if not sign:
        return svg.element("circle", cx=across, cy=level, r=size, fill=svg.BRAND)
    far = size + 2
    if sign.startswith("long run"):
        path = f"M{across:.1f} {level - far:.1f}l{far:.1f} {far:.1f}l{-far:.1f} {far:.1f}l{-far:.1f} {-far:.1f}Z"
    else:
        way = far if sign.startswith("more") else -far
        path = f"M{across:.1f} {level - way * 1.3:.1f}l{far * 1.3:.1f} {way * 2.2:.1f}h{-far * 2.6:.1f}Z"
    return svg.element("path", d=path, fill=svg.INK, stroke=svg.WHITE, stroke_width=1)


def _draw_keys(spec: RunChart, down: float) -> tuple[list[str], float]:
    """Write below what each shape means that is there, and the note; returns the parts and what is below."""
    parts: list[str] = []
    for sample, words in _keys(spec).items():
        texts, after = svg.paragraph(words, _KEY_INDENT, down, svg.WIDTH - _KEY_INDENT)
        parts += [*_sample(sample, down - 5), *(text.drawn() for text in texts)]
        down = after + 4
    if spec.note:
        texts, down = svg.paragraph(spec.note, 0, down, svg.WIDTH)
        parts += [text.drawn() for text in texts]
    return parts, down


def _keys(spec: RunChart) -> dict[str, str]:
    """Return what is to be explained, each by its sample."""
    signs = dict.fromkeys(point.sign for point in spec.points if point.sign)
    seldom = f"{round((1 - CHANCE_LIMITS) * 1000)} in 1,000"
    return {
        **({"limit": f"Limits: by chance alone {seldom} lie beyond"} if _has_limits(spec) else {}),
        **{"long run" if sign.startswith("long run") else sign: _KEYS[sign] for sign in signs},
        **({"hollow": _NOT_JUDGED} if any(map(_is_ring, spec.points)) else {}),
        **({"hidden": _HIDDEN_KEY} if any(point.is_hidden for point in spec.points) else {}),
    }


def _is_ring(point: RunPoint) -> bool:
    return point.is_hollow and point.value is not None


def _has_limits(spec: RunChart) -> bool:
    return any(point.high is not None for point in spec.points)


def _sample(of: str, level: float) -> list[str]:
    """Draw what a key explains, in the margin left of its words."""
    if of == "limit":
        return [svg.element("path", d=f"M0 {level + 3:.1f}h8v-6h8", **_LIMIT)]
    if of == "hidden":
        return svg.hatched(1, level - 7, 15, level + 7)
    sign = "" if of == "hollow" else of
    return [_mark(8, level + (2 if sign.startswith("more") else 0), 4, sign, is_hollow=of == "hollow")]
