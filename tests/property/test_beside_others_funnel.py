"""A funnel beside others: a point is outside iff the binomial, added up slowly, says so; its drawing can be read."""

from dataclasses import replace
from functools import cache
from math import exp, fsum, lgamma, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.charts.beside_tables import every_authority_table, funnel_table, mix_table
from homeward.charts.funnel import FunnelChart, FunnelPoint, funnel_chart
from homeward.charts.funnel_drawing import draw_funnel
from homeward.evidence.authorities import authorities
from homeward.measures.beside_others import MEASURES, LimitsAt, beside_others
from homeward.measures.result import Beside, Result
from homeward.measures.shares import share_row
from tests.read_drawing import assert_readable

WORDS = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}
CODES = [each.code for each in authorities()]


@cache
def tail(low, high, among, share):
    """The chance of `low` to `high` among so many."""
    return fsum(
        exp(
            lgamma(among + 1)
            - lgamma(count + 1)
            - lgamma(among - count + 1)
            + count * log(share)
            + (among - count) * log(1 - share)
        )
        for count in range(low, high + 1)
    )


def by_hand(count, among, share):
    """Where a count stands by chance alone: the smaller end of the chances of as many or as few."""
    above, below = tail(count, among, among, share), tail(0, count, among, share)
    for level, chance in (("99.8", 0.001), ("95", 0.025)):
        if above < chance:
            return f"above the {level} % limit"
        if below < chance:
            return f"below the {level} % limit"
    return "within the limits"


@pytest.mark.parametrize("year", [2021, 2023, 2025])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_published_point_is_where_the_slow_binomial_says(measure, year):
    found = beside_others([], "370", year=year, measure=measure)
    told = [each for each in found.authorities if each.share is not None]
    assert len(told) > 60
    for each in told:
        assert each.by_chance == by_hand(each.numerator, each.denominator, found.england.share), each


def beside(code, home, left, **asked):
    as_dfe = Beside("as_dfe", "", (share_row({"year": "2025"}, home, left),))
    result = Result(id="returns_home", kind="share", rows=(), beside=(as_dfe,), **WORDS)
    return beside_others([result], code, year=2025, **asked)


OURS = st.integers(1, 900).flatmap(lambda left: st.tuples(st.integers(0, left), st.just(left)))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CODES), OURS, st.lists(st.sampled_from(CODES), max_size=6))
def test_ours_is_where_the_slow_binomial_says_and_can_be_read(code, ours, chosen):
    found = beside(code, *ours, chosen=chosen)
    counted = found.counted
    assert counted.by_chance == by_hand(*ours, found.england.share)
    # Limits that allow for how much authorities differ anyway never single out more than chance alone does.
    assert counted.standing in ("within the limits", counted.by_chance, counted.by_chance.replace("99.8", "95"))
    chart = funnel_chart(found)
    assert_readable(draw_funnel(chart))
    for table in (funnel_table(chart), every_authority_table(found), mix_table(found)):
        assert all(len(row) == len(table.headers) for row in table.rows)


POINTS = st.lists(
    st.builds(FunnelPoint, st.just("A"), st.integers(1, 6000), st.floats(0, 1), st.sampled_from(["other", "chosen"])),
    max_size=12,
)
OWN = st.lists(st.builds(FunnelPoint, st.just("A"), st.integers(1, 6000), st.floats(0, 1), st.just("ours")), max_size=1)
BASE = funnel_chart(beside_others([], "301", year=2025))


@st.composite
def limits(draw):
    sizes = sorted(draw(st.sets(st.integers(1, 6000), max_size=5)))
    return tuple(LimitsAt(size, *sorted(draw(st.tuples(*[st.floats(0, 1)] * 4)))) for size in sizes)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(POINTS, OWN, OWN, limits(), st.none() | st.floats(0, 1))
def test_any_funnel_can_be_read(points, ours, published, around, centre):
    also = [replace(point, role="published") for point in published]
    spec = replace(BASE, points=(*points, *also, *ours), limits=around, centre=centre)
    assert isinstance(spec, FunnelChart)
    assert_readable(draw_funnel(spec))
