"""The shelf of measures finds every file, refuses a wrong one, and says what it does not hold."""

from dataclasses import replace
from datetime import date

import pytest

from homeward.measures import calculate
from homeward.measures.result import Result
from homeward.measures.shelf import _read, definition, every_definition
from tests.build_rows import journeys_of

JOURNEYS = journeys_of({"child": "S 2018-01-01 to 2018-06-01 E4A"}, date(2020, 3, 31))


def test_results_carry_the_words_of_their_definitions():
    for result, of in zip(calculate(JOURNEYS), every_definition(), strict=True):
        assert isinstance(result, Result)
        for name in (
            "id",
            "title",
            "unit",
            "kind",
            "direction",
            "why",
            "definition",
            "owner",
            "drawn_from",
            "part_of",
            "within_days",
        ):
            assert getattr(result, name) == getattr(of, name)


def test_measures_come_in_the_order_asked_for():
    ids = ["returns_home", "re_entry_cumulative"]
    assert [result.id for result in calculate(JOURNEYS, ids)] == ids


def test_an_unknown_id_is_refused_with_those_there_are():
    with pytest.raises(LookupError, match=r"no measure 'returns'.*returns_home"):
        calculate(JOURNEYS, ["returns"])


def test_a_file_whose_name_is_not_its_measures_id_is_refused(monkeypatch):
    from homeward.measures.definitions import returns_home

    monkeypatch.setattr(returns_home, "DEFINITION", replace(definition("returns_home"), id="another"))
    with pytest.raises(ValueError, match=r"returns_home.py must hold"):
        _read("returns_home")


def test_a_measure_is_drawn_from_one_on_the_shelf():
    ids = {each.id for each in every_definition()}
    assert {each.drawn_from for each in every_definition()} <= {None, *ids}
    assert {each.part_of for each in every_definition()} <= {None, *ids}


def test_every_measure_of_the_contract_is_on_the_shelf():
    windows = {f"re_entry_within_{months}_months" for months in (3, 6, 12, 24, 60, 72)}
    others = {
        *("looked_after", "started", "exits", "returns_home", "returns_home_unplanned", "time_in_care_before_return"),
        *("re_entry_cumulative", "time_at_home_before_re_entry", "repeat_returns", "early_re_entry_by_month"),
        *("placed_with_parents", "placed_with_parents_ended_in_care", "plan_is_return_home", "plan_against_outcome"),
        *("first_review_on_time", "reviews_on_time", "three_or_more_placements", "looked_after_before"),
        "under_five_still_in_care_after_two_years",
    }
    assert {each.id for each in every_definition()} == windows | others


def test_every_table_but_a_curve_or_series_begins_with_its_total():
    for result in calculate(JOURNEYS):
        if result.rows and result.kind not in ("curve", "series"):
            assert result.rows[0].group == {}
            assert all(table.rows[0].group == {} for table in result.beside)
