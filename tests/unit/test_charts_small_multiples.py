"""Small charts side by side share one scale, and say what is hidden in each."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from homeward.charts import draw, small_multiples, table_of
from homeward.charts.svg import INK
from tests.read_drawing import assert_readable, words_in
from tests.spec.reports.hand_made_pack import BY_MONTH, CURVE, EXITS, RE_ENTRY, figure, withheld

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ("2019", "2020", "2021")


def by_year(*shares):
    """A share out of 100 for each year, None where it is hidden; the last is not complete."""
    rows = [
        withheld({"year": year}) if share is None else figure({"year": year}, share, 100)
        for year, share in zip(YEARS, shares, strict=True)
    ]
    return replace(RE_ENTRY, rows=(*rows[:-1], replace(rows[-1], complete=False)))


def charts(*panels):
    return small_multiples(panels, chart_id="by-age", title="Back in care, by age", label_heading="Age")


AGES = charts(("Under 1", by_year(10, 20, 40)), ("1 to 4", by_year(40, 10, 5)), ("5 to 9", by_year(None, None, None)))


def test_each_chart_says_its_last_complete_figure_or_why_there_is_none():
    words = words_in(draw(AGES))
    assert [said for said in words if said in ("Under 1", "20% in 2020", "1 to 4", "10% in 2020", "5 to 9")] == [
        "Under 1",
        "20% in 2020",
        "1 to 4",
        "10% in 2020",
        "5 to 9",
    ]
    assert "hidden: small numbers" in " ".join(words)
    assert AGES.description == (
        "Small charts on one scale. Under 1, 20% in 2020; 1 to 4, 10% in 2020; 5 to 9, hidden: small numbers."
    )


def test_equal_shares_are_equally_high_in_every_chart():
    """The first share of one chart is the last of its neighbour; in the row below the scale is the same again."""
    svg = draw(charts(("a", by_year(10, 20, 40)), ("b", by_year(40, 10, 5)), ("c", by_year(0, 20, 10))))
    assert_readable(svg)
    heights = [float(dot.get("cy")) for dot in ElementTree.fromstring(svg).iter(f"{SVG}circle")]
    grounds = sorted(
        float(path.get("d").split()[1].split("H")[0])
        for path in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if path.get("stroke") == INK and "H" in path.get("d")
    )
    first, second, third = heights[:3], heights[3:6], heights[6:]
    assert first[2] == second[0]
    assert first[0] == second[1]
    assert grounds[0] - first[1] == pytest.approx(grounds[2] - third[1], abs=0.2)


def test_the_table_has_a_row_for_each_chart():
    table = table_of(AGES)
    assert table.headers == ("Age", "2019", "2020", "2021 (not yet complete)")
    assert table.rows == (
        ("Under 1", "10.0%", "20.0%", "40.0%"),
        ("1 to 4", "40.0%", "10.0%", "5.0%"),
        ("5 to 9", "hidden", "hidden", "hidden"),
    )


def test_curves_stand_side_by_side_too():
    hidden = replace(CURVE, rows=tuple(withheld({}, at_days=row.at_days) for row in CURVE.rows))
    spec = charts(("Abuse or neglect", CURVE), ("Disability", hidden))
    assert_readable(draw(spec))
    assert table_of(spec).headers == ("Age", "1 month", "3 months", "6 months", "12 months", "18 months", "24 months")
    assert table_of(spec).rows[0][1:] == ("hidden", "12.0%", "12.0%", "20.0%", "20.0%", "25.0%")
    assert set(table_of(spec).rows[1][1:]) == {"hidden"}
    assert (
        spec.description
        == "Small charts on one scale. Abuse or neglect, 25% by month 24; Disability, hidden: small numbers."
    )


def test_what_is_not_of_one_kind_is_refused():
    for panels in ([], [("a", CURVE), ("b", RE_ENTRY)], [("a", EXITS), ("b", RE_ENTRY)]):
        with pytest.raises(ValueError, match="one kind and one unit"):
            charts(*panels)
    with pytest.raises(ValueError, match="no bars"):
        charts(("a", BY_MONTH))
