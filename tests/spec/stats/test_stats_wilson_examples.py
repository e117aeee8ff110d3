"""Wilson intervals: how sure a share is, worked out by hand from the formula with z = 1.959964."""

import pytest

from homeward.stats.intervals import wilson
from tests.spec.worked_example import Table

WILSON = Table(
    title="95 % intervals of a share",
    says="With n counted and share p: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n), where z² = 3.841459.",
    columns=("Numerator", "Denominator", "Low", "High", "By hand"),
    rows=(
        (0, 10, 0.0, 0.2775, "3.841459 / 13.841459; the low end is exactly 0"),
        (1, 10, 0.0179, 0.4042, "0.2110 ± 0.1931"),
        (5, 10, 0.2366, 0.7634, "0.5 ± 1.959964 / (2·√13.841459)"),
        (10, 10, 0.7225, 1.0, "10 / 13.841459; the high end is exactly 1"),
        (20, 100, 0.1334, 0.2888, "0.2111 ± 0.0777"),
        (200, 1000, 0.1764, 0.2259, "0.2011 ± 0.0247: ten times as many, a third as wide"),
    ),
)

NOTHING = Table(
    title="When nothing was counted",
    says="Without a denominator there is no share and no interval: the answer is empty, and not 0.",
    columns=("Numerator", "Denominator", "Interval"),
    rows=((0, 0, None),),
)


@pytest.mark.parametrize(("numerator", "denominator", "low", "high", "by_hand"), WILSON.rows)
def test_interval(numerator, denominator, low, high, by_hand):
    interval = wilson(numerator, denominator)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)
    assert (interval.low == 0) == (numerator == 0)
    assert (interval.high == 1) == (numerator == denominator)


@pytest.mark.parametrize(("numerator", "denominator", "interval"), NOTHING.rows)
def test_nothing_counted(numerator, denominator, interval):
    assert wilson(numerator, denominator) is interval
