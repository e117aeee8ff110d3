"""No small number shows in a shared pack, and an intruder who knows how its tables are linked can work none out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.measures.result import Result, ResultRow
from homeward.measures.shares import share_row
from homeward.measures.suppress import suppress, suppress_and_audit
from tests.oracle.intruder import is_small, place_of, tables_of, worked_out
from tests.random_packs import WORDS, pack_of, random_pack

SEEDS = st.integers(0, 10**6)
TRAPS = st.sampled_from((0, 0, 1, 1, 2, 3, 5, 6, 7, 12))
"""Counts that give trouble: zeros, ones, equal ones, those that sum to 2, and those just large enough."""


def leaks_of(seeds):
    packs = map(random_pack, seeds)
    return {seed: leaks for seed, pack in zip(seeds, packs, strict=True) if (leaks := worked_out(suppress(pack), pack))}


@pytest.mark.slow
def test_no_small_number_can_be_worked_out_of_25_packs():
    assert leaks_of(range(25)) == {}


@pytest.mark.slow
def test_no_small_number_can_be_worked_out_of_200_packs():
    assert leaks_of(range(1000, 1200)) == {}


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_no_small_number_can_be_worked_out_of_any_pack(seed):
    assert leaks_of([seed]) == {}


@st.composite
def exits_with_traps(draw):
    """Exits of which whole groups are nobody's but one, or of which counts by year and sex are the troublesome ones."""
    numbers = draw(st.lists(TRAPS, min_size=8, max_size=8))
    back_after = st.sampled_from((None, 50, 120, 300))
    exits = []
    for (year, sex, home), number in zip(
        product(("2018", "2019"), ("female", "male"), (True, False)), numbers, strict=True
    ):
        for _ in range(number):
            exits.append(_exit(year, sex, home, draw(back_after), draw(st.sampled_from(("planned", "unplanned")))))
    return exits


def _exit(year, sex, home, back_after, plan):
    return {
        "year": year, "sex": sex, "home": home, "back_after": back_after if home else None, "plan": plan,
        "followed": 1200 if year == "2018" else 800, "month": f"{int(year) - 1}-04", "imputed": False, "dfe": False,
        "adult_after": 9999, "days_in_care": 100,
    }  # fmt: skip


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(exits_with_traps())
def test_no_trap_gives_a_small_number_away(exits):
    pack = pack_of(exits, ("year", "sex"), (3, 6, 12))
    assert worked_out(suppress(pack), pack) == []


# Every world, not only those that linear programming finds: tables small enough to try all whole numbers.


def counted(numbers):
    rows = [ResultRow({}, sum(numbers), None, None)]
    rows += [ResultRow({"year": str(2018 + place)}, number, None, None) for place, number in enumerate(numbers)]
    return Result(id="exits", kind="count", rows=tuple(rows), **WORDS)


def shared_out(total, parts, least):
    """Yield every way to share a total out among parts, each at least so many."""
    if parts == 1:
        if total >= least:
            yield (total,)
        return
    for first in range(least, total - least * (parts - 1) + 1):
        for others in shared_out(total - first, parts - 1, least):
            yield (first, *others)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(TRAPS, min_size=2, max_size=5))
def test_in_a_table_of_counts_every_hidden_number_has_another_world(numbers):
    total, *rows = suppress([counted(numbers)])[0].rows
    hidden = [place for place, row in enumerate(rows) if row.suppressed]
    if total.suppressed or not hidden:
        assert not any(is_small(number) for number in numbers) or total.suppressed
        return
    left = sum(numbers[place] for place in hidden)
    worlds = list(shared_out(left, len(hidden), least=1))
    for column, place in enumerate(hidden):
        possible = {world[column] for world in worlds}
        assert len(possible) > 1
        assert not is_small(numbers[place]) or max(possible) > 5


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TRAPS, TRAPS), min_size=2, max_size=3))
def test_in_a_table_of_shares_every_hidden_number_has_another_world(pairs):
    rows = [share_row({}, sum(having for having, _ in pairs), sum(map(sum, pairs)))]
    rows += [
        share_row({"year": str(2018 + place)}, having, having + lacking)
        for place, (having, lacking) in enumerate(pairs)
    ]
    total, *years = suppress([Result(id="r", kind="share", rows=tuple(rows), **WORDS)])[0].rows
    hidden = [place for place, row in enumerate(years) if row.suppressed]
    if total.suppressed or not hidden:
        return
    having, lacking = (sum(pairs[place][side] for place in hidden) for side in (0, 1))
    worlds = [
        tuple(zip(with_it, without, strict=True))
        for with_it in shared_out(having, len(hidden), least=0)
        for without in shared_out(lacking, len(hidden), least=0)
        if all(map(sum, zip(with_it, without, strict=True)))
    ]
    for column, place in enumerate(hidden):
        for count in (lambda pair: pair[0], lambda pair: pair[1], sum):
            possible = {count(world[column]) for world in worlds}
            assert not is_small(count(pairs[place])) or not all(map(is_small, possible))


