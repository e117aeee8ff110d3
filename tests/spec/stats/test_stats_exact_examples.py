"""Exact intervals: the widest fair answer to how sure a share is, worked out by hand where roots will do."""

import pytest

from homeward.stats.intervals import exact
from tests.spec.worked_example import Table

EXACT = Table(
    title="95 % intervals of a share, exact",
    says=(
        "The low end is the share at which so many or more would come in 2.5 % of cases, the high end that at which so "
        "few or fewer would. Wilson's interval is a little narrower, and is what measures show."
    ),
    columns=("Numerator", "Denominator", "Low", "High", "By hand"),
    rows=(
        (0, 1, 0.0, 0.975, "1 − p = 0.025"),
        (1, 1, 0.025, 1.0, "p = 0.025"),
        (1, 2, 0.0126, 0.9874, "(1 − p)² = 0.975; p² = 0.975"),
        (0, 10, 0.0, 0.3085, "(1 − p)¹⁰ = 0.025; by Wilson 0.2775"),
        (10, 10, 0.6915, 1.0, "p¹⁰ = 0.025"),
        (0, 0, None, None, "nothing was counted"),
    ),
)


@pytest.mark.parametrize(("numerator", "denominator", "low", "high", "by_hand"), EXACT.rows)
def test_interval(numerator, denominator, low, high, by_hand):
    interval = exact(numerator, denominator)
    assert (interval and round(interval.low, 4), interval and round(interval.high, 4)) == (low, high)
