"""Random histories as `sources` hands them on: episodes of a child never overlap, and only the last may be open."""

from datetime import date, timedelta

from hypothesis import strategies as st

from homeward.sources.rows import Rows
from tests.build_rows import Child, Episode, build_rows

FIRST = date(2017, 4, 1)
YEARS = (2018, 2019, 2020, 2021)

_lengths = st.one_of(st.integers(0, 40), st.integers(300, 400))
_gaps = st.one_of(st.just(0), st.integers(1, 3), st.integers(360, 370))
_reasons = st.sampled_from(("X1", "E4A", "E4B", "E4", "E13", "E45", "E99", None))
_steps = st.tuples(_gaps, _lengths, _reasons, st.sampled_from("SPL"))
_careers = st.lists(_steps, min_size=1, max_size=5)
_births = st.one_of(st.none(), st.dates(date(1999, 1, 1), date(2021, 1, 1)))
_sexes = st.sampled_from(("female", "male", "unknown"))


@st.composite
def rows_of_histories(draw: st.DrawFn, most_children: int = 6) -> Rows:
    """Draw the rows of up to so many children over four return years."""
    episodes: list[Episode] = []
    children: list[Child] = []
    for number in range(draw(st.integers(0, most_children))):
        child = Child(f"child {number}", draw(_births), draw(_sexes))
        children.append(child)
        episodes += _episodes(child.id, draw(st.integers(0, 600)), draw(_careers), is_open=draw(st.booleans()))
    return build_rows(episodes, children, YEARS)


def _episodes(child: str, start: int, steps: list[tuple[int, int, str | None, str]], *, is_open: bool) -> list[Episode]:
    day, episodes = FIRST + timedelta(start), []
    for gap, length, reason, new in steps:
        # X1 says that care goes on: another episode the same day. Two episodes never begin on one day.
        continues = bool(episodes) and episodes[-1].reason == "X1"
        began = day if continues else day + timedelta(gap)
        if episodes and began <= episodes[-1].began_on:
            began = episodes[-1].began_on + timedelta(1)
        day = began + timedelta(max(length, 1) if reason == "X1" else length)
        episodes.append(Episode(child, began, day, reason, new))
    last = episodes.pop()
    ended_on = None if is_open else last.ended_on
    reason = None if last.reason == "X1" or is_open else last.reason
    return [*episodes, Episode(child, last.began_on, ended_on, reason, last.new)]
