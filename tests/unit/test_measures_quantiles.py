"""Quantiles from counts: always a day that occurred, with an interval between days that occurred, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.measures.quantiles import QUANTILES, quantile_of


@pytest.mark.parametrize(
    ("counts", "quantile", "expected"),
    [
        # Of 20: rank 10; the interval reaches 1.96 · √5 = 4.38 ranks: from rank 5 to rank 16.
        (dict.fromkeys(range(1, 21), 1), 0.5, (10, 5, 16)),
        ({3: 1, 8: 1}, 0.5, (3, None, None)),
        ({7: 5}, 0.25, (7, None, 7)),
        ({7: 100}, 0.25, (7, 7, 7)),
        ({}, 0.5, (None, None, None)),
    ],
)
def test_by_hand(counts, quantile, expected):
    assert quantile_of(counts, quantile) == expected


@given(st.dictionaries(st.integers(0, 3000), st.integers(1, 9), min_size=1), st.sampled_from(QUANTILES))
def test_at_least_that_share_did_not_exceed_it_and_fewer_stayed_below(counts, quantile):
    value, low, high = quantile_of(counts, quantile)
    number = sum(counts.values())
    assert sum(many for day, many in counts.items() if day <= value) >= number * quantile
    assert sum(many for day, many in counts.items() if day < value) < number * quantile
    assert {value, low, high} - {None} <= counts.keys()
    assert low is None or low <= value
    assert high is None or high >= value
