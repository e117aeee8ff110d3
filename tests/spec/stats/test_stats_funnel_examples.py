"""Funnels: which teams differ from the rest by more than their size explains, worked out by hand."""

import numpy as np
import pytest

from homeward.stats.funnel import funnel, funnel_limits, spread_between
from tests.spec.worked_example import Table

LIMITS = Table(
    title="Limits around a target, by size",
    says=(
        "Exact limits come from the chances of whole counts, made smooth between them. Wilson's interval turned round "
        "gives the normal curve's limits, which are wrong for small teams."
    ),
    columns=("Target", "Size", "Level", "Method", "Lower limit", "Upper limit", "By hand"),
    rows=(
        (0.5, 4, 0.8, "exact", 0.0375, 0.7125, "(1 − (0.3125 − 0.1)/0.25)/4; (3 − (0.9375 − 0.9)/0.25)/4"),
        (0.5, 1, 0.95, "exact", 0.0, 1.0, "one child tells nothing"),
        (0.18, 25, 0.998, "exact", 0.0, 0.4305, "a lower count than 0 there is not"),
        (0.18, 25, 0.998, "wilson", 0.0, 0.4174, "0.18 + 3.0902 √(0.18 × 0.82/25): too narrow"),
        (0.5, 100, 0.95, "wilson", 0.402, 0.598, "0.5 ± 1.96 × 0.05"),
    ),
)

TEAMS = Table(
    title="Where a team of ten stands beside a target of a half",
    says=(
        "A team is outside a limit where so many or more (so few or fewer) come by chance in under 2.5 %, or 0.1 %, of "
        "such teams."
    ),
    columns=("Count", "Where", "By hand"),
    rows=(
        (10, "above the 99.8 % limit", "1 of 1,024 ways: 0.098 %"),
        (9, "above the 95 % limit", "11 of 1,024: 1.1 %"),
        (8, "within the limits", "56 of 1,024: 5.5 %"),
        (5, "within the limits", ""),
        (2, "within the limits", "56 of 1,024"),
        (1, "below the 95 % limit", "11 of 1,024"),
        (0, "below the 99.8 % limit", "1 of 1,024"),
    ),
)

SPREAD = Table(
    title="Units that differ beyond chance",
    says=(
        "Twelve units of a hundred, half of them at the lower and half at the higher share, beside a target of a half. "
        "Each is √(100/0.25) = 20 standard deviations for each whole away; τ² = (12 φ − 11) / (4,800 − 400)."
    ),
    columns=("Lower", "Higher", "φ", "τ", "By hand"),
    rows=(
        (0.4, 0.6, 4.0, 0.0917, "φ = 2²; (48 − 11)/4,400 = 0.00841"),
        (0.45, 0.55, 1.0, 0.0151, "φ = 1²; 1/4,400 = 0.00023"),
        (0.48, 0.52, 0.16, 0.0, "φ = 0.4²; less than chance brings, so none"),
    ),
)


@pytest.mark.parametrize(("target", "size", "level", "method", "low", "high", "by_hand"), LIMITS.rows)
def test_limits(target, size, level, method, low, high, by_hand):
    found = funnel_limits(target, [size], level, method)
    assert (round(float(found.low[0]), 4), round(float(found.high[0]), 4)) == (low, high)


@pytest.mark.parametrize(("count", "where", "by_hand"), TEAMS.rows)
def test_teams(count, where, by_hand):
    assert funnel([count], [10], 0.5).standing == (where,)


@pytest.mark.parametrize(("lower", "higher", "phi", "tau", "by_hand"), SPREAD.rows)
def test_spread(lower, higher, phi, tau, by_hand):
    found = spread_between(np.array([lower, higher] * 6), np.full(12, 100.0), 0.5)
    assert (round(found.phi, 4), round(found.between, 4)) == (phi, tau)
