"""Cumulative incidence: what share has come back by each day when some are lost from sight, worked out in fractions."""

from fractions import Fraction

import pytest

from homeward.stats.survival import CountTable, Entries, cumulative_incidence
from tests.spec.worked_example import Table

SIX_CHILDREN = Table(
    title="Six children who went home",
    says=(
        "Each day that somebody comes back or turns 18, the share still at home is multiplied by the share of those in "
        "sight who stay. A child last seen on a day was in sight on that day, and counts in nothing afterwards."
    ),
    columns=(
        "Day",
        "In sight",
        "Came back",
        "Turned 18",
        "Last seen",
        "Still at home",
        "Came back by then",
        "Turned 18 by then",
    ),
    rows=(
        (0, 6, 0, 0, 0, Fraction(1), Fraction(0), Fraction(0)),
        (1, 6, 1, 0, 1, Fraction(5, 6), Fraction(1, 6), Fraction(0)),
        (2, 4, 0, 1, 0, Fraction(5, 8), Fraction(1, 6), Fraction(5, 24)),
        (3, 3, 1, 0, 1, Fraction(5, 12), Fraction(3, 8), Fraction(5, 24)),
        (4, 1, 0, 0, 0, Fraction(5, 12), Fraction(3, 8), Fraction(5, 24)),
        (5, 1, 0, 0, 1, Fraction(5, 12), Fraction(3, 8), Fraction(5, 24)),
    ),
)

SEEN_LATE = Table(
    title="Children who come into sight late",
    says=(
        "Three children: one in sight from day 0 comes back on day 4, one in sight from day 2 comes back on day 3, one "
        "in sight from day 4 is last seen on day 6. A child counts as in sight from its first day, not before."
    ),
    columns=("Day", "In sight", "Came back", "Came back by then"),
    rows=(
        (0, 1, 0, Fraction(0)),
        (1, 1, 0, Fraction(0)),
        (2, 2, 0, Fraction(0)),
        (3, 2, 1, Fraction(1, 2)),
        (4, 2, 1, Fraction(3, 4)),
        (5, 1, 0, Fraction(3, 4)),
        (6, 1, 0, Fraction(3, 4)),
    ),
)

BAND = Table(
    title="The band around the curve",
    says=(
        "All ten children are seen for 9 days and two come back on day 4. Nobody is lost, so the variance is p(1−p)/n; "
        "the band is p to the power exp(±1.959964·√variance / (p·|ln p|)) = exp(±0.770209). Before anybody came back "
        "there is no band."
    ),
    columns=("Day", "Came back by then", "Variance", "Low", "High"),
    rows=(
        (3, 0.0, 0.0, None, None),
        (4, 0.2, 0.016, 0.0309, 0.4747),
        (9, 0.2, 0.016, 0.0309, 0.4747),
    ),
)


@pytest.fixture(scope="module")
def six():
    ended = CountTable(day=[1, 1, 2, 3, 3, 5], cause=[1, 0, 2, 1, 0, 0], count=[1] * 6)
    return cumulative_incidence(ended, causes=2)


@pytest.mark.parametrize(
    ("day", "in_sight", "came_back", "turned_18", "last_seen", "at_home", "back_share", "share_18"), SIX_CHILDREN.rows
)
def test_six_children(six, day, in_sight, came_back, turned_18, last_seen, at_home, back_share, share_18):
    counts = (six.at_risk[day], six.events[0, day], six.events[1, day], six.censored[day])
    assert counts == (in_sight, came_back, turned_18, last_seen)
    shares = [six.still_free[day], six.incidence[0, day], six.incidence[1, day]]
    assert shares == pytest.approx([float(at_home), float(back_share), float(share_18)], abs=1e-12)


def test_nobody_knows_what_came_after_the_last_day_in_sight(six):
    assert six.at(5)[0] == pytest.approx(3 / 8)
    assert six.at(6) is None


@pytest.mark.parametrize(("day", "in_sight", "came_back", "share"), SEEN_LATE.rows)
def test_seen_late(day, in_sight, came_back, share):
    ended = CountTable(day=[4, 3, 6], cause=[1, 1, 0], count=[1, 1, 1])
    result = cumulative_incidence(ended, causes=1, entries=Entries(day=[0, 2, 4], count=[1, 1, 1]))
    assert (result.at_risk[day], result.events[0, day]) == (in_sight, came_back)
    assert result.incidence[0, day] == pytest.approx(float(share), abs=1e-12)


@pytest.mark.parametrize(("day", "share", "variance", "low", "high"), BAND.rows)
def test_band(day, share, variance, low, high):
    result = cumulative_incidence(CountTable(day=[4, 9], cause=[1, 0], count=[2, 8]), causes=1)
    value, interval = result.at(day)
    assert (value, result.variance[0, day]) == (pytest.approx(share), pytest.approx(variance))
    assert (interval and (round(interval.low, 4), round(interval.high, 4))) == (low and (low, high))
