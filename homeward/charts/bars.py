"""A measure's figures as bars, one under another, each with its interval; a withheld figure is a slot that says so."""

from homeward.charts import svg
from homeward.charts.figures import (
    GROUP_HEADINGS,
    HIDDEN,
    MEDIAN,
    NOBODY,
    NOT_COMPLETE,
    by_group,
    count_cell,
    group_label,
    range_cell,
    value_cell,
    written,
)
from homeward.charts.scale import Scale, roomy_scale, value_scale
from homeward.charts.spec import Bar, BarChart, ChartTable, Format
from homeward.measures.result import Result, ResultRow

_ROW, _THICKNESS, _GAP = 38.0, 22.0, 10.0
_INTERVAL_KEY = "Thin line across a bar: 95% interval."


def bar_chart(result: Result, *, by: str = "year") -> BarChart:
    """Describe a measure's figures by one group, in the order in which the measure gives them.

    Of quantiles the medians are drawn. A figure that is not complete yet is hollow and says so. Raises ValueError for
    a curve or a series, which are not bars.
    """
    if result.kind in ("curve", "series"):
        raise ValueError(f"{result.id} is a {result.kind}: it has no bars")
    as_format: Format = "percent" if result.kind == "share" else "number"
    drawn = (None, MEDIAN)
    rows = [row for row in result.rows if set(row.group) == {by} and row.quantile in drawn]
    bars = tuple(bar_of(group_label(row.group[by], by), row) for row in rows)
    unit = f"median, in {result.unit}" if result.kind == "quantile" else result.unit
    told = "; ".join(f"{bar.label}, {_in_words(bar, as_format)}" for bar in bars)
    return BarChart(
        id=f"{result.id}-by-{by}",
        title=f"{result.title} {by_group(by)}",
        description=f"Bar chart. {told}." if told else "Bar chart without figures.",
        axis_title=unit[:1].upper() + unit[1:],
        label_heading=GROUP_HEADINGS[by],
        format=as_format,
        bars=bars,
    )


def bar_of(label: str, row: ResultRow) -> Bar:
    """Return one figure as a bar, or as an empty slot that says why there is none."""
    not_yet = "" if row.complete else NOT_COMPLETE
    if row.suppressed:
        return Bar(label, None, is_hidden=True, is_hollow=bool(not_yet), note=HIDDEN)
    if row.value is None:
        note = not_yet or NOBODY
        return Bar(label, None, None, None, row.numerator, row.denominator, is_hollow=bool(not_yet), note=note)
    counts = (row.numerator, row.denominator)
    return Bar(label, row.value, row.low, row.high, *counts, is_hollow=bool(not_yet), note=not_yet)


def _in_words(bar: Bar, as_format: Format) -> str:
    if bar.value is None:
        return bar.note
    figure = written(bar.value, as_format)
    return f"{figure} ({bar.note})" if bar.note else figure


def bar_table(spec: BarChart) -> ChartTable:
    """Give the bars as a table: shares with what they were made from, and intervals where there are any."""
    value_header = "Share" if spec.format == "percent" else "Number"
    of_headers = ("Number", "Out of") if spec.format == "percent" else ()
    is_estimate = spec.format == "percent" or any(bar.low is not None for bar in spec.bars)
    return ChartTable(
        caption=spec.title,
        headers=(spec.label_heading, *of_headers, value_header, *(("95% interval",) if is_estimate else ())),
        rows=tuple(_table_row(bar, spec.format, is_estimate=is_estimate) for bar in spec.bars),
    )


def _table_row(bar: Bar, as_format: Format, *, is_estimate: bool) -> tuple[str, ...]:
    counts = (bar.numerator, bar.denominator) if as_format == "percent" else ()
    interval = (range_cell(bar.low, bar.high, as_format, is_hidden=bar.is_hidden),) if is_estimate else ()
    return (
        f"{bar.label} ({NOT_COMPLETE})" if bar.is_hollow else bar.label,
        *(count_cell(count, is_hidden=bar.is_hidden) for count in counts),
        value_cell(bar.value, as_format, is_hidden=bar.is_hidden),
        *interval,
    )


def draw_bars(spec: BarChart) -> str:
    """Draw the bars as SVG: labels left, bars from a zero line, values right, a ruler below."""
    scale = _bar_scale(spec)
    parts: list[str] = []
    down = 6.0
    for bar in spec.bars:
        drawn, height = _draw_row(bar, scale, down, spec.format)
        parts += drawn
        down += height
    ruler, after = _draw_ruler(spec, scale, down)
    return svg.drawing(spec.id, spec.title, spec.description, after, [*ruler, *parts])


