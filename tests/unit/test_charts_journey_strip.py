"""The strip shows when things happened and how long they lasted, in the picture, in words and in the table."""

import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from itertools import pairwise

import pytest

from homeward.charts.journey_of_child import strip_of
from homeward.charts.journey_strip import Lane, Mark, Span, draw_strip, journey_strip, strip_table
from homeward.charts.svg import BAND, FILL, WHITE
from homeward.journeys.characteristics import PLACE_OF
from homeward.journeys.one_child import journey_of
from homeward.sources.day import day_of
from homeward.sources.ssda903.codes import LS, PLACE, REC
from tests.build_rows import Further, build_rows, episodes_of, journeys_of
from tests.read_drawing import SVG, assert_readable, words_in

AS_OF = day_of(date(2020, 3, 31))
HISTORY = "S/U6/V2 2018-05-01 to 2018-07-01 X1; P/P1/C2 2018-07-01 to 2018-09-01 E4B; S/K2/C2 2019-03-01 to open"


def strip(history, reviews=()):
    journeys = journeys_of({"A": history}, date(2020, 3, 31), years=(2018, 2019, 2020))
    rows = build_rows(episodes_of("A", history), further=Further(reviews=[("A", day) for day in reviews]))
    return strip_of(journey_of("A", journeys, reviews=rows.reviews))


def shapes(svg, fill):
    paths = [path.get("d") for path in ElementTree.fromstring(svg).iter(f"{SVG}path") if path.get("fill") == fill]
    return [path for path in paths if "H" in path]


def across(path):
    """From where to where a block reaches, without arrows."""
    start, rest = path[1:].split(" ", 1)
    return float(start), float(rest.split("H")[1].split("v")[0].split("l")[0])


def test_the_strip_tells_a_journey_in_words():
    assert strip(HISTORY, [date(2018, 5, 20), date(2018, 8, 1), date(2019, 4, 1)]).description == (
        "Strip of time up to 31 March 2020. What happened: Care began, 1 May 2018; Went home, not planned, 1 September "
        "2018; Care began again after going home, 1 March 2019; Review held, 3 times. Where the child lived: With "
        "foster carers; With parents, still looked after; After going home, out of care; Children’s home or secure "
        "unit. Legal status: Accommodated by agreement (section 20); Full care order, 2 times."
    )


def test_the_table_has_everything_in_the_order_of_time():
    assert strip_table(strip(HISTORY)).rows == (
        ("1 May 2018", "–", "Care began", "Care began"),
        ("1 May 2018", "1 July 2018", "With foster carers", "foster carer, not long term (U6)"),
        (
            "1 May 2018",
            "1 July 2018",
            "Accommodated by agreement (section 20)",
            "accommodated by agreement (section 20) (V2)",
        ),
        (
            "1 July 2018",
            "1 September 2018",
            "With parents, still looked after",
            "with parents or another person with parental responsibility (P1)",
        ),
        ("1 July 2018", "1 September 2018", "Full care order", "full care order (C2)"),
        ("1 September 2018", "–", "Went home, not planned", "went home, not planned (E4B)"),
        ("1 September 2018", "1 March 2019", "After going home, out of care", "no record of care"),
        ("1 March 2019", "–", "Care began again after going home", "Care began again after going home"),
        ("1 March 2019", "still on 31 March 2020", "Children’s home or secure unit", "children's home (K2)"),
        ("1 March 2019", "still on 31 March 2020", "Full care order", "full care order (C2)"),
    )


def test_what_is_not_known_is_said():
    table = strip_table(strip("L/U4 2017-05-01 to 2018-03-31 imputed; S 2019-05-01 to 2019-06-01 E99")).rows
    assert table[0][:3] == ("1 May 2017", "–", "In care already, first day on record")
    assert table[1][:2] == ("before 1 May 2017", "31 March 2018 (worked out, not recorded)")
    marks = [row[2] for row in table if row[1] == "–"]
    assert marks[1:] == [
        "Care ended, not recorded how",
        "Care began again",
        "Care ended: for a reason no list explains",
    ]
    svg = draw_strip(strip("L/ZZ/YY 2017-05-01 to 2018-03-31 imputed"))
    assert_readable(svg)
    words = " ".join(words_in(svg))
    for said in ("Arrow to the left", "Jagged end", "Kind of placement not known", "Legal status not known"):
        assert said in words
    assert "Arrow to the right" not in words


