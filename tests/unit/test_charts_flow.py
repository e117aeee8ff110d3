"""The flow says each number once in the picture, in words and in the table, and draws bands as thick as numbers."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from homeward.charts.flow import Band, FlowChart, draw_flow, flow_chart, flow_table
from homeward.charts.svg import FILL
from homeward.measures.flow import Flow, Step
from tests.read_drawing import SVG, assert_readable, words_in

HOME = "Went home to a parent or another person with parental responsibility"
FLOW = Flow(
    year="2024",
    came=Step("came", "Came into care", 382),
    left=Step("left", "Left care", 366),
    ways=(
        Step("return_home", HOME, 73),
        Step("adopted", "Were adopted", 293),
        Step("not_recorded", "The returns do not say how", 0),
    ),
    went_home=Step("went_home", "Returns home", 73),
    followed=Step("followed", "Followed for 12 months", 60),
    back=Step("back", "Back in care within 12 months", 16),
    not_back=Step("not_back", "Not back within 12 months", 44),
    not_known=Step("not_known", "Not followed for 12 months yet", 13),
    is_over=True,
    is_wider=False,
)
TABLE = (
    ("Into care", "Came into care", "382"),
    ("Out of care", "Left care", "366"),
    ("Out of care", "Were adopted", "293"),
    ("Out of care", "The returns do not say how", "0"),
    ("Out of care", HOME, "73"),
    ("After going home", "Back in care within 12 months", "16"),
    ("After going home", "Not back within 12 months", "44"),
    ("After going home", "Not followed for 12 months yet", "13"),
)


def hidden(step):
    return replace(step, number=None, is_hidden=True)


def bands(svg):
    """The curved bands of a drawing, by how thick they are, in the order in which they are drawn."""
    paths = [path.get("d") for path in ElementTree.fromstring(svg).iter(f"{SVG}path")]
    return [float(path.split("v")[1].split("C")[0]) for path in paths if path.count("C") == 2]


def test_the_table_has_every_number_once():
    table = flow_table(flow_chart(FLOW))
    assert table.caption == "Into care, out of it and back: year to 31 March 2024"
    assert table.headers == ("Step", "What happened", "Number")
    assert table.rows == TABLE


def test_the_picture_has_the_same_numbers_and_can_be_read():
    svg = draw_flow(flow_chart(FLOW))
    assert_readable(svg)
    words = " ".join(words_in(svg))
    assert "382 came into care 366 left care 73 went home to a parent" in words
    for number, label in (("293", "Were adopted"), ("16", "Back in care"), ("44", "Not back"), ("13", "Not followed")):
        assert f"{number} {label}" in words
    assert "not all the same children" in words


def test_bands_are_as_thick_as_their_numbers_and_of_nobody_there_is_none():
    came, adopted, home, back, not_back, not_known = bands(draw_flow(flow_chart(FLOW)))
    for thickness, number in ((adopted, 293), (home, 73), (back, 16), (not_back, 44), (not_known, 13)):
        assert thickness / came == pytest.approx(number / 382, abs=0.001)


def test_a_few_among_many_are_still_seen():
    few = replace(FLOW, back=replace(FLOW.back, number=1), came=replace(FLOW.came, number=9_999))
    assert min(bands(draw_flow(flow_chart(few)))) >= 1.5


def test_the_flow_is_told_in_words():
    description = flow_chart(FLOW).description
    assert description.startswith(f"Flow. {FLOW.sentence} By way: {HOME}, 73; Were adopted, 293;")
    assert description.endswith(FLOW.caution)


def test_hidden_numbers_are_striped_alike_and_said_to_be_hidden():
    ways = (FLOW.ways[0], hidden(FLOW.ways[1]), hidden(FLOW.ways[2]))
    some = replace(FLOW, ways=ways, back=hidden(FLOW.back), not_back=hidden(FLOW.not_back))
    chart = flow_chart(some)
    svg = draw_flow(chart)
    assert_readable(svg)
    assert words_in(svg).count("hidden") == 4
    assert "Striped: the number is hidden" in " ".join(words_in(svg))
    _, adopted, not_recorded, _, back, not_back, _ = bands(svg)
    assert adopted == not_recorded == back == not_back
    assert [row[2] for row in flow_table(chart).rows].count("hidden") == 4
    assert FILL not in [path.get("fill") for path in ElementTree.fromstring(svg).iter(f"{SVG}path")]


def test_all_hidden_and_nothing_known_can_be_read_too():
    every = [name for name, value in vars(FLOW).items() if isinstance(value, Step)]
    for change in (hidden, lambda step: replace(step, number=None)):
        svg = draw_flow(flow_chart(replace(FLOW, ways=(), **{name: change(getattr(FLOW, name)) for name in every})))
        assert_readable(svg)
        assert not [number for number in words_in(svg) if number.isdigit()]


def test_by_the_wider_definition_returns_home_stand_by_themselves():
    home = Step("went_home", "Returns home, placements with parents included", 90)
    chart = flow_chart(replace(FLOW, is_wider=True, went_home=home))
    assert_readable(draw_flow(chart))
    assert "90 returns home, placements with parents included" in " ".join(words_in(draw_flow(chart)))
    out = [row for row in flow_table(chart).rows if row[0] == "Out of care"]
    assert ("Out of care", HOME, "73") in out
    assert flow_table(chart).rows[len(out) + 1] == ("After going home", home.label, "90")


def test_a_year_that_is_not_over_says_so():
    assert flow_chart(replace(FLOW, is_over=False)).title.endswith("year to 31 March 2024 (not yet complete)")
    assert flow_chart(replace(FLOW, year=None)).title == "Into care, out of it and back: all years"


def test_words_from_elsewhere_are_escaped_and_long_ones_stay_inside():
    long = Band("<b> & a way out of care that takes a great many words " * 4, 9_999_999)
    spec = FlowChart("f 1", "T & t", "d", long, long, (long,) * 8, long, True, (long,) * 3, ("a note <i>",))
    assert_readable(draw_flow(spec))
