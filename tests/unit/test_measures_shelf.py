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
        for name in ("id", "title", "unit", "kind", "direction", "why", "definition", "owner", "drawn_from"):
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
