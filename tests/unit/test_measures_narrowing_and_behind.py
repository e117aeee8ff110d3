"""What cannot be narrowed or listed is refused in one sentence that tells nothing of anybody."""

from datetime import date

import pytest

from homeward.journeys import Journeys
from homeward.measures import behind, calculate, narrow
from homeward.measures.counting import NotListedError
from homeward.measures.groups import GROUPINGS
from homeward.measures.result import RowAt
from tests.build_rows import Child, Further, journeys_of

HISTORIES = {
    "first": "S 2018-01-01 to 2018-06-01 E4A; S 2018-08-01 to open",
    "second": "S 2018-01-01 to 2018-06-01 E4B",
}
JOURNEYS = journeys_of(HISTORIES, date(2020, 3, 31), children=[Child("first"), Child("second", sex="male")])


@pytest.mark.parametrize(
    ("only", "says"),
    [
        ({"postcode": "female"}, "Figures are not given by such a key; choose from: year, age_band, "),
        ({"sex": "Jo Bloggs"}, "There is no such sex in these figures; choose from: female, male, unknown."),
        ({"sex": ()}, "There is no such sex"),
        ({"sex": ("female", "x")}, "There is no such sex"),
        ({"year": "2020"}, r"There is no such year in these figures; choose from: 2018, 2019\."),
        ({"year": "last"}, "There is no such year"),
        ({"earlier_returns": "2"}, "There is no such earlier returns"),
    ],
)
def test_an_unknown_key_or_value_is_refused(only, says):
    with pytest.raises(ValueError, match=says) as refused:
        narrow(JOURNEYS, only)
    assert "Jo Bloggs" not in str(refused.value)
    with pytest.raises((ValueError, NotListedError), match="such"):
        behind(JOURNEYS, "returns_home", RowAt(only))


def test_without_a_filter_nothing_changes():
    assert calculate(narrow(JOURNEYS, {})) == calculate(JOURNEYS)


def test_years_before_the_data_may_be_asked_for():
    (exits,) = calculate(narrow(JOURNEYS, {"year": "2017"}), ["exits"])
    assert [(dict(row.group), row.numerator) for row in exits.rows if not row.group or "year" in row.group] == [
        ({}, 0),
        ({"year": "2017"}, 0),
    ]


def test_narrowing_again_narrows_further():
    girls = narrow(JOURNEYS, {"sex": "female"})
    once = narrow(JOURNEYS, {"sex": "female", "year": "2019"})
    assert calculate(narrow(girls, {"year": "2019"})) == calculate(once)
    nobody = narrow(girls, {"sex": "male"})
    assert nobody.narrowed_to == {"sex": ()}
    assert {row.numerator for result in calculate(nobody) for row in result.rows} == {0}


def test_the_tables_that_were_not_narrowed_are_left_behind():
    narrowed = narrow(JOURNEYS, {"sex": "female"})
    assert not isinstance(narrowed, Journeys)
    assert not hasattr(narrowed, "periods")


def test_without_the_table_no_measure_is_narrowed_to_unaccompanied_children():
    for result in calculate(narrow(JOURNEYS, {"unaccompanied": "no"})):
        assert result.rows == ()
        assert result.note.startswith("Not counted: ")


def test_every_key_is_one_by_which_some_measure_can_be_narrowed():
    with_all = journeys_of(HISTORIES, date(2020, 3, 31), further=Further(unaccompanied=[("first", None)]))
    for key, grouping in GROUPINGS.items():
        narrowed = narrow(with_all, {key: grouping.listed(with_all)[0]})
        assert [result.id for result in calculate(narrowed) if result.rows], key


@pytest.mark.parametrize(
    ("measure", "at", "part", "says"),
    [
        ("exits", RowAt(), "denominator", "out of nothing"),
        ("time_in_care_before_return", RowAt(), "denominator", "out of nothing"),
        ("re_entry_cumulative", RowAt(), "numerator", "on a day"),
        ("early_re_entry_by_month", RowAt(at_days=30), "numerator", "in a month"),
        ("exits", RowAt(period="2018-06"), "numerator", "in a month"),
        ("exits", RowAt(beside="sideways"), "numerator", "that other way"),
        ("exits", RowAt({"sex": "male"}, beside="adopted"), "numerator", "such a group"),
        ("exits", RowAt({"unaccompanied": "no"}), "numerator", "such a group"),
        ("first_review_on_time", RowAt(), "numerator", "no table of reviews"),
    ],
)
def test_a_number_that_is_not_there_is_refused(measure, at, part, says):
    with pytest.raises(NotListedError, match=says):
        behind(JOURNEYS, measure, at, part=part)


def test_a_measure_that_cannot_be_narrowed_lists_nobody():
    with pytest.raises(NotListedError, match="not given by earlier returns"):
        behind(narrow(JOURNEYS, {"earlier_returns": "0"}), "repeat_returns")


def test_an_unknown_measure_is_refused():
    with pytest.raises(LookupError, match="There is no measure"):
        behind(JOURNEYS, "returns")


def test_a_month_that_is_none_has_nobody():
    assert behind(JOURNEYS, "early_re_entry_by_month", RowAt(period="May")) == ()
