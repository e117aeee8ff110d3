"""A result becomes the description of a chart, then a drawing with its table; nothing is counted here."""

from homeward.charts.bars import bar_chart, bar_of
from homeward.charts.curve import curve
from homeward.charts.drawing import draw, table_of
from homeward.charts.months import month_table
from homeward.charts.quartiles import quartile_table
from homeward.charts.run_chart import run_chart
from homeward.charts.small_multiples import small_multiples
from homeward.charts.spec import (
    Bar,
    BarChart,
    ChartSpec,
    ChartTable,
    CurveChart,
    CurvePoint,
    RunChart,
    RunPoint,
    SmallMultiples,
)

__all__ = [
    "Bar",
    "BarChart",
    "ChartSpec",
    "ChartTable",
    "CurveChart",
    "CurvePoint",
    "RunChart",
    "RunPoint",
    "SmallMultiples",
    "bar_chart",
    "bar_of",
    "curve",
    "draw",
    "month_table",
    "quartile_table",
    "run_chart",
    "small_multiples",
    "table_of",
]
