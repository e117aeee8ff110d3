"""The two doors out of this room: a chart as a drawing, and the same chart as a table."""

from homeward.charts.bars import bar_table, draw_bars
from homeward.charts.curve import curve_table, draw_curve
from homeward.charts.run_chart import draw_run_chart, run_table
from homeward.charts.small_multiples import draw_small_multiples, small_multiples_table
from homeward.charts.spec import BarChart, ChartSpec, ChartTable, CurveChart, RunChart


def draw(spec: ChartSpec) -> str:
    """Return the chart as an SVG element that needs no style sheet and no script."""
    if isinstance(spec, BarChart):
        return draw_bars(spec)
    if isinstance(spec, CurveChart):
        return draw_curve(spec)
    return draw_run_chart(spec) if isinstance(spec, RunChart) else draw_small_multiples(spec)


def table_of(spec: ChartSpec) -> ChartTable:
    """Return the chart's figures as a table of text."""
    if isinstance(spec, BarChart):
        return bar_table(spec)
    if isinstance(spec, CurveChart):
        return curve_table(spec)
    return run_table(spec) if isinstance(spec, RunChart) else small_multiples_table(spec)
