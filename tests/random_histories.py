"""Random histories as `sources` hands them on: episodes of a child never overlap, and only the last may be open."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from homeward.sources.rows import Rows
from tests.build_rows import Child, Episode, Further, build_rows

FIRST = date(2017, 4, 1)
YEARS = (2018, 2019, 2020, 2021)

_lengths = st.one_of(st.integers(0, 40), st.integers(300, 400), st.integers(730, 740))
_gaps = st.one_of(st.just(0), st.integers(1, 3), st.integers(360, 370))
_reasons = st.sampled_from(("X1", "E4A", "E4B", "E4", "E13", "E45", "E99", None))
_places = st.sampled_from(("U4", "U6", "P1", "K2", "T1", "XX"))
_statuses = st.sampled_from(("C1", "C2", "V2", "E1", "L1", "J1", "D1", "C9"))
_needs = st.sampled_from(("N1", "N5", "N8", "N9"))
_steps = st.tuples(_gaps, _lengths, _reasons, st.sampled_from("SSSSPLTUB"), _places, _statuses, _needs)
_careers = st.lists(_steps, min_size=1, max_size=5)
_births = st.one_of(
    st.none(), st.dates(date(1999, 1, 1), date(2021, 1, 1)), st.dates(date(2015, 1, 1), date(2018, 1, 1))
)
_sexes = st.sampled_from(("female", "male", "unknown"))
_ethnicities = st.sampled_from(("WBRI", "MOTH", "AIND", "BAFR", "OOTH", "REFU", "ZZ", None))
_days = st.integers(-60, 4 * 365 + 60).map(lambda days: FIRST + timedelta(days))
_plans = st.sampled_from(("return_home", "adoption", "other"))


def _lists_of(rows: st.SearchStrategy[tuple]) -> st.SearchStrategy[list[tuple] | None]:
    """Draw the rows of a table, or that it was not given."""
    return st.one_of(st.none(), st.lists(rows, max_size=30))


@st.composite
def rows_of_histories(draw: st.DrawFn, most_children: int = 6) -> Rows:
    """Draw the rows of up to so many children over four return years."""
    episodes: list[Episode] = []
    children: list[Child] = []
    for number in range(draw(st.integers(0, most_children))):
        child = Child(f"child {number}", draw(_births), draw(_sexes), draw(_ethnicities))
        children.append(child)
        episodes += _episodes(child.id, draw(st.integers(-500, 600)), draw(_careers), is_open=draw(st.booleans()))
    named = st.sampled_from([*(child.id for child in children), "nobody"])
    further = Further(
        reviews=_reviews(draw, named, episodes),
        unaccompanied=draw(_lists_of(st.tuples(named, st.one_of(st.none(), _days)))),
        care_plans=_care_plans(draw, named, episodes),
    )
    return build_rows(episodes, children, YEARS, further)


def _reviews(draw: st.DrawFn, named: st.SearchStrategy[str], episodes: list[Episode]) -> list[tuple] | None:
    """Draw reviews on any day, and some soon after an episode began: chance alone seldom holds one in time."""
    any_day = draw(_lists_of(st.tuples(named, _days)))
    if any_day is None or not episodes:
        return any_day
    soon = draw(st.lists(st.tuples(st.sampled_from(episodes), st.integers(1, 45)), max_size=10))
    return any_day + [(episode.child, episode.began_on + timedelta(days)) for episode, days in soon]


def _care_plans(draw: st.DrawFn, named: st.SearchStrategy[str], episodes: list[Episode]) -> list[tuple] | None:
    """Draw plans from any day, and some in force when an episode began: of few exits home is there a plan by chance."""
    any_day = draw(_lists_of(st.tuples(named, _days, _plans)))
    if any_day is None or not episodes:
        return any_day
    in_force = draw(st.lists(st.tuples(st.sampled_from(episodes), _plans), max_size=10))
    return any_day + [(episode.child, episode.began_on, plan) for episode, plan in in_force]


def _episodes(child: str, start: int, steps: list[tuple], *, is_open: bool) -> list[Episode]:
    day, episodes = FIRST + timedelta(start), []
    for gap, length, reason, new, *codes in steps:
        # X1 says that care goes on: another episode the same day. Two episodes never begin on one day.
        continues = bool(episodes) and episodes[-1].reason == "X1"
        began = day if continues else day + timedelta(gap)
        if episodes and began <= episodes[-1].began_on:
            began = episodes[-1].began_on + timedelta(1)
        day = began + timedelta(max(length, 1) if reason == "X1" else length)
        episodes.append(Episode(child, began, day, reason, new, codes[1], codes[2], codes[0]))
    last = episodes.pop()
    ended_on = None if is_open else last.ended_on
    reason = None if last.reason == "X1" or is_open else last.reason
    return [*episodes, replace(last, ended_on=ended_on, reason=reason)]
