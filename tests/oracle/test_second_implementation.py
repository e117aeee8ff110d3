"""Both first measures, counted a second time by slow and obvious code, come out the same."""

import pytest

from homeward.journeys import derive
from homeward.measures import calculate
from homeward.sources.findings import SourceUnreadableError
from homeward.sources.ssda903 import read, stitch
from tests.build_rows import figures_of
from tests.oracle.dirty_returns import write_returns
from tests.oracle.second_implementation import WAYS, count

MEASURES = ("returns_home", "re_entry_within_12_months")
QUICK = range(25)


def counted_by_homeward(folder):
    try:
        rows = stitch(read(folder))
    except SourceUnreadableError:  # not one episode can be used
        return {way: {} for way in WAYS}
    results = calculate(derive(rows, as_of_day=rows.data_to_day), MEASURES)
    return {
        **{result.id: _by_year(figures_of(result)) for result in results},
        "returns_home, recorded": figures_of(results[0], "without_imputed_exits"),
        "re_entry_within_12_months, without 18": figures_of(results[1], "without_turned_18"),
    }


def _by_year(figures):
    """Leave out other groups, by which the second implementation does not count."""
    return {group: counts for group, counts in figures.items() if group == "total" or group.startswith("20")}


def test_the_sample_is_counted_alike(sample):
    assert counted_by_homeward(sample) == count(sample)


@pytest.mark.slow
@pytest.mark.parametrize("seed", QUICK)
def test_random_returns_are_counted_alike(tmp_path, seed):
    folder = write_returns(seed, tmp_path)
    assert counted_by_homeward(folder) == count(folder)


@pytest.mark.slow
def test_two_hundred_random_returns_are_counted_alike(tmp_path):
    seeds = range(QUICK.stop, QUICK.stop + 200)
    folders = {seed: write_returns(seed, tmp_path / str(seed)) for seed in seeds}
    assert [seed for seed, folder in folders.items() if counted_by_homeward(folder) != count(folder)] == []


def test_the_random_returns_ask_something(tmp_path):
    """Of the quick ones: returns home, re-entries in and out of time, imputed ends and 18th birthdays all occur."""
    every = [count(write_returns(seed, tmp_path / str(seed))) for seed in QUICK]
    home, recorded = (
        sum(each[name]["total"][1] for each in every) for name in ("returns_home", "returns_home, recorded")
    )
    assert home - recorded > 20
    back, out_of = (
        sum(each["re_entry_within_12_months"].get("total", (0, 0))[place] for each in every) for place in (0, 1)
    )
    assert 20 < back < out_of - 20
    without = sum(each["re_entry_within_12_months, without 18"].get("total", (0, 0))[1] for each in every)
    assert 5 < out_of - without < out_of - 5
