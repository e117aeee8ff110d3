"""One chart several times, small and on one scale, so that ages, needs or lengths of time can be seen side by side."""

from collections.abc import Sequence

from homeward.charts import svg
from homeward.charts.bars import bar_chart
from homeward.charts.curve import BAND_KEY, GAP_KEY, asked_for, curve, draw_line
from homeward.charts.figures import EMPTY_CELL, GROUP_HEADINGS, HIDDEN, NOBODY, NOT_COMPLETE, value_cell, written
from homeward.charts.levels import draw_levels, room_for_levels
from homeward.charts.scale import DAYS_IN_YEAR, Scale, month_scale, value_scale
from homeward.charts.spec import Bar, BarChart, ChartTable, CurveChart, CurvePoint, Format, SmallMultiples
from homeward.measures.result import Result

_COLUMNS = 2
_PLOT_HEIGHT, _GAP, _END = 96.0, 26.0, 16.0
_MOST_LEVELS = 3
_INTERVAL_KEY = "Thin lines: 95% interval."
_HOLLOW_KEY = f"Rings: {NOT_COMPLETE}."
_HIDDEN_KEY = "Striped: hidden, because numbers are small."


def small_multiples(
    panels: Sequence[tuple[str, Result]], *, chart_id: str, title: str, label_heading: str
) -> SmallMultiples:
    """Describe a chart for each of some results, named by its label: by year, or as curves.

    The results are of one kind: a measure narrowed to each age, say, or one measure for each length of time. Raises
    ValueError for no results, for results of which some are curves or have another unit, and for a series.
    """
    kinds = {(result.kind, result.unit) for _, result in panels}
    if len(kinds) != 1:
        raise ValueError("Small charts side by side are of one kind and one unit, and there is at least one.")
    first = panels[0][1]
    if first.kind == "curve":
        curves = tuple((label, curve(result)) for label, result in panels)
        told = "; ".join(f"{label}, {_fact_of_curve(spec)}" for label, spec in curves)
        return SmallMultiples(chart_id, title, _told(told), curves[0][1].axis_title, label_heading, curves)
    charts = tuple((label, bar_chart(result)) for label, result in panels)
    told = "; ".join(f"{label}, {_fact_of_years(spec)}" for label, spec in charts)
    return SmallMultiples(chart_id, title, _told(told), charts[0][1].axis_title, label_heading, charts)


def _told(facts: str) -> str:
    return f"Small charts on one scale. {facts}."


def _fact_of_curve(spec: CurveChart) -> str:
    """Say the last figure that the table gives, or why there is none."""
    shown = [(month, point.value) for month, point in asked_for(spec) if point.value is not None]
    if not shown:
        return HIDDEN if any(point.is_hidden for point in spec.points) else "no figures"
    month, value = shown[-1]
    return f"{written(value, 'percent')} by month {month}"


def _fact_of_years(spec: BarChart) -> str:
    """Say the figure of the last year that is complete and shown, or why there is none."""
    shown = [bar for bar in spec.bars if bar.value is not None]
    if not shown:
        return HIDDEN if any(bar.is_hidden for bar in spec.bars) else NOBODY
    complete = [bar for bar in shown if not bar.is_hollow]
    latest = (complete or shown)[-1]
    return f"{written(latest.value or 0.0, spec.format)} in {latest.label}{'' if complete else f', {NOT_COMPLETE}'}"


def small_multiples_table(spec: SmallMultiples) -> ChartTable:
    """Give a row for each small chart, and a column for each year, or each month that people ask about."""
    cells = [(label, _cells(chart)) for label, chart in spec.panels]
    columns = _columns(spec)
    return ChartTable(
        caption=spec.title,
        headers=(spec.label_heading, *columns.values()),
        rows=tuple((label, *(found.get(column, EMPTY_CELL) for column in columns)) for label, found in cells),
    )


