"""The shelf holds what its files say, and takes no file that says it badly."""

from datetime import date

import pytest

from homeward.law.duty import Status, Unit
from homeward.law.nation import Nation
from homeward.law.shelf import duties, duty, every_duty, read_duty

GOOD = """
title = "Example visit"
trigger = "the placement began"
requirement = "Somebody visits."
instrument = "Example Regulations, regulation 1"
reference = "https://example.org/regulation/1"
checked_on = 2026-11-20
status = "inferred"
[[limits]]
in_force_from = 2015-04-01
amount = 6
unit = "weeks"
"""


def test_england_has_the_duties_of_reviews_visits_and_placement_with_parents():
    ids = [each.id for each in duties(Nation.ENGLAND)]
    assert ids == sorted(ids)
    assert {"first_review", "later_review", "second_review", "visit_first", "emergency_placement_decided"} <= set(ids)
    assert {each.nation for each in duties(Nation.ENGLAND)} == {Nation.ENGLAND}


def test_a_duty_that_is_not_on_the_shelf_is_refused():
    with pytest.raises(LookupError, match="no duty “third_review” for Northern Ireland"):
        duty("third_review", Nation.NORTHERN_IRELAND)


def test_a_good_file_becomes_a_duty_named_after_it():
    read = read_duty(Nation.WALES, "example_visit.toml", GOOD)
    assert (read.id, read.nation, read.status, read.checked_on) == (
        "example_visit",
        Nation.WALES,
        Status.INFERRED,
        date(2026, 11, 20),
    )
    assert (read.limits[0].amount, read.limits[0].unit, read.in_force_to, read.note) == (6, Unit.WEEKS, None, "")


@pytest.mark.parametrize("file_name", ["Example.toml", "example visit.toml", "example.tml", "../example.toml", ".toml"])
def test_a_file_whose_name_cannot_be_an_id_is_refused(file_name):
    with pytest.raises(ValueError, match="a duty's file is named"):
        read_duty(Nation.WALES, file_name, GOOD)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('reference = "https://example.org/regulation/1"', "", "missing or unknown: reference"),
        ("checked_on = 2026-11-20", "", "missing or unknown: checked_on"),
        ("status =", "id = 'other'\nstatus =", "missing or unknown: id"),
        ("amount = 6", "amount = 6\namonut = 7", "missing or unknown: amonut"),
        ("amount = 6", "amount = true", "amount is a bool and should be a int"),
        ("2026-11-20", "2026-11-20T09:00:00", "checked_on is a datetime and should be a date"),
        ('"weeks"', '"fortnights"', "'fortnights' is not a valid Unit"),
        ('"inferred"', '"heard"', "'heard' is not a valid Status"),
        ('title = "Example visit"', 'title = ""', "needs its title"),
        ("[[limits]]", "[limits]", "limits is a dict and should be a list"),
        ("title =", "title", "Expected '='"),
    ],
)
def test_a_file_that_says_it_badly_is_refused_by_name(old, new, sentence):
    assert old in GOOD
    with pytest.raises(ValueError, match=f"duties/wales/example_visit.toml: .*{sentence}"):
        read_duty(Nation.WALES, "example_visit.toml", GOOD.replace(old, new))


def test_every_duty_on_the_shelf_gives_an_answer_on_its_first_day():
    for each in every_duty():
        assert each.due_on(each.in_force_from).due_on > each.in_force_from
        assert each.checked_on >= each.in_force_from


def test_the_whole_shelf_holds_each_nations_duties():
    assert [each for each in every_duty() if each.nation is Nation.ENGLAND] == list(duties(Nation.ENGLAND))