def _bar_scale(spec: BarChart) -> Scale:
    """Leave room for the widest label on the left, and on the right for the widest value and the ruler's last mark."""
    highest = max([number for bar in spec.bars for number in (bar.value, bar.high) if number is not None], default=1.0)
    longest_ruler = value_scale(highest, spec.format, 0, 1, most=2)
    half_tick = svg.width_of(written(longest_ruler.top, spec.format)) / 2
    labels = [svg.width_of(line) + _GAP for bar in spec.bars for line in _label_lines(bar)]
    values = [svg.width_of(written(bar.value, spec.format)) + _GAP for bar in spec.bars if bar.value is not None]
    left = max(labels, default=0.0)
    return roomy_scale(highest, spec.format, max(left, 2 * _GAP), svg.WIDTH - max([*values, half_tick]))


def _label_lines(bar: Bar) -> tuple[str, ...]:
    return svg.wrapped(bar.label, 130)


def _draw_row(bar: Bar, scale: Scale, top: float, as_format: Format) -> tuple[list[str], float]:
    """Draw one label with its bar; returns the parts and the height used."""
    lines = _label_lines(bar)
    height = max(_ROW, len(lines) * svg.LINE_HEIGHT + 14)
    first = top + height / 2 + 5 - (len(lines) - 1) * svg.LINE_HEIGHT / 2
    left = scale.starts_at - _GAP
    texts = [svg.Text(left, first + i * svg.LINE_HEIGHT, line, anchor="end") for i, line in enumerate(lines)]
    if bar.value is None:
        note = svg.Text(scale.starts_at + 8, top + height / 2 + 5, bar.note, colour=svg.QUIET)
        return [*svg.backed(note), *(text.drawn() for text in texts)], height
    texts.append(svg.Text(svg.WIDTH, top + height / 2 + 5, written(bar.value, as_format), "end", weight="bold"))
    marks = _draw_bar(bar, scale, top + height / 2)
    if bar.note:
        notes, after = svg.paragraph(bar.note, scale.starts_at + 8, top + height + 8, svg.WIDTH - scale.starts_at - 8)
        marks += [part for note in notes for part in svg.backed(note)]
        height = after - top - 4
    return marks + [text.drawn() for text in texts], height


def _draw_bar(bar: Bar, scale: Scale, middle: float) -> list[str]:
    """Draw the bar, hollow where it is not complete, and its interval as a line with two ends."""
    zero, top = scale.place(0), middle - _THICKNESS / 2
    look: dict[str, str | float] = {"fill": svg.FILL}
    if bar.is_hollow:
        look = {"fill": svg.WHITE, "stroke": svg.FILL, "stroke_width": 2, "stroke_dasharray": "5 3"}
    width = scale.place(bar.value or 0) - zero
    parts = [svg.element("rect", x=zero, y=top, width=width, height=_THICKNESS, **look)]
    if bar.low is not None and bar.high is not None:
        low, high = scale.place(bar.low), scale.place(bar.high)
        path = f"M{low:.1f} {middle - 5:.1f}v10M{low:.1f} {middle:.1f}H{high:.1f}M{high:.1f} {middle - 5:.1f}v10"
        parts.append(svg.element("path", d=path, stroke=svg.INK, stroke_width=2, fill="none"))
    return parts


def _draw_ruler(spec: BarChart, scale: Scale, bottom: float) -> tuple[list[str], float]:
    """Draw the zero line, the grid and the words below; returns the parts and the height of the whole."""
    parts = []
    texts = []
    for tick in scale.ticks:
        across, is_zero = scale.place(tick), tick == 0
        colour, thickness = (svg.INK, 2) if is_zero else (svg.GRID, 1)
        parts.append(svg.element("path", d=f"M{across:.1f} 2V{bottom + 4:.1f}", stroke=colour, stroke_width=thickness))
        texts.append(svg.Text(across, bottom + 20, written(tick, spec.format), "middle", svg.QUIET))
    words, after = svg.paragraph(spec.axis_title, 0, bottom + 46, svg.WIDTH)
    texts += words
    if any(bar.low is not None and bar.high is not None for bar in spec.bars):
        words, after = svg.paragraph(_INTERVAL_KEY, 0, after, svg.WIDTH)
        texts += words
    return parts + [text.drawn() for text in texts], after - 8
