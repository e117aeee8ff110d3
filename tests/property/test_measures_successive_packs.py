"""Two packs shared one after the other: whoever takes one from the other learns no small number."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.measures.suppress import suppress
from tests.oracle.intruder import is_small, tables_of
from tests.random_packs import KEYS, PLANS, _exit, pack_of

CHOSEN, WINDOWS = ("year", "sex"), (3, 12)


def exits_of(seed, number):
    chance = random.Random(seed)
    habits = {"home": 0.5, "back": 0.4, "adult": 0.1, "imputed": 0.05, "dfe": 0.1}
    weights = {key: [1] * len(values) for key, values in KEYS.items()}
    return [_exit(chance, habits, [1] * len(PLANS), weights) for _ in range(number)]


def corrected(exits, seed, number):
    """Return the exits as a later return tells them: some never were, some others come in."""
    chance = random.Random(seed)
    kept = [each for each in exits if chance.random() > number / len(exits) / 2]
    return kept + exits_of(seed + 1, number // 2)


def taken_away(old, new):
    """Yield by how much every number has changed that stands in both packs, and the rest of each that is shown."""
    before = {(table, place): row for table, rows in tables_of(old) for place, row in rows.items()}
    for table, rows in tables_of(new):
        for place, row in rows.items():
            then = before.get((table, place))
            if then is None or None in (row.numerator, then.numerator):
                continue
            yield table, place, row.numerator - then.numerator
            if None not in (row.denominator, then.denominator):
                yield table, place, row.denominator - then.denominator
                yield table, place, row.denominator - row.numerator - then.denominator + then.numerator


def learnt(old, new):
    return [found for found in taken_away(old, new) if is_small(abs(found[-1]))]


def packs(seed, number=300, change=20):
    first = exits_of(seed, number)
    return pack_of(first, CHOSEN, WINDOWS), pack_of(corrected(first, seed, change), CHOSEN, WINDOWS)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from((2, 6, 20, 80)))
def test_nobody_learns_a_small_number_by_taking_one_pack_from_the_next(seed, change):
    first, second = packs(seed, change=change)
    old = suppress(first)
    assert learnt(old, suppress(second, published_before=old)) == []


def test_without_the_earlier_pack_the_intruder_would_learn_some():
    found = [learnt(suppress(first), suppress(second)) for first, second in map(packs, range(3))]
    assert all(found)


@pytest.mark.parametrize("seed", range(4))
def test_a_third_pack_is_laid_beside_both_before_it(seed):
    exits = exits_of(seed, 300)
    returns = [exits, corrected(exits, seed, 60), corrected(exits, seed + 7, 8)]
    shared = []
    for each in returns:
        shared.append(suppress(pack_of(each, CHOSEN, WINDOWS), published_before=[r for pack in shared for r in pack]))
    assert learnt(shared[0], shared[2]) == []
    assert learnt(shared[1], shared[2]) == []


def test_the_same_figures_again_hide_nothing_more():
    first, _ = packs(3)
    old = suppress(first)
    assert suppress(first, published_before=old) == old
