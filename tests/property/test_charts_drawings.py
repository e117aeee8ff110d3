"""Whatever the figures, a drawing is well-formed and no words lie on other words or run out of the picture."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.charts import (
    Bar,
    BarChart,
    CurveChart,
    CurvePoint,
    RunChart,
    RunPoint,
    SmallMultiples,
    draw,
    table_of,
)
from homeward.measures.months import months_in_words
from tests.read_drawing import assert_readable

LABELS = st.one_of(
    st.integers(2000, 2040).map(str),
    st.text("abcdefghij klmnop xyz,()<&", min_size=1, max_size=60),
    st.sampled_from(["Abuse or neglect", "Placed with own parents or other person with parental responsibility"]),
)
NOTES = st.sampled_from(["hidden: small numbers", "no children to count"])


@st.composite
def bars(draw_value, highest):
    label = draw_value(LABELS)
    if draw_value(st.integers(0, 4)) == 0:
        return Bar(label, None, note=draw_value(NOTES))
    low, value, high = sorted(draw_value(st.lists(st.floats(0, highest), min_size=3, max_size=3)))
    is_hollow = draw_value(st.booleans())
    note = "not yet complete" if is_hollow else ""
    if draw_value(st.booleans()):
        return Bar(label, value, is_hollow=is_hollow, note=note)
    return Bar(label, value, low, high, is_hollow=is_hollow, note=note)


@st.composite
def bar_charts(draw_value):
    as_format, highest = draw_value(st.sampled_from([("percent", 1.0), ("number", 50.0), ("number", 9_999_999.0)]))
    shown = tuple(draw_value(st.lists(bars(highest), min_size=1, max_size=12)))
    axis = draw_value(st.sampled_from(["Share of exits from care", "Share of returns home with a whole year after"]))
    return BarChart("a chart", draw_value(st.text(max_size=20)), draw_value(st.text()), axis, "Year", as_format, shown)


@st.composite
def curves(draw_value, most=30):
    days = sorted(draw_value(st.sets(st.integers(0, 4000), max_size=most)))
    points = []
    for day in days:
        low, value, high = sorted(draw_value(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
        hidden = draw_value(st.integers(0, 3)) == 0
        points.append(CurvePoint(day, None, is_hidden=True) if hidden else CurvePoint(day, value, low, high))
    return CurveChart("a-curve", "Title", "Words", "Share of returns home", "Months since going home", tuple(points))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(bar_charts())
def test_words_beside_bars_never_touch(chart):
    assert_readable(draw(chart))
    assert len(table_of(chart).rows) == len(chart.bars)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(curves())
def test_words_around_curves_never_touch(chart):
    assert_readable(draw(chart))
    table = table_of(chart)
    assert all(len(row) == len(table.headers) for row in table.rows)


SIGNS = st.sampled_from(
    ["", "", "long run above", "long run below", "more than by chance", "fewer than by chance"],
)


@st.composite
def run_charts(draw_value):
    """Up to eight years in months, quarters or half-years, with any of them hidden, unfinished or of nobody."""
    together = draw_value(st.sampled_from([1, 3, 6]))
    first, how_many = draw_value(st.integers(24000, 24500)), draw_value(st.integers(0, 96 // together))
    top = draw_value(st.sampled_from([0.02, 0.3, 1.0]))
    centre = draw_value(st.none() | st.floats(0, top))
    points = [
        draw_value(run_points(month, month + together - 1, top, is_judged=centre is not None))
        for month in range(first, first + how_many * together, together)
    ]
    note = draw_value(st.sampled_from(["", "Quarters are shown, as in too many months nobody came back early."]))
    return RunChart("run", "Title", "Words", "Share of returns home", "Month", tuple(points), centre, note)


@st.composite
def run_points(draw_value, first, last, top, *, is_judged):
    begins, ends = (f"{month // 12}-{month % 12 + 1:02}" for month in (first, last))
    label, state = months_in_words(begins, ends), draw_value(st.integers(0, 9))
    if state < 2:
        return RunPoint(label, begins, ends, None, is_hidden=state == 0)
    low, value, high = sorted(draw_value(st.lists(st.floats(0, top), min_size=3, max_size=3)))
    if not is_judged or state == 2:
        return RunPoint(label, begins, ends, value, is_hollow=state == 2)
    return RunPoint(label, begins, ends, value, low, high, sign=draw_value(SIGNS))


@st.composite
def several_small_charts(draw_value):
    labels = draw_value(st.lists(LABELS, min_size=1, max_size=5))
    if draw_value(st.booleans()):
        panels = [(label, draw_value(curves(most=6))) for label in labels]
        return SmallMultiples("small", "Title", "Words", "Share of returns home", "Age", tuple(panels))
    as_format, highest = draw_value(st.sampled_from([("percent", 1.0), ("number", 9_999_999.0)]))
    years = [str(year) for year in range(2020, 2020 + draw_value(st.integers(1, 6)))]
    panels = [(label, draw_value(yearly(years, as_format, highest))) for label in labels]
    return SmallMultiples("small", "Title", "Words", "Children looked after", "Age", tuple(panels))


@st.composite
def yearly(draw_value, years, as_format, highest):
    found = [replace(draw_value(bars(highest)), label=year, is_hidden=False) for year in years]
    shown = tuple(replace(bar, is_hidden=bar.value is None) for bar in found)
    return BarChart("years", "Title", "Words", "Children", "Year", as_format, shown)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(run_charts())
def test_words_around_run_charts_never_touch(chart):
    assert_readable(draw(chart))
    table = table_of(chart)
    assert len(table.rows) == len(chart.points)
    assert all(len(row) == len(table.headers) for row in table.rows)


@settings(max_examples=60, deadline=None)
@given(several_small_charts())
def test_words_of_small_charts_never_touch(chart):
    assert_readable(draw(chart))
    table = table_of(chart)
    assert [row[0] for row in table.rows] == [label for label, _ in chart.panels]
    assert all(len(row) == len(table.headers) for row in table.rows)