def _columns(spec: SmallMultiples) -> dict[str, str]:
    """Return the heading of each month, or of each year, which says where the year is not complete in some chart."""
    curves = [chart for _, chart in spec.panels if isinstance(chart, CurveChart)]
    if curves:
        longest = max(curves, key=lambda chart: len(asked_for(chart)))
        return {f"{month}": f"{month} months" if month > 1 else "1 month" for month, _ in asked_for(longest)}
    hollow = {
        mark.label for _, chart in spec.panels for mark in _marks(chart) if isinstance(mark, Bar) and mark.is_hollow
    }
    return {year: f"{year} ({NOT_COMPLETE})" if year in hollow else year for year in _years(spec)}


def _cells(chart: BarChart | CurveChart) -> dict[str, str]:
    if isinstance(chart, CurveChart):
        return {
            f"{month}": value_cell(point.value, "percent", is_hidden=point.is_hidden)
            for month, point in asked_for(chart)
        }
    return {bar.label: value_cell(bar.value, chart.format, is_hidden=bar.is_hidden) for bar in chart.bars}


def draw_small_multiples(spec: SmallMultiples) -> str:
    """Draw the charts as SVG, two beside each other; words are as large as in every other chart."""
    words, down = svg.paragraph(spec.axis_title, 0, 16, svg.WIDTH)
    parts = [text.drawn() for text in words]
    for first in range(0, len(spec.panels), _COLUMNS):
        drawn, down = _draw_row(spec, first, down + 8)
        parts += drawn
    words, down = svg.paragraph(" ".join(_keys(spec)), 0, down, svg.WIDTH, most_lines=5)
    return svg.drawing(spec.id, spec.title, spec.description, down - 8, [*parts, *(text.drawn() for text in words)])


def _draw_row(spec: SmallMultiples, first: int, top: float) -> tuple[list[str], float]:
    """Draw the charts that stand beside each other; returns the parts and where the next row begins."""
    room = room_for_levels(_levels(spec, 1, 0), _format(spec))
    wide = (svg.WIDTH - room - _END - (_COLUMNS - 1) * _GAP) / _COLUMNS
    beside = spec.panels[first : first + _COLUMNS]
    lines = max(len(line) for line in (_heading(label, chart, 0, 0, wide) for label, chart in beside))
    ground = top + lines * svg.LINE_HEIGHT + 8
    up = _levels(spec, ground + _PLOT_HEIGHT, ground)
    parts: list[str] = []
    for column, (label, chart) in enumerate(beside):
        left = room + column * (wide + _GAP)
        along = _along(spec, left, left + wide)
        parts += [text.drawn() for text in _heading(label, chart, left, top + 14, wide)]
        parts += draw_levels(up, along, _format(spec), is_labelled=column == 0)
        parts += _draw_panel(chart, _years(spec), along, up)
        parts += [text.drawn() for text in _words_below(spec, along, up.starts_at + 20)]
    return parts, up.starts_at + 44


def _heading(label: str, chart: BarChart | CurveChart, left: float, top: float, wide: float) -> list[svg.Text]:
    """Write a small chart's name, and below it its latest figure or why there is none."""
    fact = _fact_of_curve(chart) if isinstance(chart, CurveChart) else _fact_of_years(chart)
    names, facts = svg.wrapped(label, wide, 2), svg.wrapped(fact, wide, 2)
    places = [top + line * svg.LINE_HEIGHT for line in range(len(names) + len(facts))]
    bold = [svg.Text(left, y, words, weight="bold") for y, words in zip(places, names, strict=False)]
    below = places[len(names) :]
    return [*bold, *(svg.Text(left, y, words, colour=svg.QUIET) for y, words in zip(below, facts, strict=True))]


def _format(spec: SmallMultiples) -> Format:
    return next((chart.format for _, chart in spec.panels if isinstance(chart, BarChart)), "percent")


def _levels(spec: SmallMultiples, bottom: float, top: float) -> Scale:
    """Return the upright ruler that every small chart shares."""
    marks: list[Bar | CurvePoint] = [mark for _, chart in spec.panels for mark in _marks(chart)]
    highest = max([number for mark in marks for number in (mark.value, mark.high) if number is not None], default=1.0)
    return value_scale(highest, _format(spec), bottom, top, _MOST_LEVELS)


def _marks(chart: BarChart | CurveChart) -> Sequence[Bar | CurvePoint]:
    return chart.points if isinstance(chart, CurveChart) else chart.bars


