"""Charts over time against slow rules in loops, and what must not change when figures move, turn or are missing."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from homeward.stats.attributes import c_chart, p_chart, u_chart
from homeward.stats.control_chart import PLAIN, Terms
from homeward.stats.individuals import individuals
from homeward.stats.rare_events import g_chart, t_chart
from homeward.stats.run_chart import (
    PERLA,
    STRICT,
    chance_of_runs,
    count_runs,
    fewest_crossings_by_chance,
    run_chart,
    runs_by_chance,
)
from homeward.stats.series import sides

SOME = settings(max_examples=60, deadline=None)
FEW_OF_EACH_KIND = settings(max_examples=20, deadline=None)
# Few different values, so that ties, points on the line, runs and trends all come up.
SERIES = st.lists(st.integers(-6, 6), min_size=2, max_size=40)
COUNTED = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=30)
LINES = ("centre", "low", "high", "near_low", "near_high")


def rules_by_point(chart):
    named = [(point, signal.rule) for signal in chart.signals for point in signal.points]
    assert len({point for point, _rule in named}) == len(named), "a point is named twice"
    return dict(named)


def slow_rules(y, lines):
    """The four rules one point at a time: a point has a rule if any pattern that holds it is whole."""
    size, found = len(y), {}
    centre, low, high, near_low, near_high = (getattr(lines, name).tolist() for name in LINES)
    side = [(v > c) - (v < c) for v, c in zip(y, centre, strict=True)]
    out = [(v > h) - (v < b) for v, h, b in zip(y, high, low, strict=True)]
    near = [o == 0 and (v > h or v < b) for o, v, h, b in zip(out, y, near_high, near_low, strict=True)]
    for at in range(size):
        sevens = [range(first, first + 7) for first in range(max(at - 6, 0), min(at, size - 7) + 1)]
        threes = [range(first, first + 3) for first in range(max(at - 2, 0), min(at, size - 3) + 1)]
        for way, words in ((1, ("above", "upper", "rising")), (-1, ("below", "lower", "falling"))):
            # The first trend that holds a point has it, where two meet at a turn.
            steps = [[y[i + 1] - y[i] for i in seven[:-1]] for seven in sevens]
            trends = [1 if min(each) > 0 else -1 for each in steps if min(each) > 0 or max(each) < 0]
            trend = bool(trends) and trends[0] == way
            two = near[at] and any(
                all(side[i] == way for i in three) and sum(near[i] for i in three) > 1 for three in threes
            )
            run = any(all(side[i] == way for i in seven) for seven in sevens)
            for rank, (fired, rule) in enumerate(
                (
                    (out[at] == way, f"{words[0]} the {words[1]} limit"),
                    (trend, f"seven or more {words[2]}"),
                    (two, f"two of three near the {words[1]} limit"),
                    (run, f"seven or more {words[0]} the centre line"),
                )
            ):
                if fired:
                    found[at] = min(found.get(at, (9, "")), (rank, rule))
    return {at: rule for at, (_rank, rule) in found.items()}


@st.composite
def lively(draw):
    """A series with stretches that climb, fall or stay on one side, so that every rule gets its chance."""
    pieces = draw(
        st.lists(st.tuples(st.integers(-5, 5), st.sampled_from([-1, 0, 1]), st.integers(1, 9)), min_size=1, max_size=6)
    )
    noise = draw(st.lists(st.sampled_from([0, 0, 1, -1]), min_size=54, max_size=54))
    steady = [start + slope * step for start, slope, length in pieces for step in range(length)]
    return [4 * value + noise[at] for at, value in enumerate(steady)]


@SOME
@given(lively())
def test_rules_agree_with_the_slow_ones(y):
    chart = individuals(y)
    everything = np.concatenate([getattr(chart.lines, name) for name in LINES])
    gaps = np.abs(np.subtract.outer(np.array(y, float), everything))
    # The slow rules know no rounding: leave out series in which a point lies on a line but for rounding.
    assume(not ((gaps > 0) & (gaps < 1e-9)).any())
    assert rules_by_point(chart) == slow_rules(y, chart.lines)


@SOME
@given(SERIES, st.integers(-1000, 1000))
def test_a_shifted_series_has_shifted_lines_and_the_same_signals(y, shift):
    here, there = individuals(y), individuals([value + shift for value in y])
    for name in LINES:
        moved = getattr(here.lines, name) + shift
        np.testing.assert_allclose(getattr(there.lines, name), moved, rtol=0, atol=1e-9)
    assert rules_by_point(here) == rules_by_point(there)
    assert run_chart(y).signals == run_chart([value + shift for value in y]).signals


@SOME
@given(SERIES)
def test_another_unit_changes_no_signal(y):
    assert individuals(y).signals == individuals([value / 7 for value in y]).signals
    assert individuals(y).signals == individuals([value * 1e6 for value in y]).signals


@SOME
@given(lively())
def test_a_series_turned_over_turns_what_it_means(y):
    wanted = Terms(wanted="higher is better")
    here, there = individuals(y, wanted), individuals([-value for value in y], wanted)
    turned = {"improving": "concerning", "concerning": "improving", "common cause": "common cause"}
    assert [turned[word] for word in here.variation] == list(there.variation)
    assert individuals([-value for value in y], Terms(wanted="lower is better")).variation == here.variation


@SOME
@given(lively())
def test_read_backwards_the_same_points_are_named(y):
    here, there = individuals(y), individuals(y[::-1])
    np.testing.assert_allclose(here.lines.high, there.lines.high, rtol=1e-12, atol=1e-12)
    assert set(rules_by_point(here)) == {len(y) - 1 - point for point in rules_by_point(there)}


@SOME
@given(COUNTED, st.randoms(use_true_random=False))
def test_limits_from_counting_do_not_depend_on_the_order(counted, random):
    """Those of p, u and c charts follow each point; moving ranges, as in p′ and XmR, do depend on the order."""
    mixed = random.sample(range(len(counted)), len(counted))
    hits, among = (np.array(column) for column in zip(*((k, k + rest) for k, rest in counted), strict=True))
    for draw in (lambda at: p_chart(hits[at], among[at]), lambda at: c_chart(hits[at])):
        here, there = draw(np.arange(len(counted))), draw(np.array(mixed))
        for name in LINES:
            ours, theirs = getattr(here.lines, name)[mixed], getattr(there.lines, name)
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12)


@SOME
@given(COUNTED)
def test_limits_of_shares_lie_within_0_and_1_and_around_the_centre(counted):
    hits, among = zip(*((k, k + rest) for k, rest in counted), strict=True)
    for laney in (False, True):
        lines = p_chart(hits, among, laney=laney).lines
        told = np.isfinite(lines.low)
        order = np.array([getattr(lines, name)[told] for name in ("low", "near_low", "centre", "near_high", "high")])
        assert (np.diff(order, axis=0) >= 0).all()
        assert ((order >= 0) & (order <= 1)).all()


KINDS = {
    "individuals": individuals,
    "individuals screened": lambda y, terms=PLAIN: individuals(y, terms, screen=True),
    "c": c_chart,
    "t": t_chart,
    "g": g_chart,
    "p": lambda y, terms=PLAIN: p_chart(y, [None if v is None else 9 for v in y], terms),
    "p′": lambda y, terms=PLAIN: p_chart(y, [None if v is None else 9 for v in y], terms, laney=True),
    "u": lambda y, terms=PLAIN: u_chart(y, [None if v is None else 0.7 for v in y], terms),
    "u′": lambda y, terms=PLAIN: u_chart(y, [None if v is None else 0.7 for v in y], terms, laney=True),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@pytest.mark.parametrize("value", [0, 1, 7, 9])
@pytest.mark.parametrize("size", [2, 3, 14, 101])
def test_a_constant_series_has_finite_lines_and_no_outside_points(kind, value, size):
    chart = KINDS[kind]([value] * size)
    for name in LINES[:3] if kind == "g" else LINES:
        assert np.isfinite(getattr(chart.lines, name)).all()
    assert chart.signals == ()
    assert set(chart.variation) == {"common cause"}
    assert run_chart([value] * size).signals == ()


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-7, 123456.789])
def test_rounding_is_no_signal(value):
    assert individuals([value] * 30).signals == ()
    assert run_chart([value] * 30).runs[0].useful == 0


@every_kind
@pytest.mark.parametrize("y", [[], [None], [3], [None, 3], [3, None, 4], [1, 2, 3]])
def test_tiny_series_are_drawn(kind, y):
    chart = KINDS[kind](y)
    assert chart.value.size == len(chart.variation) == len(y)
    assert [word is None for word in chart.variation] == [value is None for value in y]
    assert all(phase.trial for phase in chart.phases)
    assert run_chart(y).signals == ()


WITH_GAPS = st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=40)


@every_kind
@FEW_OF_EACH_KIND
@given(y=WITH_GAPS)
def test_points_without_a_value_change_nothing_for_the_others(kind, y):
    told = [at for at, value in enumerate(y) if value is not None]
    here, without = KINDS[kind](y), KINDS[kind]([y[at] for at in told])
    for name in LINES:
        np.testing.assert_array_equal(getattr(here.lines, name)[told], getattr(without.lines, name))
    assert {told[point]: rule for point, rule in rules_by_point(without).items()} == rules_by_point(here)
    assert [here.variation[at] for at in told] == list(without.variation)
    assert here.latest == without.latest


@SOME
@given(y=WITH_GAPS, rules=st.sampled_from([PERLA, STRICT]))
def test_points_without_a_value_change_nothing_on_a_run_chart(y, rules):
    told = [at for at, value in enumerate(y) if value is not None]
    here, without = run_chart(y, rules), run_chart([y[at] for at in told], rules)
    assert [(s.rule, s.points) for s in here.signals] == [
        (s.rule, tuple(told[point] for point in s.points)) for s in without.signals
    ]


@every_kind
@FEW_OF_EACH_KIND
@given(
    first=st.lists(st.integers(0, 9), min_size=1, max_size=25),
    second=st.lists(st.integers(0, 9), min_size=1, max_size=25),
)
def test_two_phases_are_two_charts(kind, first, second):
    together = KINDS[kind](first + second, Terms(rebased_at=(len(first),)))
    before, after = KINDS[kind](first), KINDS[kind](second)
    for name in LINES:
        np.testing.assert_array_equal(
            getattr(together.lines, name), np.concatenate((getattr(before.lines, name), getattr(after.lines, name)))
        )
    moved = {point + len(first): rule for point, rule in rules_by_point(after).items()}
    assert rules_by_point(together) == rules_by_point(before) | moved
    assert together.latest == after.latest


@SOME
@given(
    st.lists(st.integers(0, 9), min_size=12, max_size=12),
    st.lists(st.integers(0, 99), max_size=20),
    st.sampled_from(tuple(KINDS)),
)
def test_fixed_lines_do_not_move_with_what_comes_after(basis, later, kind):
    later = [min(value, 9) for value in later] if kind.startswith("p") else later
    fixed, alone = KINDS[kind](basis + later, Terms(baseline=12)), KINDS[kind](basis)
    for name in LINES:
        line = getattr(fixed.lines, name)
        np.testing.assert_array_equal(line[:12], getattr(alone.lines, name))
        np.testing.assert_array_equal(line, np.full(line.size, line[0]))
    assert not fixed.phases[0].trial


@SOME
@given(st.lists(st.integers(-2, 2), max_size=60))
def test_runs_agree_with_a_count_by_hand(y):
    off = [value for value in y if value]
    longest = length = crossings = 0
    for at, value in enumerate(off):
        same = at and (value > 0) == (off[at - 1] > 0)
        crossings += bool(at and not same)
        length = length + 1 if same else 1
        longest = max(longest, length)
    runs = count_runs(np.array(y, float), np.zeros(len(y)))
    assert (runs.useful, runs.longest_run, runs.crossings) == (len(off), longest, crossings)
    assert runs.runs == (crossings + 1 if off else 0)
    assert [y[point] > 0 for point in runs.longest] == [runs.upwards] * longest


def test_fewest_crossings_are_the_binomial_of_scipy():
    for useful in range(1, 400):
        assert fewest_crossings_by_chance(useful) == max(stats.binom.ppf(0.05, useful - 1, 0.5), 0)


@pytest.mark.parametrize(("above", "below"), list(product(range(6), range(6))))
def test_chance_of_runs_agrees_with_writing_out_every_order(above, below):
    seen = np.zeros(above + below + 1)
    for chosen in combinations(range(above + below), above):
        order = [at in chosen for at in range(above + below)]
        seen[sum(at == 0 or order[at] != order[at - 1] for at in range(len(order)))] += 1
    np.testing.assert_allclose(chance_of_runs(above, below), seen / seen.sum(), rtol=0, atol=1e-12)


@pytest.mark.parametrize(("above", "below"), [(40, 40), (17, 90), (300, 280)])
def test_chance_of_runs_has_the_known_mean_and_variance(above, below):
    size = above + below
    chance, runs = chance_of_runs(above, below), np.arange(size + 1)
    mean = 1 + 2 * above * below / size
    assert chance.sum() == pytest.approx(1, abs=1e-9)
    assert chance @ runs == pytest.approx(mean, rel=1e-9)
    assert chance @ (runs - mean) ** 2 == pytest.approx((mean - 1) * (mean - 2) / (size - 1), rel=1e-9)


def test_runs_by_chance_leave_at_most_a_fortieth_in_each_tail():
    for useful in range(2, 120):
        chance, (fewest, most) = chance_of_runs(useful // 2, useful - useful // 2), runs_by_chance(useful)
        assert chance[:fewest].sum() <= 0.025 < chance[: fewest + 1].sum()
        assert chance[most + 1 :].sum() <= 0.025 < chance[most:].sum()


@pytest.mark.parametrize("size", [12, 24, 40, 60])
def test_the_default_rules_call_at_most_one_chart_in_twenty_of_chance_alone(size):
    """Fewer on short charts, as a median has as many points above as below: about 1 % at 12 points."""
    random = np.random.default_rng(20)
    called = sum(bool(run_chart(random.normal(size=size)).signals) for _ in range(1500))
    assert 0.004 < called / 1500 < 0.06


@SOME
@given(st.lists(st.floats(-1e6, 1e6), max_size=20), st.floats(-1e6, 1e6))
def test_sides_are_signs_but_for_rounding(values, line):
    found = sides(np.array(values), np.full(len(values), line))
    for value, side in zip(values, found, strict=True):
        if abs(value - line) > 1e-5 or value == line:
            assert side == (value > line) - (value < line)
