"""A genogram keeps the conventions every social worker knows, and says in words what it cannot draw."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from homeward.charts.ecomap import around
from homeward.charts.family import Family, FamilyMember, FamilyTie, NetworkTie, kind_in_words
from homeward.charts.family_lines import family_lines
from homeward.charts.family_words import told_family
from homeward.charts.genogram import Genogram, draw_genogram
from homeward.charts.genogram_layout import places_of, ranks
from homeward.charts.genogram_signs import DASHES, shape
from homeward.web.people.models.family import INVERSE, Kinship
from tests.read_drawing import SVG, words_in

MO = FamilyMember("mo", "Mo Example", "female")
DAN = FamilyMember("dan", "Dan Example", "male")
SAM = FamilyMember("sam", "Sam Example", "male")
JO = FamilyMember("jo", "Jo Example", "female", is_child_of_page=True)


def family(*members, ties=""):
    """Ties are written `mo mother jo, mo partner dan until 2021`."""
    parts = [tie.split() for tie in ties.split(",") if tie]
    return Family(members, tuple(FamilyTie(kind, one, other, " ".join(rest[1:])) for one, kind, other, *rest in parts))


def drawn(*members, ties=""):
    return draw_genogram(Genogram("g", "Family", "Words", family(*members, ties=ties)))


def paths(svg, dash=None):
    every = ElementTree.fromstring(svg).iter(f"{SVG}path")
    return [path.get("d") for path in every if path.get("stroke-dasharray") == dash]


def order(*members, ties):
    whole = family(*members, ties=ties)
    return ranks(whole, family_lines(whole))[0]


@pytest.mark.parametrize(("sex", "tag"), [("male", "rect"), ("female", "circle"), ("unknown", "path")])
def test_squares_are_male_circles_female_and_a_diamond_not_known(sex, tag):
    assert shape(sex, 0, 0, 22).startswith(f"<{tag}")


def test_the_child_is_outlined_twice_and_the_dead_are_crossed():
    circles = [each.get("r") for each in ElementTree.fromstring(drawn(JO)).iter(f"{SVG}circle")]
    assert circles[:2] == ["22", "17"]
    crossed = [path for path in paths(drawn(replace(SAM, is_dead=True), JO)) if path.count("M") == 2]
    assert len(crossed) == 2, "one for the person, one in the key"


@pytest.mark.parametrize(
    ("ties", "words"),
    [
        ("mo partner dan", "couple"),
        ("mo former_partner dan", "former couple"),
        ("mo partner dan until 2021", "former couple"),
        ("mo mother jo, dan father jo", "parents of a child;"),
    ],
)
def test_a_couple_is_joined_and_a_former_couple_struck_through_twice(ties, words):
    svg = drawn(MO, DAN, JO, ties=ties)
    assert words in words_in(svg)
    slashes = [path for path in paths(svg) if path.count("l6 -16") == 2]
    assert len(slashes) == (2 if words == "former couple" else 0)


def test_brothers_and_sisters_hang_from_the_oldest_on_the_left_and_half_siblings_by_the_other_couple():
    kay, tia = FamilyMember("kay", "Kay", "female"), FamilyMember("tia", "Tia", "female")
    ties = "dan father sam, mo mother sam, dan father jo, mo mother jo, dan father tia, kay mother tia, dan partner kay"
    parents, children = order(MO, DAN, kay, SAM, JO, tia, ties=ties)
    assert parents in [("kay", "dan", "mo"), ("mo", "dan", "kay")]
    assert [each for each in children if each != "tia"] == ["sam", "jo"]
    assert (children[0] == "tia") == (parents[0] == "kay")


@pytest.mark.parametrize(
    ("kind", "bond"), [("adoptive_parent", "adopted"), ("step_parent", "step"), ("carer", "foster")]
)
def test_who_is_no_parent_by_birth_is_joined_by_a_broken_line(kind, bond):
    assert paths(drawn(MO, JO, ties=f"mo {kind} jo"), DASHES[bond])
    assert not paths(drawn(MO, JO, ties="mo mother jo"), DASHES[bond])


def test_nobody_else_stands_inside_the_outline_of_a_home():
    members = [replace(each, lives_with="home") for each in (MO, JO)]
    ties = "mo mother jo, dan father jo, mo mother sam, dan father sam, mo former_partner dan"
    whole = family(*members, DAN, SAM, ties=ties)
    svg = draw_genogram(Genogram("g", "Family", "Words", whole))
    at, ground = places_of(whole, family_lines(whole)), {}
    for rect in ElementTree.fromstring(svg).iter(f"{SVG}rect"):
        if rect.get("fill") == "#eef3f5":
            left = float(rect.get("x"))
            ground[left] = left + float(rect.get("width"))
    inside = {each for each, place in at.items() if any(left < place < right for left, right in ground.items())}
    assert {"mo", "jo"} <= inside
    assert "dan" not in inside or abs(at["dan"] - at["jo"]) < 60, "the father stands beside the outline"


def test_a_carer_of_the_generation_above_the_parents_is_named_as_carer_below_the_name():
    nan = FamilyMember("nan", "Nan", "female")
    svg = drawn(nan, MO, JO, ties="nan carer jo, nan parent mo, mo mother jo")
    assert "carer of Jo" in words_in(svg)
    assert "grandparent of Jo" not in words_in(svg)


@pytest.mark.parametrize(
    "ties",
    ["mo mother jo, jo mother mo", "mo parent sam, sam parent jo, jo parent mo", "mo partner jo, mo mother jo"],
)
def test_contradictions_are_drawn_in_part_and_said(ties):
    told = told_family(family(MO, SAM, JO, ties=ties))
    assert sum("please check" in line for line in told) == 1
    assert "the list says which" in " ".join(words_in(drawn(MO, SAM, JO, ties=ties)))


def test_a_tie_to_nobody_or_oneself_is_said():
    told = told_family(family(MO, JO, ties="mo mother jo, mo partner ghost, jo sibling jo"))
    assert told[2:] == (
        "A tie is recorded to somebody who is not among the people shown here.",
        "Jo Example is recorded as related to the same person: please check.",
    )


def test_a_sister_without_recorded_parents_hangs_by_dots():
    whole = family(MO, SAM, JO, ties="mo mother jo, sam sibling jo")
    assert family_lines(whole).sibships[0].children == (("sam", None), ("jo", "birth"))


def test_an_empty_family_says_so():
    assert "Nobody is recorded yet." in words_in(drawn())
    assert told_family(Family(())) == ("Nobody is recorded yet.",)


def test_hostile_names_stay_words():
    svg = drawn(replace(JO, name="<script>alert(1)</script>", born="\"'&<b>"))
    assert "<script" not in svg
    assert ElementTree.fromstring(svg) is not None


def test_the_words_for_kinships_are_those_of_the_record():
    """The record keeps `Kinship`; these diagrams know no Django and take its ids."""
    assert {kind_in_words(kind.value, "unknown") for kind in Kinship} == {kind.label for kind in Kinship}
    for kind, inverse in INVERSE.items():
        whole = family(MO, JO, ties=f"mo {kind.value} jo, jo {inverse.value} mo")
        assert not any("please check" in line for line in told_family(whole)), kind


def test_an_ecomap_shows_relatives_elsewhere_and_the_network_by_sector():
    home = [replace(each, lives_with="home") for each in (MO, JO)]
    friend = FamilyMember("kit", "Kit", "unknown")
    ties = "mo mother jo, dan father jo until 2020, kit friend jo, sam sibling jo"
    whole = family(*home, DAN, friend, replace(SAM, is_dead=True), ties=ties)
    school = NetworkTie("Mr Obi", sector="school", strength="strong")
    network = (school, NetworkTie("", "Elm Clinic", "nurse", sector="health"))
    found = [(each.sector, each.name, each.line) for each in around(replace(whole, network=network))]
    assert found == [
        ("family", "Dan Example", "ended"),
        ("friends", "Kit", ""),
        ("health", "Elm Clinic", ""),
        ("school", "Mr Obi", "strong"),
    ]
