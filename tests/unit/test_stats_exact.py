"""The exact binomial interval against another program, and against the sums of chances that define it."""

from fractions import Fraction
from math import comb

import pytest
from statsmodels.stats.proportion import proportion_confint

from homeward.stats.intervals import exact, wilson

COUNTS = [(0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (3, 7), (17, 40), (1, 5000), (2500, 5000), (83000, 83001)]


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.998])
@pytest.mark.parametrize(("numerator", "denominator"), COUNTS)
def test_it_agrees_with_statsmodels(numerator, denominator, level):
    low, high = proportion_confint(numerator, denominator, alpha=1 - level, method="beta")
    interval = exact(numerator, denominator, level)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))


def at_least(numerator, denominator, share):
    """The chance of so many or more, in fractions."""
    p = Fraction(share)
    return sum(comb(denominator, k) * p**k * (1 - p) ** (denominator - k) for k in range(numerator, denominator + 1))


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 10), (3, 7), (17, 40), (39, 40)])
def test_at_each_end_a_fortieth_of_the_chance_lies_beyond(numerator, denominator):
    interval = exact(numerator, denominator)
    assert float(at_least(numerator, denominator, interval.low)) == pytest.approx(0.025, abs=1e-9)
    assert float(1 - at_least(numerator + 1, denominator, interval.high)) == pytest.approx(0.025, abs=1e-9)


def test_it_is_wider_than_wilsons_in_the_middle():
    near, sure = wilson(20, 100), exact(20, 100)
    assert sure.high - sure.low > near.high - near.low


def test_nothing_counted_has_no_interval():
    assert exact(0, 0) is None


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 5), (6, 5), (1, 0), (0, -1)])
def test_counts_that_cannot_be_are_refused(numerator, denominator):
    with pytest.raises(ValueError, match="between 0 and its denominator"):
        exact(numerator, denominator)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_that_means_nothing_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        exact(1, 5, level)
