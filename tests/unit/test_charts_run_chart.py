"""The run chart shows what was judged, marks signs by shape, and leaves hidden and unfinished figures unjudged."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from homeward.charts import draw, run_chart, table_of
from homeward.charts.svg import BRAND, FILL, GRID, INK, WHITE
from homeward.measures.early_warning import read_early_warning
from tests.months_of_returns import by_month
from tests.read_drawing import assert_readable, words_in

SVG = "{http://www.w3.org/2000/svg}"
STEADY = [(1, 20), (3, 20)] * 12
SHIFTED = [(1, 20), (2, 20)] * 6 + [(4, 20), (5, 20)] * 6
SPIKE = [(1, 20), (3, 20)] * 11 + [(1, 20), (11, 20)]


def chart_of(counts, **how):
    return run_chart(read_early_warning(by_month(counts, **how)))


def marks(svg):
    """The marks of the figures with their shapes, keys left out: those stand below the ruler."""
    root = ElementTree.fromstring(svg)
    floor = max(float(path.get("d").split()[1].split("H")[0]) for path in ruler(root))
    found = []
    for each in root:
        shape, closed = each.tag.removeprefix(SVG), (each.get("d") or "").endswith("Z")
        if shape == "circle" and float(each.get("cy")) <= floor:
            found.append("ring" if each.get("fill") == WHITE else "dot")
        elif closed and float(each.get("d")[1:].split()[1].split("l")[0]) <= floor:
            found.append("diamond" if each.get("d").count("l") == 3 else "triangle")
    return found


def ruler(root):
    return [path for path in root.iter(f"{SVG}path") if path.get("stroke") in (INK, GRID) and "H" in path.get("d")]


def test_the_words_beside_the_drawing_say_what_it_says():
    chart = chart_of(SPIKE)
    assert chart.description == (
        "Run chart. In March 2022 (11 of 20) more children came back early than chance explains. Chance alone shows "
        "such a sign in up to one in ten charts like this: ask what changed, and look at the children behind the "
        "figures. "
        "24 months, April 2020 to March 2022. Median 10%."
    )


def test_signs_differ_in_shape_and_stand_on_top():
    assert marks(draw(chart_of(STEADY))) == ["dot"] * 24
    assert marks(draw(chart_of(SHIFTED))) == ["diamond"] * 24
    assert marks(draw(chart_of(SPIKE))) == ["dot"] * 23 + ["triangle"]


def test_a_triangle_points_the_way_the_share_went():
    up, down = (tip_of(chart_of(counts)) for counts in (SPIKE, [(n - x, n) for x, n in SPIKE]))
    assert up < 0 < down


def tip_of(chart):
    """How far the second corner of the triangle lies above (+) or below (−) its tip, by its path."""
    paths = [path.get("d") for path in ElementTree.fromstring(draw(chart)).iter(f"{SVG}path")]
    triangle = next(path for path in paths if path.endswith("Z") and "h" in path)
    return -float(triangle.split("l")[1].split("h")[0].split()[1])


def test_what_is_not_complete_is_a_ring_that_no_line_reaches():
    svg = draw(chart_of([*STEADY, (20, 20)], incomplete=1))
    assert marks(svg) == ["dot"] * 24 + ["ring"]
    assert line_of(svg).count("L") == 23


def line_of(svg):
    paths = ElementTree.fromstring(svg).iter(f"{SVG}path")
    return next(path.get("d") for path in paths if path.get("stroke") == FILL)


def test_hidden_months_are_striped_and_no_line_runs_over_them():
    chart = chart_of(STEADY, hidden=("2020-08", "2020-09", "2021-01"))
    svg = draw(chart)
    assert_readable(svg)
    assert len(marks(svg)) == 21
    assert "Hidden: small numbers; they may lie at any height" in " ".join(words_in(svg))
    assert line_of(svg).count("M") == 3
    assert "median" not in words_in(svg)


def test_where_every_month_is_hidden_the_picture_says_so():
    months = [f"2020-{month:02}" for month in range(4, 13)]
    svg = draw(chart_of([(1, 20)] * 9, hidden=months))
    assert "hidden: small numbers" in words_in(svg)
    assert marks(svg) == []


def test_the_median_is_named_with_its_height():
    words = words_in(draw(chart_of(STEADY)))
    assert words[words.index("median") + 1] == "10%"


def test_limits_are_as_wide_as_the_months_and_move_with_how_many_went_home():
    svg = draw(chart_of([(1, 20), (3, 20), (2, 40), (6, 40)] * 6))
    steps = limit_of(svg)
    assert steps.count("H") == 24
    # The first is no step, and then two months are alike each time.
    assert len(set(steps.replace("M", "V").split("V")[1:])) > 2
    assert limit_of(draw(chart_of(STEADY[:8]))) == ""


def limit_of(svg):
    paths = ElementTree.fromstring(svg).iter(f"{SVG}path")
    return next((path.get("d") for path in paths if path.get("stroke-dasharray") and path.get("d").count("H") > 5), "")


def test_the_table_has_limits_and_signs_where_something_was_judged():
    table = table_of(chart_of(SPIKE))
    assert table.headers == ("Month", "Number", "Out of", "Share", "By chance", "Sign of change")
    assert table.rows[0] == ("March 2022", "11", "20", "55.0%", "0.0% to 40.0%", "more than by chance")
    assert table.rows[1] == ("February 2022", "1", "20", "5.0%", "0.0% to 40.0%", "")
    assert table_of(chart_of(STEADY)).headers == ("Month", "Number", "Out of", "Share", "By chance")


def test_the_table_says_what_is_hidden_and_what_is_not_complete():
    table = table_of(chart_of([(1, 20), (2, 20), (3, 20)], incomplete=1, hidden=("2020-05",)))
    assert table.headers == ("Month", "Number", "Out of", "Share")
    assert table.rows == (
        ("June 2020 (not yet complete)", "3", "20", "15.0%"),
        ("May 2020", "hidden", "hidden", "hidden"),
        ("April 2020", "1", "20", "5.0%"),
    )


def test_quarters_say_that_they_are_quarters():
    chart = chart_of([(0, 4), (0, 4), (1, 4), (0, 4), (1, 4), (1, 4)] * 6)
    assert chart.title.endswith("(quarters)")
    assert table_of(chart).headers[0] == "Quarter"
    assert "Quarters are shown," in " ".join(words_in(draw(chart)))
    assert "12 quarters, April 2020 to March 2023." in chart.description


@pytest.mark.parametrize("months", [1, 2, 12, 24, 36, 60, 96])
def test_however_many_months_a_few_are_named(months):
    svg = draw(chart_of((STEADY * 4)[:months]))
    assert_readable(svg)
    named = [words for words in words_in(svg) if words[:3] in YEARS_AND_MONTHS]
    assert 1 <= len(named) <= 12


YEARS_AND_MONTHS = {"202", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}


def test_a_series_without_months_is_an_empty_picture():
    empty = run_chart(read_early_warning(replace(by_month([]), rows=())))
    svg = draw(empty)
    assert_readable(svg)
    assert "no figures" in words_in(svg)
    assert table_of(empty).rows == ()
    assert f'fill="{BRAND}"' not in svg
