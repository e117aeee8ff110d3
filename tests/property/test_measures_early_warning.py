"""The early warning seldom cries wolf, sees what is large, loses nobody, and leaves the hidden and unfinished alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.measures.early_warning import read_early_warning
from homeward.measures.shares import share_row
from tests.months_of_returns import by_month
from tests.spec.reports.hand_made_pack import BY_MONTH, withheld


@st.composite
def monthly(draw, *, may_hide=True):
    """Any series of up to eight years, with a few months at its end that are not complete."""
    months = draw(st.integers(0, 96))
    most = draw(st.sampled_from([1, 4, 20, 200]))
    first, unfinished = draw(st.integers(2000 * 12, 2040 * 12)), draw(st.integers(0, 4))
    rows = []
    for month in range(first, first + months):
        home = draw(st.integers(0, most))
        period = f"{month // 12}-{month % 12 + 1:02}"
        is_hidden = may_hide and draw(st.integers(0, 30)) == 0
        row = withheld({}, period=period) if is_hidden else replace(_share(draw, home), period=period)
        rows.append(replace(row, complete=month < first + months - unfinished))
    return replace(BY_MONTH, rows=tuple(rows))


def _share(draw, home):
    return share_row({}, draw(st.integers(0, home)), home)


@settings(max_examples=60, deadline=None)
@given(monthly())
def test_what_is_hidden_or_unfinished_is_never_judged(result):
    warning = read_early_warning(result)
    for period in warning.periods:
        if not period.complete or period.is_hidden:
            assert (period.sign, period.low, period.high) == ("", None, None)
    if any(row.suppressed and row.complete for row in result.rows):
        assert warning.verdict == "hidden"
    assert bool(warning.signs) == (warning.verdict == "something changed")
    assert (warning.centre is None) == (warning.verdict not in ("something changed", "no sign of change"))


@settings(max_examples=60, deadline=None)
@given(monthly(may_hide=False))
def test_taken_together_months_lose_nobody_and_keep_their_order(result):
    periods = read_early_warning(result).periods
    for name in ("numerator", "denominator"):
        assert sum(getattr(p, name) for p in periods) == sum(getattr(row, name) for row in result.rows)
    edges = [edge for period in periods for edge in (period.first, period.last)]
    assert edges == sorted(edges)
    months = [row.period for row in result.rows]
    assert edges[:1] + edges[-1:] == months[:1] + months[-1:]


@settings(max_examples=60, deadline=None)
@given(monthly(may_hide=False))
def test_beyond_a_limit_is_what_bears_the_mark(result):
    for period in read_early_warning(result).periods:
        if period.low is not None:
            assert (period.value > period.high) == (period.sign == "more than by chance")
            assert (period.value < period.low) == (period.sign == "fewer than by chance")


@pytest.mark.slow
def test_where_nothing_changes_it_seldom_says_that_something_did():
    """Services from three to forty returns home a month: the reading promises up to one false sign in ten."""
    said = [verdict_of(seed, (share, share), home) for seed, share, home in services(400)]
    judged = [verdict for verdict in said if verdict in ("something changed", "no sign of change")]
    assert len(judged) > 300
    assert judged.count("something changed") / len(judged) < 0.1


def test_a_large_lasting_change_is_seen():
    said = [verdict_of(seed, (0.1, 0.3), 30) for seed in range(60)]
    assert said.count("something changed") >= 54


def services(how_many):
    chance = np.random.default_rng(0)
    return [(seed, chance.uniform(0.06, 0.25), chance.choice([3, 8, 14, 20, 40])) for seed in range(how_many)]


def verdict_of(seed, shares, home):
    """The verdict on five years, in the last of which the second share holds."""
    chance = np.random.default_rng(seed)
    went_home = chance.poisson(home, 60)
    back = chance.binomial(went_home, np.repeat(shares, (45, 15)))
    counts = [(int(x), int(n)) for x, n in zip(back, went_home, strict=True)]
    return read_early_warning(by_month(counts)).verdict
