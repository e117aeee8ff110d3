"""The two doors out of this room: a chart as a drawing, and the same chart as a table."""

from homeward.charts.bars import bar_table, draw_bars
from homeward.charts.curve import curve_table, draw_curve
from homeward.charts.spec import BarChart, ChartSpec, ChartTable


def draw(spec: ChartSpec) -> str:
    """Return the chart as an SVG element that needs no style sheet and no script."""
    return draw_bars(spec) if isinstance(spec, BarChart) else draw_curve(spec)


def table_of(spec: ChartSpec) -> ChartTable:
    """Return the chart's figures as a table of text."""
    return bar_table(spec) if isinstance(spec, BarChart) else curve_table(spec)
