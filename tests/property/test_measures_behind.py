"""Whatever the histories: as many children are listed behind a number as the number says, and the right ones."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.invented.invent import write_invented
from homeward.journeys import derive
from homeward.journeys.characteristics import AGE_BANDS
from homeward.measures import behind, calculate
from homeward.measures.result import RowAt
from homeward.measures.shelf import every_definition
from homeward.sources.day import date_of, day_of, return_year_of
from homeward.sources.ssda903 import read, stitch
from tests.random_histories import FIRST, rows_of_histories

AS_OF_DAYS = st.integers(day_of(FIRST), day_of(FIRST) + 4 * 365)
DEFINITIONS = st.sampled_from(("dfe", "bristol"))
MEASURES = st.sampled_from([each.id for each in every_definition()])
TOLD = {
    "year": lambda event: str(event.year),
    "legal_status": lambda event: event.legal_status,
    "need": lambda e: e.need,
}


def tables(result):
    return {"": result.rows, **{each.id: each.rows for each in result.beside}}


def assert_number_is_listed(events, result, beside, row):
    at = RowAt.of(row, beside)
    counted = behind(events, result.id, at)
    assert len(counted) == row.numerator, (result.id, at)
    assert all(event.is_in_numerator for event in counted)
    assert_of_the_group(counted, row)
    if row.denominator is None:
        return
    asked = behind(events, result.id, at, part="denominator")
    assert len(asked) == row.denominator, (result.id, at)
    assert_of_the_group(asked, row)
    if result.kind != "curve":
        assert [event for event in asked if event.is_in_numerator] == list(counted)


def assert_of_the_group(listed, row):
    """What is told of an event agrees with the group, and its day lies in its year."""
    assert all(return_year_of(date_of(event.on_day)) == event.year for event in listed)
    for key, value in row.group.items():
        if key in TOLD:
            assert {TOLD[key](event) for event in listed} <= {value}
        if key == "age_band" and value in AGE_BANDS[1:4]:
            youngest, oldest = map(int, value.split("-"))
            assert all(youngest <= event.age <= oldest for event in listed)


def assert_every_number_is_listed(events, ids):
    found = Counter()
    for result in calculate(events, ids):
        for beside, rows in tables(result).items():
            # The rows of all quantiles of a group count the same children.
            for row in rows:
                if row.quantile in (None, 0.5):
                    assert_number_is_listed(events, result, beside, row)
                    found[result.id] += row.numerator
    return found


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(rows_of_histories(), AS_OF_DAYS, DEFINITIONS, MEASURES)
def test_every_number_of_a_measure_is_listed(rows, as_of_day, definition, measure):
    assert_every_number_is_listed(derive(rows, as_of_day=as_of_day, definition=definition), [measure])


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(rows_of_histories(most_children=12), AS_OF_DAYS, DEFINITIONS, MEASURES)
def test_every_number_of_more_histories_is_listed(rows, as_of_day, definition, measure):
    assert_every_number_is_listed(derive(rows, as_of_day=as_of_day, definition=definition), [measure])


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    write_invented(in_care=150, years=7, last_year=2025, seed=11, out=folder)
    return stitch(read(folder))


@pytest.mark.slow
@pytest.mark.parametrize("definition", ["dfe", "bristol"])
def test_every_number_of_a_council_is_listed(council, definition):
    found = assert_every_number_is_listed(derive(council, as_of_day=council.data_to_day, definition=definition), None)
    assert all(found[each.id] for each in every_definition()), "some measure counts nobody here: look at more children"


@pytest.mark.slow
def test_both_engines_list_alike(council):
    first, second = (
        derive(council, as_of_day=council.data_to_day, engine=engine, definition="bristol")
        for engine in ("polars", "duckdb")
    )
    for result in calculate(first):
        row = max(result.rows, key=lambda each: each.numerator)
        for part in ("numerator", "denominator") if row.denominator is not None else ("numerator",):
            listed = behind(first, result.id, RowAt.of(row), part=part)
            assert listed == behind(second, result.id, RowAt.of(row), part=part)
            assert listed, result.id
