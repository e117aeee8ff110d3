"""Whatever the histories: both engines derive and count the same, and journeys keep their rules."""

from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.journeys import Journeys, derive
from homeward.measures import calculate, suppress
from homeward.sources.day import day_of
from homeward.sources.ssda903 import read, stitch
from homeward.sources.table import Table
from tests.build_rows import rows_of
from tests.random_histories import FIRST, rows_of_histories

AS_OF_DAYS = st.integers(day_of(FIRST), day_of(FIRST) + 4 * 365)
DEFINITIONS = st.sampled_from(("dfe", "bristol"))
TABLES = tuple(each.name for each in fields(Journeys) if each.type is Table)


def both_engines(rows, as_of_day, definition="dfe"):
    return [derive(rows, as_of_day=as_of_day, engine=engine, definition=definition) for engine in ("polars", "duckdb")]


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(rows_of_histories(), AS_OF_DAYS, DEFINITIONS)
def test_both_engines_derive_and_count_the_same(rows, as_of_day, definition):
    assert_engines_agree(rows, as_of_day, definition)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(rows_of_histories(most_children=20), AS_OF_DAYS, DEFINITIONS)
def test_both_engines_derive_and_count_the_same_for_more_children(rows, as_of_day, definition):
    assert_engines_agree(rows, as_of_day, definition)


def assert_engines_agree(rows, as_of_day, definition):
    first, second = both_engines(rows, as_of_day, definition)
    for table in TABLES:
        assert rows_of(getattr(first, table)) == rows_of(getattr(second, table))
    assert calculate(first) == calculate(second)


@pytest.mark.slow
def test_both_engines_count_the_sample_the_same(sample):
    rows = stitch(read(sample))
    first, second = map(calculate, both_engines(rows, rows.data_to_day))
    assert first == second
    assert suppress(first) == suppress(second)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(rows_of_histories(), AS_OF_DAYS)
def test_periods_of_care_keep_apart_and_hold_every_episode(rows, as_of_day):
    periods = rows_of(derive(rows, as_of_day=as_of_day).periods)
    for before, after in pairwise(periods):
        if before["child_id"] == after["child_id"]:
            assert before["end_day"] < after["start_day"]
            assert before["period_number"] + 1 == after["period_number"]
    began = [row for row in rows_of(rows.episodes) if row["decom_day"] <= as_of_day]
    assert sum(row["episodes"] for row in periods) == len(began)
    assert all(row["start_day"] <= as_of_day and (row["end_day"] or 0) <= as_of_day for row in periods)
    assert all((row["end_day"] is None) == (row["exit_kind"] is None) for row in periods)
    assert "continues" not in {row["exit_kind"] for row in periods}


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(rows_of_histories(), AS_OF_DAYS)
def test_every_return_home_is_an_exit_that_was_recorded(rows, as_of_day):
    journeys = derive(rows, as_of_day=as_of_day)
    exits = {(row["child_id"], row["period_number"]): row for row in rows_of(journeys.exits)}
    for home in rows_of(journeys.returns_home):
        exit_ = exits[home["child_id"], home["period_number"]]
        assert home["way"] == "left_care"
        assert exit_["exit_kind"].startswith("return_home_")
        assert home["home_day"] == exit_["exit_day"]
        assert home["days_to_re_entry"] is None or 1 <= home["days_to_re_entry"] <= home["days_followed"]
        assert home["earlier_returns"] < home["period_number"]


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(rows_of_histories(), AS_OF_DAYS, DEFINITIONS)
def test_a_measures_groups_add_up_to_its_total(rows, as_of_day, definition):
    for result in calculate(derive(rows, as_of_day=as_of_day, definition=definition)):
        for given_rows in (result.rows, *(other.rows for other in result.beside)):
            if result.kind in ("curve", "series") or not given_rows:
                continue
            total = next(row for row in given_rows if not row.group)
            for key in {key for row in given_rows for key in row.group}:
                parts = [row for row in given_rows if key in row.group and row.quantile == total.quantile]
                assert sum(row.numerator for row in parts) == total.numerator
                assert sum(row.denominator or 0 for row in parts) == (total.denominator or 0)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(rows_of_histories(), AS_OF_DAYS)
def test_the_curve_rises_and_ends_where_the_counts_end_if_nobody_was_lost_from_view(rows, as_of_day):
    journeys = derive(rows, as_of_day=as_of_day)
    (curve,) = calculate(journeys, ["re_entry_cumulative"])
    homes = rows_of(journeys.returns_home)
    for before, after in pairwise(curve.rows):
        assert before.value <= after.value
        assert before.numerator <= after.numerator
        assert before.denominator >= after.denominator
    for row in curve.rows:
        if all(home["days_followed"] >= row.at_days for home in homes):
            back = sum((home["days_to_re_entry"] or row.at_days + 1) <= row.at_days for home in homes)
            assert row.numerator == back
            assert row.value == pytest.approx(back / len(homes))