def test_a_block_is_as_long_as_its_time():
    spans = (Span("here", 0, 1000), Span("there", 1000, 1500, "light"), Span("home", 1500, 2000, "hollow"))
    svg = draw_strip(journey_strip((), (Lane("Where", spans),), 2000))
    (here,), (there,), (home,) = (list(map(across, shapes(svg, fill))) for fill in (FILL, BAND, WHITE))
    assert here[1] == pytest.approx(there[0], abs=0.1)
    assert there[1] == pytest.approx(home[0], abs=0.1)
    assert here[1] - here[0] == pytest.approx(2 * (there[1] - there[0]), abs=0.2)


def test_what_goes_on_reaches_to_the_day_of_the_strip_and_has_an_arrow():
    ended, goes_on = (
        draw_strip(journey_strip((), (Lane("Where", (Span("here", 0, end),)),), 700)) for end in (700, None)
    )
    assert across(shapes(ended, FILL)[0]) == across(shapes(goes_on, FILL)[0])
    assert ("l10" in shapes(ended, FILL)[0], "l10" in shapes(goes_on, FILL)[0]) == (False, True)


def test_a_single_day_is_still_seen():
    start, end = across(shapes(draw_strip(journey_strip((), (Lane("Where", (Span("here", 0, 1),)),), 6000)), FILL)[0])
    assert end - start >= 3


def test_one_track_a_label_and_those_too_many_on_the_last():
    marks = [Mark(f"thing {number}", number * 100) for number in range(30)]
    svg = draw_strip(journey_strip(marks, (), 4000))
    assert_readable(svg)
    named = [words for words in words_in(svg) if words.startswith("thing")]
    assert len(named) == 11
    assert "Further, told in the table, 19 times" in words_in(svg)
    assert len(strip_table(journey_strip(marks, (), 4000)).rows) == 30


def test_forty_placements_can_be_read():
    places = ["U4", "K2", "U1", "T1", "P1", "R2", "U6", "H5"]
    days = [date(2017, 5, 1) + timedelta(number * number // 2) for number in range(41)]
    steps = [
        f"{'P' if number else 'S'}/{places[number % 8]} {began} to {ended} X1"
        for number, (began, ended) in enumerate(pairwise(days))
    ]
    chart = strip("; ".join([*steps[:-1], f"P/U4 {days[-2]} to open"]))
    assert_readable(draw_strip(chart))
    assert len(chart.lanes[0].spans) == 40


@pytest.mark.parametrize("days", [0, 1, 20, 40, 100, 400, 800, 3000, 6600, 28_000, 50_000])
def test_the_ruler_names_years_or_months_that_fit(days):
    chart = journey_strip([Mark("Care began", AS_OF - days, "start")], (), AS_OF)
    svg = draw_strip(chart)
    assert_readable(svg)
    named = [words for words in words_in(svg) if words[-4:].isdigit() and "," not in words]
    assert len(named) >= (2 if days > 100 else 0)
    assert strip_table(chart).rows[0][0] in " ".join(words_in(svg))


def test_nothing_at_all_can_be_drawn():
    chart = journey_strip((), (Lane("Where", ()),), AS_OF)
    assert chart.description == "Strip of time up to 31 March 2020. Nothing is recorded."
    assert_readable(draw_strip(chart))
    assert strip_table(chart).rows == ()


def test_the_child_is_not_named():
    journeys = journeys_of({"child-of-nobody": HISTORY}, date(2020, 3, 31))
    chart = strip_of(journey_of("child-of-nobody", journeys))
    assert "nobody" not in draw_strip(chart) + repr(chart) + repr(strip_table(chart))


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACE)
def test_every_placement_has_words(place):
    assert place in PLACE_OF
    (span,) = strip(f"S/{place} 2018-05-01 to open").lanes[0].spans
    assert "not known" not in span.label
    assert span.detail.endswith(f"({place})")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "code"), [(LS, code) for code in LS] + [(REC, code) for code in REC if code != "X1"]
)
def test_every_order_and_every_end_has_words(column, code):
    chart = strip(f"S/U4/{code} 2018-05-01 to open" if column is LS else f"S 2018-05-01 to 2019-05-01 {code}")
    label = chart.lanes[1].spans[0].label if column is LS else chart.marks[1].label
    assert column[code].meaning[1:] in label
    assert_readable(draw_strip(chart))
