"""A measure that grows over months, as a step curve with its band, and its figures at the months people ask about."""

from homeward.charts import svg
from homeward.charts.figures import HIDDEN, percent, range_cell, value_cell
from homeward.charts.levels import draw_levels, room_for_levels
from homeward.charts.scale import Scale, days_in, month_scale, value_scale
from homeward.charts.spec import ChartTable, CurveChart, CurvePoint
from homeward.measures.result import Result, ResultRow

MONTHS_ASKED_FOR = (1, 3, 6, 12, 18, 24, 36, 48, 60, 72)
_PLOT_HEIGHT = 220
BAND_KEY = "Shaded: 95% interval."
GAP_KEY = "Dashes: single months are hidden, because the numbers are small."


def curve(result: Result) -> CurveChart:
    """Describe a measure's whole curve, over all children; raises ValueError where the measure is not a curve."""
    if result.kind != "curve":
        raise ValueError(f"{result.id} is a {result.kind}: it has no curve")
    points = sorted((_point(row) for row in result.rows if not row.group), key=lambda point: point.at_days)
    spec = CurveChart(
        id=result.id,
        title=result.title,
        description="",
        axis_title=result.unit[:1].upper() + result.unit[1:],
        time_title="Months since going home",
        points=tuple(points),
    )
    told = "; ".join(f"{month} months, {_in_words(point)}" for month, point in asked_for(spec))
    description = f"Step curve. {told}." if told else "Step curve without figures."
    return CurveChart(spec.id, spec.title, description, spec.axis_title, spec.time_title, spec.points)


def _point(row: ResultRow) -> CurvePoint:
    if row.at_days is None:
        raise ValueError("a row of a curve lacks at_days")
    return CurvePoint(row.at_days, row.value, row.low, row.high, row.numerator, row.denominator, row.suppressed)


def _in_words(point: CurvePoint) -> str:
    if point.is_hidden:
        return HIDDEN
    return "no figure" if point.value is None else percent(point.value)


def asked_for(spec: CurveChart) -> list[tuple[int, CurvePoint]]:
    """Read the step curve at the months asked for: the last point at or before each, as far as the curve goes."""
    last = spec.points[-1].at_days if spec.points else -1
    found = []
    for month in MONTHS_ASKED_FOR:
        before = [point for point in spec.points if point.at_days <= days_in(month)]
        if before and days_in(month) <= last:
            found.append((month, before[-1]))
    return found


def curve_table(spec: CurveChart) -> ChartTable:
    """Give the curve at the months that people ask about."""
    return ChartTable(
        caption=spec.title,
        headers=(spec.time_title, "Share", "95% interval"),
        rows=tuple(
            (
                f"{month}",
                value_cell(point.value, "percent", is_hidden=point.is_hidden),
                range_cell(point.low, point.high, "percent", is_hidden=point.is_hidden),
            )
            for month, point in asked_for(spec)
        ),
    )


def draw_curve(spec: CurveChart) -> str:
    """Draw the curve as SVG: shares on the left ruler from zero, months below, the last value written at its end."""
    title, top = svg.paragraph(spec.axis_title, 0, 16, svg.WIDTH)
    top += 14
    highest = max([n for p in spec.points for n in (p.value, p.high) if n is not None], default=1.0)
    up = value_scale(highest, "percent", top + _PLOT_HEIGHT, top)
    along = month_scale(spec.points[-1].at_days if spec.points else 365, room_for_levels(up), svg.WIDTH - 22)
    words, after = _words_below(spec, along, up.starts_at)
    parts = draw_levels(up, along)
    parts += draw_line(spec, along, up)
    parts += [text.drawn() for text in (*title, *words)]
    parts += svg.backed(_end_label(spec, along, up))
    return svg.drawing(spec.id, spec.title, spec.description, after - 8, parts)


