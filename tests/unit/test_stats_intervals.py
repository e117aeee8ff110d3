"""Intervals refuse counts that cannot be, and levels that mean nothing."""

import pytest

from homeward.stats.intervals import wilson


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 5), (6, 5), (1, 0), (0, -1)])
def test_impossible_counts_are_refused(numerator, denominator):
    with pytest.raises(ValueError, match="between 0 and its denominator"):
        wilson(numerator, denominator)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        wilson(1, 5, level)
