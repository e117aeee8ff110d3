"""The funnel against scipy and plain loops: exact limits, who stands outside them, and how much units really differ."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from homeward.stats.funnel import funnel, funnel_limits, spread_between
from homeward.stats.intervals import wilson

SOME = settings(max_examples=80, deadline=None)
TARGETS = st.floats(0.005, 0.995)


def slow_limit(target, n, chance):
    """Spiegelhalter's limit by going up from 0, kept to shares that there are and on its own side of the target."""
    below = 0.0
    for count in range(n + 1):
        here = stats.binom.pmf(count, n, target)
        if below + here >= chance:
            break
        below += here
    return kept_in(target, n, count, (count - (below + here - chance) / here) / n, chance)


def kept_in(target, n, count, cut, chance):
    if chance < 0.5:
        return min(max(cut, 0.0), target)
    return 1.0 if count == n else max(cut, target)


@SOME
@given(TARGETS, st.integers(1, 120), st.sampled_from([0.8, 0.95, 0.998]))
def test_exact_limits_agree_with_a_slow_sum(target, n, level):
    limits = funnel_limits(target, [n], level)
    tail = (1 - level) / 2
    assert limits.low[0] == pytest.approx(slow_limit(target, n, tail), abs=1e-9)
    assert limits.high[0] == pytest.approx(slow_limit(target, n, 1 - tail), abs=1e-9)


@SOME
@given(TARGETS, st.integers(1, 90_000))
def test_exact_limits_at_any_size_agree_with_scipy(target, n):
    limits = funnel_limits(target, [n], 0.95)
    for found, tail in ((limits.low[0], 0.025), (limits.high[0], 0.975)):
        count = stats.binom.ppf(tail, n, target)
        cut = (count - (stats.binom.cdf(count, n, target) - tail) / stats.binom.pmf(count, n, target)) / n
        assert found == pytest.approx(kept_in(target, n, count, cut, tail), abs=1e-9)


@SOME
@given(TARGETS, st.integers(1, 3000), st.sampled_from(["exact", "wilson"]))
def test_limits_hold_the_target_and_the_outer_hold_the_inner(target, n, method):
    inner, outer = (funnel_limits(target, [n], level, method) for level in (0.95, 0.998))
    assert 0 <= outer.low[0] <= inner.low[0] <= target <= inner.high[0] <= outer.high[0] <= 1


@SOME
@given(TARGETS, st.integers(2, 500))
def test_a_unit_stands_outside_exactly_when_chance_would_rarely_bring_it_there(target, n):
    counts = np.arange(n + 1)
    found = funnel(counts, np.full(n + 1, n), target, allow_for_spread=False).standing
    fewer, more = stats.binom.cdf(counts, n, target), stats.binom.sf(counts - 1, n, target)
    for at, said in enumerate(found):
        chance = min(fewer[at], more[at])
        if min(abs(chance - tail) for tail in (0.025, 0.001)) < 1e-12:
            continue
        where = "99.8 %" if chance < 0.001 else "95 %" if chance < 0.025 else None
        way = "below" if fewer[at] < more[at] else "above"
        assert said == (f"{way} the {where} limit" if where else "within the limits")


@SOME
@given(TARGETS, st.integers(1, 400))
def test_wilson_limits_are_where_wilsons_interval_lets_go_of_the_target(target, n):
    limits = funnel_limits(target, [n], 0.95, "wilson")
    for count in range(n + 1):
        interval = wilson(count, n)
        if min(abs(interval.low - target), abs(interval.high - target)) > 1e-9:
            assert (limits.low[0] <= count / n <= limits.high[0]) == (interval.low <= target <= interval.high)


