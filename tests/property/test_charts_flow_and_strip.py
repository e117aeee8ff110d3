"""Whatever the histories and their words: the flow and the strip can be read, add up, and give nothing hidden away."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.charts.flow import draw_flow, flow_chart, flow_table
from homeward.charts.journey_of_child import strip_of
from homeward.charts.journey_strip import Lane, Mark, Span, draw_strip, journey_strip, strip_table
from homeward.invented import invent
from homeward.journeys import derive
from homeward.journeys.one_child import journey_of
from homeward.measures import calculate, suppress
from homeward.measures.flow import NEEDED, flow
from homeward.sources.day import day_of
from homeward.sources.ssda903 import read, stitch
from tests.build_rows import rows_of
from tests.random_histories import FIRST, YEARS, rows_of_histories
from tests.read_drawing import assert_readable

AS_OF_DAYS = st.integers(day_of(FIRST), day_of(FIRST) + 4 * 365)
DEFINITIONS = st.sampled_from(("dfe", "bristol"))


def steps_of(found):
    afterwards = (found.went_home, found.followed, found.back, found.not_back, found.not_known)
    return (found.came, found.left, *found.ways, *afterwards)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(rows_of_histories(most_children=12), AS_OF_DAYS, DEFINITIONS)
def test_the_steps_of_a_flow_add_up_and_can_be_read(rows, as_of_day, definition):
    results = calculate(derive(rows, as_of_day=as_of_day, definition=definition), NEEDED)
    for year in (None, *map(str, YEARS)):
        found = flow(results, year)
        if found.left.number is not None:
            assert found.left.number == sum(way.number for way in found.ways)
            assert found.went_home.number == found.back.number + found.not_back.number + found.not_known.number
            assert found.followed.number == found.back.number + found.not_back.number
        chart = flow_chart(found)
        assert_readable(draw_flow(chart))
        assert len(flow_table(chart).rows) == len(steps_of(found)) - (1 if definition == "bristol" else 2)


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(rows_of_histories(most_children=25), AS_OF_DAYS, DEFINITIONS)
def test_a_flow_of_shared_results_tells_no_small_number(rows, as_of_day, definition):
    assert_tells_no_small_number(rows, as_of_day, definition)


@pytest.mark.slow
@pytest.mark.parametrize("in_care", [60, 250])
@pytest.mark.parametrize("definition", ["dfe", "bristol"])
def test_a_flow_of_a_whole_council_tells_no_small_number(in_care, definition, tmp_path):
    for name, content in invent(in_care=in_care, years=4, last_year=2024, seed=in_care).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    rows = stitch(read(tmp_path))
    assert assert_tells_no_small_number(rows, rows.data_to_day, definition) > 0


def assert_tells_no_small_number(rows, as_of_day, definition):
    """Return how many numbers are shown."""
    results = suppress(calculate(derive(rows, as_of_day=as_of_day, definition=definition), NEEDED))
    shown = 0
    for year in (None, *map(str, rows.years)):
        found = flow(results, year)
        told = [step.number for step in steps_of(found) if step.number is not None]
        assert [number for number in told if 1 <= number <= 5] == []
        assert all(step.number is None for step in steps_of(found) if step.is_hidden)
        assert_readable(draw_flow(flow_chart(found)))
        shown += sum(number > 0 for number in told)
    return shown


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(rows_of_histories(most_children=3), AS_OF_DAYS)
def test_any_journey_is_without_gaps_in_care_and_can_be_read(rows, as_of_day):
    journeys = derive(rows, as_of_day=as_of_day)
    for child in sorted({row["child_id"] for row in rows_of(journeys.periods)}):
        journey = journey_of(child, journeys, reviews=rows.reviews)
        for period in journey.periods:
            for times in (period.placements, period.legal_statuses):
                assert (times[0].start_day, times[-1].end_day) == (period.start_day, period.end_day)
                assert all(before.end_day >= after.start_day for before, after in pairwise(times))
        homes = [row["home_day"] for row in rows_of(journeys.returns_home) if row["child_id"] == child]
        assert [time.start_day for time in journey.at_home] == sorted(homes)
        strip = strip_of(journey)
        assert_readable(draw_strip(strip))
        assert child not in draw_strip(strip)
        assert len(strip_table(strip).rows) == len(strip.marks) + sum(len(lane.spans) for lane in strip.lanes)


WORDS = st.one_of(st.sampled_from(["With foster carers", "Wwwmm%%", "x" * 90]), st.text(min_size=1, max_size=60))
DAYS = st.integers(10_000, 19_000)
LABELS = st.lists(WORDS, min_size=1, max_size=16)


@st.composite
def strips(draw):
    labels = st.sampled_from(draw(LABELS))
    kinds = st.sampled_from(["start", "going home", "end", "other"])
    marks = draw(st.lists(st.builds(Mark, labels, DAYS, kinds), max_size=50))
    looks = st.sampled_from(["solid", "light", "hollow"])
    times = st.tuples(labels, DAYS, st.one_of(st.none(), st.integers(0, 4000)), looks, st.booleans(), st.booleans())
    lanes = [
        Lane(
            title,
            tuple(
                Span(label, start, None if days is None else start + days, look, "", is_start_known, is_end_known)
                for label, start, days, look, is_start_known, is_end_known in draw(st.lists(times, max_size=50))
            ),
        )
        for title in ("Where the child lived", "Legal status")
    ]
    return journey_strip(marks, lanes, draw(DAYS))


@settings(max_examples=60, deadline=None)
@given(strips())
def test_any_strip_can_be_read(strip):
    assert_readable(draw_strip(strip))
    assert all(len(row) == len(strip_table(strip).headers) for row in strip_table(strip).rows)
