"""The estimators for counts by day: what they refuse, and their edges."""

import numpy as np
import pytest

from homeward.stats.survival import CountTable, Entries, cumulative_incidence


def ended(day, cause, count):
    return CountTable(day=day, cause=cause, count=count)


def test_nobody_gives_nothing():
    assert cumulative_incidence(ended([], [], []), causes=2) is None
    assert cumulative_incidence(ended([3], [1], [0]), causes=2) is None


def test_rows_that_repeat_a_day_and_cause_add_up():
    once = cumulative_incidence(ended([2, 7], [1, 0], [5, 4]), causes=1)
    twice = cumulative_incidence(ended([7, 2, 2], [0, 1, 1], [4, 3, 2]), causes=1)
    assert once.incidence.tolist() == twice.incidence.tolist()
    assert once.days.tolist() == list(range(8))


def test_when_everybody_had_the_event_the_end_is_known_for_ever_and_has_no_band():
    result = cumulative_incidence(ended([1, 3], [1, 1], [2, 3]), causes=1)
    assert result.at(3) == result.at(400) == (1.0, None)
    assert result.still_free[-1] == 0


def test_an_event_on_day_0_counts():
    assert cumulative_incidence(ended([0, 9], [1, 0], [1, 3]), causes=1).at(0)[0] == 0.25


def test_a_cause_nobody_had_stays_at_zero_without_a_band():
    assert cumulative_incidence(ended([1, 3], [1, 0], [2, 3]), causes=3).at(3, cause=3) == (0.0, None)


def test_a_nations_worth_of_counts_does_not_overflow():
    result = cumulative_incidence(ended([1, 2], [1, 0], [20_000_000, 80_000_000]), causes=1)
    assert result.variance[0, 1] == pytest.approx(0.2 * 0.8 / 1e8, rel=1e-6)


def test_a_wider_level_gives_a_wider_band():
    table = ended([4, 9], [1, 0], [2, 8])
    narrow, wide = (cumulative_incidence(table, 1, level=level).at(9)[1] for level in (0.8, 0.99))
    assert wide.low < narrow.low < 0.2 < narrow.high < wide.high


@pytest.mark.parametrize(
    ("table", "entries", "sentence"),
    [
        (ended([1.5], [1], [1]), None, "whole numbers"),
        (ended([-1], [1], [1]), None, "whole numbers"),
        (ended([1], [1], [-1]), None, "whole numbers"),
        (ended([1, 2], [1], [1, 1]), None, "equally long"),
        (ended([1], [2], [1]), None, "higher than the number of causes"),
        (ended([5], [1], [2]), Entries(day=[0], count=[1]), "the two tables differ"),
        (ended([5], [1], [1]), Entries(day=[6], count=[1]), "the two tables differ"),
        (ended([5, 9], [1, 0], [1, 1]), Entries(day=[6], count=[2]), "end before they enter"),
    ],
)
def test_tables_that_cannot_be_true_are_refused(table, entries, sentence):
    with pytest.raises(ValueError, match=sentence):
        cumulative_incidence(table, causes=1, entries=entries)


@pytest.mark.parametrize(("day", "cause"), [(-1, 1), (0, 0), (0, 2)])
def test_asking_for_what_is_not_there_is_refused(day, cause):
    with pytest.raises(ValueError, match="Ask for a day"):
        cumulative_incidence(ended([1], [1], [1]), causes=1).at(day, cause)


def test_integer_columns_of_any_width_are_taken():
    narrow = ended(np.array([1, 3], np.int16), np.array([1, 0], np.uint8), np.array([2, 3], np.int32))
    assert cumulative_incidence(narrow, causes=1).at(3)[0] == pytest.approx(0.4)