def _words_below(spec: CurveChart, along: Scale, bottom: float) -> tuple[list[svg.Text], float]:
    """Write the months, what they count from, and what the shading and the gaps mean."""
    months = [round(tick * 12 / 365.25) for tick in along.ticks]
    texts = [
        svg.Text(along.place(days), bottom + 20, f"{month}", "middle", svg.QUIET)
        for days, month in zip(along.ticks, months, strict=True)
    ]
    keys = [spec.time_title + "."]
    keys += [BAND_KEY] if any(point.low is not None for point in spec.points) else []
    keys += [GAP_KEY] if any(point.is_hidden for point in spec.points) else []
    words, after = svg.paragraph(" ".join(keys), 0, bottom + 46, svg.WIDTH)
    return texts + words, after


def _shown(spec: CurveChart) -> list[tuple[CurvePoint, bool]]:
    """Return the points that have a value, each with whether the point right before it is shown too."""
    before = (None, *spec.points)
    return [
        (point, earlier is not None and earlier.value is not None)
        for earlier, point in zip(before, spec.points, strict=False)
        if point.value is not None
    ]


def draw_line(spec: CurveChart, along: Scale, up: Scale) -> list[str]:
    """Draw the band, then the line: steps where every month is shown, straight dashes over months that are not."""
    shown = _shown(spec)
    if len(shown) < 2:
        return []
    places = [(along.place(point.at_days), up.place(point.value or 0.0)) for point, _ in shown]
    steps, dashes = [], []
    for start, end, (_, follows) in zip(places, places[1:], shown[1:], strict=False):
        if follows:
            steps.append(f"M{start[0]:.1f} {start[1]:.1f}H{end[0]:.1f}V{end[1]:.1f}")
        else:
            dashes.append(f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}")
    parts = [_draw_band(shown, along, up)]
    if dashes:
        look: dict[str, str | float] = {"stroke": svg.BRAND, "stroke_width": 2, "stroke_dasharray": "3 4"}
        parts.append(svg.element("path", d="".join(dashes), fill="none", **look))
        parts += [svg.element("circle", cx=across, cy=level, r=3, fill=svg.BRAND) for across, level in places]
    if steps:
        parts.append(svg.element("path", d="".join(steps), fill="none", stroke=svg.BRAND, stroke_width=3))
    return parts


def _draw_band(shown: list[tuple[CurvePoint, bool]], along: Scale, up: Scale) -> str:
    """Draw the band: upper ends forth, lower ends back; where a point has none, it is as thin as the line."""
    highs = _corners([(p.at_days, _or_else(p.high, p.value), follows) for p, follows in shown], along, up)
    lows = _corners([(p.at_days, _or_else(p.low, p.value), follows) for p, follows in shown], along, up)
    look: dict[str, str | float] = {"fill": svg.BAND, "stroke": svg.FILL, "stroke_width": 1, "stroke_dasharray": "4 3"}
    return svg.element("path", d=f"M{'L'.join([*highs, *reversed(lows)])}Z", **look)


def _or_else(end: float | None, value: float | None) -> float:
    return next((number for number in (end, value) if number is not None), 0.0)


def _corners(values: list[tuple[int, float, bool]], along: Scale, up: Scale) -> list[str]:
    """Return the corners of a line through the values: a step where a value follows its neighbour, else straight."""
    corners: list[str] = []
    level = 0.0
    for day, value, follows in values:
        if follows and corners:
            corners.append(f"{along.place(day):.1f} {level:.1f}")
        level = up.place(value)
        corners.append(f"{along.place(day):.1f} {level:.1f}")
    return corners


def _end_label(spec: CurveChart, along: Scale, up: Scale) -> svg.Text:
    """Write the last value that may be shown above the end of the line, or say in the plot why there is no line."""
    shown = [point for point in spec.points if point.value is not None]
    if len(shown) < 2:
        words = HIDDEN if any(point.is_hidden for point in spec.points) else "no figures"
        middle = (up.starts_at + up.ends_at) / 2 + 12
        return svg.Text((along.starts_at + along.ends_at) / 2, middle, words, "middle", svg.QUIET)
    words = percent(shown[-1].value or 0.0)
    across = max(along.place(shown[-1].at_days), along.starts_at + svg.width_of(words) + 4)
    line, edge = up.place(shown[-1].value or 0.0), up.place(shown[-1].high or shown[-1].value or 0.0)
    above = (line if line - edge > 30 else edge) - 9
    return svg.Text(across, max(above, up.ends_at - 4), words, "end", weight="bold")
