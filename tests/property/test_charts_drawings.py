"""Whatever the figures, a drawing is well-formed and no words lie on other words or run out of the picture."""

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.charts import Bar, BarChart, CurveChart, CurvePoint, draw, table_of
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
def curves(draw_value):
    days = sorted(draw_value(st.sets(st.integers(0, 4000), max_size=30)))
    points = []
    for day in days:
        low, value, high = sorted(draw_value(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
        hidden = draw_value(st.integers(0, 3)) == 0
        points.append(CurvePoint(day, None, is_hidden=True) if hidden else CurvePoint(day, value, low, high))
    return CurveChart("a-curve", "Title", "Words", "Share of returns home", "Months since going home", tuple(points))


@settings(max_examples=150, deadline=None)
@given(bar_charts())
def test_words_beside_bars_never_touch(chart):
    assert_readable(draw(chart))
    assert len(table_of(chart).rows) == len(chart.bars)


@settings(max_examples=100, deadline=None)
@given(curves())
def test_words_around_curves_never_touch(chart):
    assert_readable(draw(chart))
    table = table_of(chart)
    assert all(len(row) == len(table.headers) for row in table.rows)