# What is shown.


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_what_is_shown_is_true_and_never_small(seed):
    pack = random_pack(seed)
    for (table, rows), (_, shared) in zip(tables_of(pack), tables_of(suppress(pack)), strict=True):
        for place, row in rows.items():
            if shared[place].suppressed or table[0] == "re_entry_cumulative":
                continue
            assert (row.numerator, row.denominator, row.value) == (
                shared[place].numerator, shared[place].denominator, shared[place].value,
            )  # fmt: skip
            lacking = 0 if row.denominator is None else row.denominator - row.numerator
            assert not any(map(is_small, (row.numerator, row.denominator or 0, lacking))), (table, place)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_curve_shows_steps_of_nobody_or_six_and_no_counts(seed):
    pack = random_pack(seed)
    curve = next(result for result in pack if result.kind == "curve")
    shared = next(result for result in suppress(pack) if result.kind == "curve")
    before = 0
    for row, shown in zip(curve.rows, shared.rows, strict=True):
        assert (shown.numerator, shown.denominator) == (None, None)
        if not shown.suppressed:
            assert row.numerator == before or row.numerator >= before + 6
            assert row.denominator >= 6
            before = row.numerator


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_order_of_results_does_not_matter(seed):
    pack = random_pack(seed)
    assert suppress(pack[::-1]) == suppress(pack)[::-1]


def test_rows_of_nobody_are_shown():
    for seed in range(10):
        pack = random_pack(seed)
        for (table, rows), (_, shared) in zip(tables_of(pack), tables_of(suppress(pack)), strict=True):
            for place, row in rows.items():
                if not table[1] and row.denominator == 0 and row.at_days is None:
                    assert not shared[place].suppressed, (table, place_of(row))


def test_much_is_still_shown_of_large_packs():
    audits = [suppress_and_audit(random_pack(seed, exits=2000))[1] for seed in range(6)]
    hidden = sum(audit.hidden_as_small + audit.hidden_to_protect for audit in audits)
    assert hidden / sum(audit.rows for audit in audits) < 0.45


# Without one of its steps the program leaks, and the tests above notice: they can fail.


ROUNDS = "homeward.measures.suppression.rounds"


@pytest.mark.slow
def test_the_intruder_finds_what_is_hidden_by_size_alone(monkeypatch):
    monkeypatch.setattr(f"{ROUNDS}.hide_against_taking_away", lambda choice: None)
    monkeypatch.setattr(f"{ROUNDS}.find_recoverable", lambda choice: [])
    assert len(leaks_of(range(4, 10))) > 2


@pytest.mark.slow
def test_the_intruder_finds_what_only_the_audit_would(monkeypatch):
    monkeypatch.setattr(f"{ROUNDS}.find_recoverable", lambda choice: [])
    assert len(leaks_of(range(25))) > 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "link",
    ["_link_windows", "_link_to_parents", "_link_margins", "_link_ways_that_add_up", "_link_what_agrees"],
)
def test_the_intruder_finds_what_a_missing_link_leaves_open(monkeypatch, link):
    pack = random_pack(5, exits=400, keys=("year", "sex", "need"), windows=(3, 6, 12, 24))
    assert not worked_out(suppress(pack), pack)
    monkeypatch.setattr(f"homeward.measures.suppression.links.{link}", lambda *_: None)
    assert worked_out(suppress(pack), pack)
