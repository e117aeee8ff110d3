"""The short route's sentence says what the pathway's table does: open for short stays without recorded harm."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.pathways.short_route import short_route
from homeward.practice.pathways.steps import Circumstances, Legal

TODAY = date(2026, 3, 31)


@given(since=st.none() | st.dates(date(2026, 1, 1), TODAY), harm=st.booleans(), legal=st.sampled_from(Legal))
def test_the_sentence_and_the_table_agree(since, harm, legal):
    child = Circumstances(8, legal, since, harm_recorded=harm)
    answer = RETURN_HOME.by_id["consider"].answer("short")
    assert short_route(child, TODAY).is_open == (not answer.why_not(child, TODAY))


def test_the_sentence_names_the_day():
    # 20 working days after 5 March 2026 is 2 April (Easter begins with Friday 3 April).
    child = Circumstances(8, Legal.SECTION_20, date(2026, 3, 5))
    assert short_route(child, TODAY).why == (
        "It is open: the child has been looked after since 5 March 2026, less than 20 working days until 2 April 2026, "
        "and no harm is recorded in the chronology. The manager says why it fits."
    )
    assert "since 5 March 2026, 20 working days or more" in short_route(child, date(2026, 4, 2)).why
    assert "harm is recorded" in short_route(Circumstances(8, Legal.OTHER, None, harm_recorded=True), TODAY).why
    assert "not looked after now" in short_route(Circumstances(8, Legal.OTHER, None), TODAY).why