def _years(spec: SmallMultiples) -> list[str]:
    return sorted({bar.label for _, chart in spec.panels if isinstance(chart, BarChart) for bar in chart.bars})


def _along(spec: SmallMultiples, left: float, right: float) -> Scale:
    """Return the ruler along one small chart: of days, or of years counted from 0."""
    curves = [chart for _, chart in spec.panels if isinstance(chart, CurveChart)]
    if curves:
        return month_scale(max([point.at_days for chart in curves for point in chart.points], default=365), left, right)
    return Scale(float(max(1, len(_years(spec)))), left, right, ())


def _words_below(spec: SmallMultiples, along: Scale, level: float) -> list[svg.Text]:
    """Write the months, or the first year and the last."""
    if along.ticks:
        months = [(along.place(days), f"{round(days * 12 / DAYS_IN_YEAR)}") for days in along.ticks]
        return [svg.Text(across, level, month, "middle", svg.QUIET) for across, month in months]
    years = _years(spec)
    first = [svg.Text(along.starts_at, level, years[0], "start", svg.QUIET)] if years else []
    last = [svg.Text(along.ends_at, level, years[-1], "end", svg.QUIET)] if len(years) > 1 else []
    return first + last


def _draw_panel(chart: BarChart | CurveChart, years: list[str], along: Scale, up: Scale) -> list[str]:
    if isinstance(chart, BarChart):
        return _draw_years(chart, years, along, up)
    line = draw_line(chart, along, up)
    is_hidden = not line and any(point.is_hidden for point in chart.points)
    return svg.hatched(along.starts_at, up.ends_at, along.ends_at, up.starts_at - 1) if is_hidden else line


def _draw_years(chart: BarChart, years: list[str], along: Scale, up: Scale) -> list[str]:
    """Draw each year as a dot with its interval, joined where nothing is hidden between; a ring is not complete yet."""
    bars = {bar.label: bar for bar in chart.bars}
    stripes, intervals, path, dots, pen = [], [], [], [], "M"
    for at, bar in enumerate(bars.get(year) for year in years):
        if bar is None or bar.value is None:
            if bar is not None and bar.is_hidden:
                stripes += svg.hatched(along.place(at), up.ends_at, along.place(at + 1), up.starts_at - 1)
            pen = "M"
            continue
        across, level = along.place(at + 0.5), up.place(bar.value)
        if bar.low is not None and bar.high is not None:
            intervals.append(f"M{across:.1f} {up.place(bar.low):.1f}V{up.place(bar.high):.1f}")
        path.append(f"{pen}{across:.1f} {level:.1f}")
        pen = "L"
        dots.append(_dot(across, level, bar))
    lines = [
        svg.element("path", d="".join(drawn), fill="none", stroke=colour, stroke_width=thickness)
        for drawn, colour, thickness in ((intervals, svg.INK, 1.5), (path, svg.FILL, 1.5))
        if drawn
    ]
    return [*stripes, *lines, *dots]


def _dot(across: float, level: float, bar: Bar) -> str:
    if bar.is_hollow:
        return svg.element("circle", cx=across, cy=level, r=4, fill=svg.WHITE, stroke=svg.BRAND, stroke_width=1.5)
    return svg.element("circle", cx=across, cy=level, r=4, fill=svg.BRAND)


def _keys(spec: SmallMultiples) -> list[str]:
    """Return the sentences that say what runs along, and what lines, rings and stripes mean where there are any."""
    marks = [mark for _, chart in spec.panels for mark in _marks(chart)]
    has_interval, has_hidden = any(mark.low is not None for mark in marks), any(mark.is_hidden for mark in marks)
    curves = [chart for _, chart in spec.panels if isinstance(chart, CurveChart)]
    if curves:
        told = [(f"{curves[0].time_title}.", True), (BAND_KEY, has_interval), (GAP_KEY, has_hidden)]
    else:
        has_rings = any(isinstance(mark, Bar) and mark.is_hollow for mark in marks)
        told = [(f"{GROUP_HEADINGS['year']}.", True), (_INTERVAL_KEY, has_interval)]
        told += [(_HOLLOW_KEY, has_rings), (_HIDDEN_KEY, has_hidden)]
    return [key for key, is_there in told if is_there]
