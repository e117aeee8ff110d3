"""Whatever the histories: narrowed figures are the group's own figures, and the parts of a key make up the whole."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.invented.invent import write_invented
from homeward.journeys import derive
from homeward.measures import calculate, narrow
from homeward.measures.groups import GROUPINGS
from homeward.sources.day import day_of
from homeward.sources.ssda903 import read, stitch
from tests.random_histories import FIRST, rows_of_histories

AS_OF_DAYS = st.integers(day_of(FIRST), day_of(FIRST) + 4 * 365)
DEFINITIONS = st.sampled_from(("dfe", "bristol"))
KEYS = st.sampled_from(tuple(GROUPINGS))


def tables(result):
    return {"": result.rows, **{each.id: each.rows for each in result.beside}}


def figures(rows, group):
    """All that the rows of a group say, but the group: a quantile has several."""
    return [
        (row.numerator, row.denominator, row.value, row.low, row.high, row.complete, row.quantile)
        for row in rows
        if row.group == group
    ]


def values_given(results, key):
    """Every value of a key for which a measure gives a figure: those listed, and those that occur."""
    groups = [row.group for result in results for row in result.rows]
    return sorted({group[key] for group in groups if key in group})


def assert_total_is_the_group(full, narrowed, key, value):
    """Compare each table that is given by the key. A measure that is not given by it is silent."""
    is_given = any(key in row.group for row in full.rows) or full.kind in ("curve", "series")
    assert bool(narrowed.note) == (not is_given or bool(full.note)), full.id
    assert not (narrowed.note and (narrowed.rows or narrowed.beside)), full.id
    for name, rows in tables(narrowed).items():
        expected = figures(tables(full)[name], {key: value})
        if expected:
            assert figures(rows, {}) == expected, (full.id, name)
        assert {row.group[key] for row in rows if key in row.group} <= {value}, (full.id, name)


def counts(result):
    """The counts of every total, of every month, and of the day on which a curve begins."""
    return {
        (name, row.period, row.quantile, side): number
        for name, rows in tables(result).items()
        for row in rows
        for side, number in (("numerator", row.numerator), ("denominator", row.denominator))
        if number and not row.group and not row.at_days
    }


def assert_parts_make_up_the_whole(full, parts):
    """Over every value of a key the counts add up: nobody is lost, and nobody is there twice."""
    for number, whole in enumerate(full):
        if not parts[0][number].note:
            assert sum((Counter(counts(part[number])) for part in parts), Counter()) == counts(whole), whole.id


def assert_narrowing_keeps_figures(events, key):
    full = calculate(events)
    values = values_given(full, key)
    parts = [calculate(narrow(events, {key: value})) for value in values]
    for value, part in zip(values, parts, strict=True):
        for whole, narrowed in zip(full, part, strict=True):
            assert_total_is_the_group(whole, narrowed, key, value)
    if values:
        assert_parts_make_up_the_whole(full, parts)
        assert_parts_make_up_the_whole(full, [calculate(narrow(events, {key: values}))])


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(rows_of_histories(), AS_OF_DAYS, DEFINITIONS, KEYS)
def test_narrowed_figures_are_those_of_the_group(rows, as_of_day, definition, key):
    assert_narrowing_keeps_figures(derive(rows, as_of_day=as_of_day, definition=definition), key)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(rows_of_histories(most_children=15), AS_OF_DAYS, DEFINITIONS, KEYS)
def test_narrowed_figures_of_more_histories_are_those_of_the_group(rows, as_of_day, definition, key):
    assert_narrowing_keeps_figures(derive(rows, as_of_day=as_of_day, definition=definition), key)


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    write_invented(in_care=120, years=5, last_year=2025, seed=11, out=folder)
    return stitch(read(folder))


@pytest.mark.slow
@pytest.mark.parametrize("key", GROUPINGS)
def test_a_councils_narrowed_figures_are_those_of_the_group(council, key):
    assert_narrowing_keeps_figures(derive(council, as_of_day=council.data_to_day), key)


@pytest.mark.slow
@pytest.mark.parametrize("definition", ["dfe", "bristol"])
def test_both_engines_narrow_alike(council, definition):
    first, second = (
        derive(council, as_of_day=council.data_to_day - 100, engine=engine, definition=definition)
        for engine in ("polars", "duckdb")
    )
    for only in ({"earlier_returns": {"1", "2+"}, "sex": "male"}, {"year": {"2024", "2025"}, "age_band": "10-15"}):
        found = calculate(narrow(first, only))
        assert found == calculate(narrow(second, only))
        assert any(row.numerator for result in found for row in result.rows)