def slow_spread(hits, among, target):
    """φ and τ in plain loops, with the tenths read off a sorted list."""
    scores = [(k / n - target) / (target * (1 - target) / n) ** 0.5 for k, n in zip(hits, among, strict=True)]
    ranked, last = sorted(scores), len(scores) - 1

    def tenth(share):
        whole = int(share * last)
        return ranked[whole] + (share * last - whole) * (ranked[min(whole + 1, last)] - ranked[whole])

    low, high = tenth(0.1), tenth(0.9)
    phi = sum(min(max(score, low), high) ** 2 for score in scores) / len(scores)
    weights = [n / (target * (1 - target)) for n in among]
    room = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return phi, max((len(scores) * phi - last) / room, 0.0) ** 0.5


@pytest.mark.slow
@SOME
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=11, max_size=40), st.floats(0.05, 0.95))
def test_spread_agrees_with_a_slow_sum(units, target):
    hits, among = zip(*((k, k + rest) for k, rest in units), strict=True)
    found = spread_between(np.array(hits) / np.array(among), np.array(among, float), target)
    assert (found.phi, found.between) == pytest.approx(slow_spread(hits, among, target), abs=1e-9)


def test_units_that_differ_beyond_chance_widen_the_limits_and_the_notes_say_so():
    hits, among = [20, 80] * 10, [100] * 20
    plain, wide = funnel(hits, among, allow_for_spread=False), funnel(hits, among)
    assert plain.spread.between == wide.spread.between > 0.2
    assert {where.split()[0] for where in plain.standing} == {"above", "below"}
    assert set(wide.standing) == {"within the limits"}
    assert any("differ beyond chance" in note for note in wide.notes)
    assert not any("differ beyond chance" in note for note in plain.notes)


def test_a_known_spread_is_found_again():
    random = np.random.default_rng(7)
    shares = random.normal(0.4, 0.05, 4000)
    among = random.integers(200, 600, 4000)
    found = spread_between(random.binomial(among, shares) / among, among.astype(float), 0.4)
    # Moving in the outer tenths hides part of it: normal scores keep 0.71 of their mean square.
    assert 0.03 < found.between < 0.05


def test_ten_units_are_too_few_to_tell_their_spread():
    assert funnel([20, 80] * 5, [100] * 10).spread is None
    assert funnel([20, 80] * 5 + [50], [100] * 11).spread is not None
    assert funnel([0] * 20, [9] * 20).spread is None


def test_allowing_for_spread_never_narrows_the_limits():
    among = np.arange(1, 300)
    for target in (0.02, 0.18, 0.5, 0.9):
        chance, wide = (funnel_limits(target, among, 0.998, between=spread) for spread in (0.0, 1e-6))
        assert (wide.low <= chance.low).all()
        assert (wide.high >= chance.high).all()


def test_a_small_team_with_everybody_on_time_is_not_singled_out():
    """The smooth limit alone would do so: beside 95 %, ten of ten come by chance in three of five such teams."""
    assert funnel([10], [10], 0.95).standing == ("within the limits",)
    assert funnel([200], [200], 0.95).standing[0].startswith("above")


def test_nobody_counted_is_no_unit_of_0_percent():
    found = funnel([3, 0], [10, 0])
    assert (found.standing[1], found.target) == ("nothing counted", 0.3)
    assert np.isnan([found.value[1], found.inner.low[1], found.outer.high[1]]).all()
    assert funnel([0, 0], [0, 0]) is None


@pytest.mark.parametrize(
    ("target", "hits", "said"), [(0.0, 0, "within"), (0.0, 1, "above"), (1.0, 8, "below"), (1.0, 9, "within")]
)
def test_a_target_of_nobody_or_everybody_allows_nothing_else(target, hits, said):
    assert funnel([hits], [9], target).standing[0].startswith(said)


@pytest.mark.parametrize(
    ("hits", "among", "target", "says"),
    [
        ([3], [2], None, "between 0 and its denominator"),
        ([3, 1], [4], None, "between 0 and its denominator"),
        ([None], [4], None, "between 0 and its denominator"),
        ([1.5], [4], None, "whole numbers"),
        ([1], [4], 18.0, "from 0 to 1"),
    ],
)
def test_what_cannot_be_is_refused(hits, among, target, says):
    with pytest.raises(ValueError, match=says):
        funnel(hits, among, target)
