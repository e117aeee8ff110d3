"""Our estimates against statsmodels and against slow sums, on random counts full of ties."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from homeward.stats.intervals import wilson
from homeward.stats.survival import CountTable, Entries, cumulative_incidence

SOME = settings(max_examples=80, deadline=None)
# Few days and many people: nearly every day holds several events of several kinds.
PEOPLE = st.lists(st.tuples(st.integers(1, 25), st.integers(0, 3), st.integers(0, 24)), min_size=3, max_size=120)


def columns(people):
    """Return last day, cause, and first day at risk (never after the last) as arrays."""
    day, cause, first = np.array(people).T
    return day, cause, np.minimum(first, day)


def table(day, cause):
    return CountTable(day=day, cause=cause, count=np.ones_like(day))


@SOME
@given(PEOPLE)
def test_cumulative_incidence_and_its_variance_agree_with_statsmodels(people):
    day, cause, _first = columns(people)
    assume(cause.any())
    ours = cumulative_incidence(table(day, cause), causes=3)
    with np.errstate(all="ignore"):
        theirs = CumIncidenceRight(day, cause)
    for number, (share, error) in enumerate(zip(theirs.cinc, theirs.cinc_se, strict=True)):
        np.testing.assert_allclose(ours.incidence[number, theirs.times], share, rtol=0, atol=1e-9)
        # statsmodels divides by zero where all at risk have an event at once, and by rounding below zero near it.
        told = np.isfinite(error)
        np.testing.assert_allclose(ours.variance[number, theirs.times][told], error[told] ** 2, rtol=0, atol=1e-9)


@SOME
@given(PEOPLE, st.booleans())
def test_kaplan_meier_agrees_with_statsmodels_also_with_delayed_entry(people, delayed):
    day, cause, first = columns(people)
    first = first if delayed else np.zeros_like(first)
    entries = Entries(day=first, count=np.ones_like(first)) if delayed else None
    ours = cumulative_incidence(table(day, cause), causes=3, entries=entries)
    assume(cause.any())
    with np.errstate(all="ignore"):
        # To statsmodels a person is at risk after the entry day, to us from the first day on.
        theirs = SurvfuncRight(day, np.minimum(cause, 1), entry=first - 1)
    np.testing.assert_array_equal(ours.at_risk[theirs.surv_times], theirs.n_risk)
    np.testing.assert_allclose(ours.still_free[theirs.surv_times], theirs.surv_prob, rtol=0, atol=1e-9)


@SOME
@given(PEOPLE)
def test_with_delayed_entry_the_estimates_are_the_sums_of_the_textbook(people):
    day, cause, first = columns(people)
    ours = cumulative_incidence(table(day, cause), 3, Entries(day=first, count=np.ones_like(first)))
    free, before, share = 1.0, [], [[0.0], [0.0], [0.0]]
    risk = [int(((first <= t) & (day >= t)).sum()) for t in range(int(day.max()) + 1)]
    hits = [[int(((day == t) & (cause == k)).sum()) for t in range(len(risk))] for k in (1, 2, 3)]
    for t, n in enumerate(risk):
        before.append(free)
        for k in range(3):
            share[k].append(share[k][-1] + (free * hits[k][t] / n if n else 0.0))
        free *= 1 - sum(kind[t] for kind in hits) / n if n else 1.0
    for k in range(3):
        np.testing.assert_allclose(ours.incidence[k], share[k][1:], rtol=0, atol=1e-12)
        expected = [textbook_variance(t, risk, hits, before, share[k][1:], k) for t in range(len(risk))]
        np.testing.assert_allclose(ours.variance[k], expected, rtol=0, atol=1e-12)


def textbook_variance(t, risk, hits, before, share, k):
    total = 0.0
    for s in range(t + 1):
        n, own, every = risk[s], hits[k][s], sum(kind[s] for kind in hits)
        if not every:
            continue
        gap = share[t] - share[s]
        total += gap**2 * every / (n * (n - every)) if n > every else 0.0
        total += before[s] ** 2 * (n - own) * own / n**3 - 2 * gap * before[s] * own / n**2
    return total


@SOME
@given(PEOPLE)
def test_shares_add_up_and_bands_hold_the_estimate(people):
    day, cause, _first = columns(people)
    ours = cumulative_incidence(table(day, cause), causes=3)
    np.testing.assert_allclose(ours.incidence.sum(axis=0) + ours.still_free, 1, rtol=0, atol=1e-12)
    assert (np.diff(ours.incidence, axis=1) >= 0).all()
    told = np.isfinite(ours.low)
    assert (ours.low[told] <= ours.incidence[told]).all()
    assert (ours.incidence[told] <= ours.high[told]).all()
    assert (ours.low[told] >= 0).all()
    assert (ours.high[told] <= 1).all()


@given(st.integers(0, 2000), st.integers(0, 2000), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_agrees_with_statsmodels(numerator, others, level):
    assume(numerator + others)
    denominator = numerator + others
    low, high = proportion_confint(numerator, denominator, alpha=1 - level, method="wilson")
    interval = wilson(numerator, denominator, level)
    assert (interval.low, interval.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    assert 0 <= interval.low <= numerator / denominator <= interval.high <= 1
