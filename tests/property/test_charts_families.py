"""Whatever is recorded of a family: the diagrams can be read, nothing lies on anything else, and nobody is lost."""

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations

import pytest
from hypothesis import given, settings

from homeward.charts.ecomap import Ecomap, around, ecomap_table, told_ecomap
from homeward.charts.ecomap_drawing import draw_ecomap
from homeward.charts.family import Family, FamilyMember, called
from homeward.charts.family_lines import family_lines
from homeward.charts.family_words import family_table, told_family
from homeward.charts.genogram import Genogram, draw_genogram
from homeward.charts.genogram_layout import CELL, places_of, ranks
from tests.random_families import grown_families, networks, tangled_families
from tests.read_drawing import SVG, Box, assert_readable


def assert_readable_at_its_own_width(svg):
    """A family diagram is as wide as it needs and scrolls; all else holds for it as for every drawing."""
    width = float(ElementTree.fromstring(svg).get("width"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.read_drawing.WIDTH", width)
        assert_readable(svg)


def assert_nothing_lies_on_anything(family):
    lines = family_lines(family)
    at = places_of(family, lines)
    generations, apart = ranks(family, lines)
    for row in (*generations, *apart):
        for one, other in combinations(sorted(at[each] for each in row), 2):
            assert other - one >= CELL - 0.001
    assert sorted(each for row in (*generations, *apart) for each in row) == sorted(family.by_id)


def assert_no_two_lines_run_into_one(svg):
    """Of the lines of the diagram; those of the key stand in groups of their own."""
    for way in ("V", "H"):
        runs = []
        for path in ElementTree.fromstring(svg).findall(f"{SVG}path"):
            straight = re.fullmatch(rf"M(\S+) (\S+?){way}(\S+)", path.get("d"))
            if straight and path.get("stroke-width") == "2":
                across, down, end = map(float, straight.groups())
                beside, start = (across, down) if way == "V" else (down, across)
                runs.append((beside, *sorted((start, end))))
        for one, other in combinations(runs, 2):
            shared = min(one[2], other[2]) - max(one[1], other[1])
            assert abs(one[0] - other[0]) > 2 or shared < 1, f"two lines look like one: {way} {one} {other}"


def assert_drawn(family):
    svg = draw_genogram(Genogram("g", "Family", "Words", family))
    assert_readable_at_its_own_width(svg)
    assert_no_two_lines_run_into_one(svg)
    assert_nothing_lies_on_anything(family)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(tangled_families())
def test_a_genogram_of_whatever_is_recorded_can_be_read(family):
    assert_drawn(family)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(grown_families())
def test_a_genogram_of_a_grown_family_says_all_by_lines(family):
    assert_drawn(family)
    lines = family_lines(family)
    assert (lines.doubts, lines.captions, lines.apart) == ((), {}, ())
    hanging = {(adult, child) for bar in lines.sibships for child, _ in bar.children for adult in bar.adults}
    assert hanging == {(tie.one, tie.other) for tie in family.known_ties if tie.kind == "parent"}


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(tangled_families())
def test_nobody_is_left_out_of_the_words(family):
    told, rows = told_family(family), family_table(family).rows
    assert len(rows) == len(family.by_id)
    for member in family.members:
        assert any(line.startswith(called(member)) for line in told)
    assert all(len(row) == len(family_table(family).headers) for row in rows)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(tangled_families())
def test_an_ecomap_of_whatever_is_recorded_can_be_read(family):
    spec = Ecomap("e", "Network", "Words", family)
    svg = draw_ecomap(spec)
    assert_readable_at_its_own_width(svg)
    boxes = [
        Box(x, y, x + wide, y + high)
        for rect in ElementTree.fromstring(svg).iter(f"{SVG}rect")
        for x, y, wide, high in [[float(rect.get(name)) for name in ("x", "y", "width", "height")]]
    ]
    assert len(boxes) == len(around(family)) == len(ecomap_table(spec).rows)
    assert not any(one.touches(other) for one, other in combinations(boxes, 2))
    assert told_ecomap(family)


@settings(max_examples=10, deadline=None)
@given(networks(30))
def test_thirty_round_a_child_do_not_overlap(network):
    family = Family((FamilyMember("jo", "Jo", is_child_of_page=True),), (), network)
    assert_readable_at_its_own_width(draw_ecomap(Ecomap("e", "Network", "Words", family)))
