"""Charts say what the figures say: in bars, in words for those who cannot see them, and in a table."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from homeward.charts import bar_chart, curve, draw, month_table, quartile_table, table_of
from homeward.charts.figures import group_label, number
from homeward.charts.scale import days_in, value_scale
from homeward.charts.svg import BRAND, FILL, INK, QUIET
from tests.read_drawing import contrast, words_in
from tests.spec.reports.hand_made_pack import BY_MONTH, CURVE, DAYS_AT_HOME, EXITS, RETURNS_HOME, figure, withheld

SVG = "{http://www.w3.org/2000/svg}"


def test_the_bars_by_year_leave_out_the_total_and_other_groups():
    chart = bar_chart(RETURNS_HOME)
    assert [(bar.label, bar.value, bar.note) for bar in chart.bars] == [
        ("2019", 150 / 640, ""),
        ("2020", None, "hidden: small numbers"),
        ("2021", None, "no children to count"),
    ]
    assert chart.description == "Bar chart. 2019, 23%; 2020, hidden: small numbers; 2021, no children to count."


def test_the_table_beside_the_bars_has_the_same_figures():
    table = table_of(bar_chart(RETURNS_HOME))
    assert table.headers == ("Year to 31 March", "Number", "Out of", "Share", "95% interval")
    assert table.rows == (
        ("2019", "150", "640", "23.4%", "20.3% to 26.9%"),
        ("2020", "hidden", "hidden", "hidden", "hidden"),
        ("2021", "0", "0", "–", "–"),
    )


def test_a_withheld_bar_is_drawn_as_words_and_not_as_a_bar():
    chart = bar_chart(replace(RETURNS_HOME, rows=(withheld({"year": "2020"}),)))
    svg = draw(chart)
    assert "hidden: small numbers" in words_in(svg)
    assert f'fill="{FILL}"' not in svg


def test_an_unfinished_year_is_hollow_and_says_why():
    rows = tuple(replace(row, complete=row.group != {"year": "2019"}) for row in RETURNS_HOME.rows)
    chart = bar_chart(replace(RETURNS_HOME, rows=rows))
    assert chart.bars[0].is_hollow
    assert "not yet complete" in words_in(draw(chart))
    assert f'fill="{FILL}"' not in draw(chart)
    assert table_of(chart).rows[0][0] == "2019 (not yet complete)"


def test_a_bar_is_as_long_as_its_value():
    rows = (figure({"year": "2019"}, 10, 100), figure({"year": "2020"}, 30, 100))
    root = ElementTree.fromstring(draw(bar_chart(replace(RETURNS_HOME, rows=rows))))
    short, long = (float(bar.get("width")) for bar in root.iter(f"{SVG}rect"))
    assert long == pytest.approx(3 * short, abs=0.02)


@pytest.mark.parametrize("spec", [bar_chart(RETURNS_HOME), curve(CURVE)])
def test_a_drawing_is_named_and_brings_no_style_and_no_script(spec):
    svg = draw(spec)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    named = {child.get("id"): child.text for child in root if child.get("id")}
    assert list(named) == root.get("aria-labelledby").split()
    assert list(named.values()) == [spec.title, spec.description]
    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg
    assert "href" not in svg
    assert draw(spec) == svg


def test_words_from_outside_are_escaped():
    chart = bar_chart(replace(RETURNS_HOME, title='A & B <i>"\x07', rows=(figure({"year": "<2019>"}, 1, 2),)))
    assert "<2019>" in words_in(draw(chart))


def test_the_curve_is_read_at_the_months_people_ask_about():
    assert table_of(curve(CURVE)).rows == (
        ("1", "hidden", "hidden"),
        ("3", "12.0%", "8.7% to 16.2%"),
        ("6", "12.0%", "8.7% to 16.2%"),
        ("12", "20.0%", "15.9% to 24.9%"),
        ("18", "20.0%", "15.9% to 24.9%"),
        ("24", "25.0%", "20.4% to 30.2%"),
    )


def test_the_curve_writes_its_last_value_and_says_where_it_is_hidden():
    words = words_in(draw(curve(CURVE)))
    assert "25%" in words
    assert "Dashes: single months are hidden" in " ".join(words)


def test_a_curve_that_is_all_hidden_says_so():
    hidden = replace(CURVE, rows=tuple(withheld({}, at_days=day) for day in (30, 61, 91)))
    svg = draw(curve(hidden))
    assert "hidden: small numbers" in words_in(svg)
    assert f'stroke="{BRAND}"' not in svg


def test_over_a_hidden_month_the_line_is_dashed_and_straight():
    days = (30, 61, 91, 122)
    shown = replace(CURVE, rows=tuple(figure({}, day, 1000, at_days=day) for day in days))
    hidden = replace(CURVE, rows=tuple(withheld({}, at_days=61) if row.at_days == 61 else row for row in shown.rows))
    dashed, solid = (line_of(result, dashes) for result, dashes in ((hidden, "3 4"), (hidden, None)))
    assert [dashed.count("L"), solid.count("M")] == [1, 1]
    assert line_of(shown, None).count("M") == 3
    assert line_of(shown, "3 4") == ""


def line_of(result, dashes):
    paths = ElementTree.fromstring(draw(curve(result))).iter(f"{SVG}path")
    return "".join(p.get("d") for p in paths if (p.get("stroke"), p.get("stroke-dasharray")) == (BRAND, dashes))


def test_bars_of_a_curve_and_a_curve_of_bars_are_refused():
    with pytest.raises(ValueError, match="re_entry_cumulative is a curve"):
        bar_chart(CURVE)
    for given in (curve, quartile_table, month_table):
        with pytest.raises(ValueError, match="returns_home is a share"):
            given(RETURNS_HOME)


def test_of_quantiles_the_medians_are_drawn_and_all_three_tabled():
    chart = bar_chart(DAYS_AT_HOME)
    assert [(bar.label, bar.value, bar.low, bar.high) for bar in chart.bars] == [("2019", 122.0, 90.0, 160.0)]
    assert chart.axis_title == "Median, in days"
    assert quartile_table(DAYS_AT_HOME).rows == (("2019", "60", "40", "122", "300", "90 to 160"),)


def test_a_hidden_quartile_leaves_the_others():
    rows = tuple(withheld(row.group, quantile=0.25) if row.quantile == 0.25 else row for row in DAYS_AT_HOME.rows)
    table = quartile_table(replace(DAYS_AT_HOME, rows=rows))
    assert table.rows == (("2019", "60", "hidden", "122", "300", "90 to 160"),)


def test_months_are_given_the_latest_first():
    assert month_table(BY_MONTH).rows == (
        ("February 2021 (not yet complete)", "7", "21", "33.3%", "17.2% to 54.7%"),
        ("January 2021", "hidden", "hidden", "hidden", "hidden"),
        ("December 2020", "0", "20", "0.0%", "0.0% to 16.1%"),
    )


def test_a_count_has_no_column_for_an_interval():
    assert table_of(bar_chart(EXITS)).headers == ("Year to 31 March", "Number")


def test_numbers_and_groups_are_written_for_readers():
    assert [number(1234567), number(12.34), number(3.0)] == ["1,234,567", "12.3", "3"]
    assert [
        group_label("0", "age_band"),
        group_label("10-15"),
        group_label("16+"),
        group_label("not_known"),
        group_label("N1", "need"),
    ] == [
        "Under 1",
        "10 to 15",
        "16 and over",
        "Not known",
        "Abuse or neglect (N1)",
    ]


def test_months_are_the_days_that_the_windows_of_re_entry_use():
    assert [days_in(months) for months in (3, 6, 12, 24, 60, 72)] == [91, 183, 365, 730, 1826, 2191]


def test_the_ruler_starts_at_zero_and_ends_at_a_round_number():
    assert value_scale(0.236, "percent", 0, 100).ticks == pytest.approx((0, 0.05, 0.1, 0.15, 0.2, 0.25))
    assert value_scale(0.97, "percent", 0, 100).top == 1.0
    assert value_scale(0.001, "percent", 0, 100).top == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [(INK, "#ffffff", 4.5), (QUIET, "#ffffff", 4.5), (FILL, "#ffffff", 3), (INK, FILL, 3), (BRAND, "#d5e5ea", 3)],
)
def test_colours_stand_out_from_what_they_lie_on(one, other, least):
    assert contrast(one, other) >= least
