"""The four views of a chronology: what each keeps, whatever the events and whatever was asked for."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Mentioned, Origin, Reach
from homeward.practice.chronology.views import Narrowing, View, age_in_year, told_as, year_of
from homeward.practice.chronology.when import Exactness, When

days = st.dates(date(2015, 1, 1), date(2018, 12, 31))


@st.composite
def some_events(draw):
    return [
        ChronologyEvent(
            key=f"event-{at}",
            when=When(draw(days), draw(st.sampled_from(Exactness))),
            category=draw(st.sampled_from([Category.HARM, Category.HEALTH])),
            what="Something.",
            knowledge=Knowledge.PARENT,
            meant=draw(st.sampled_from(["", "Much."])),
            mentions=tuple(Mentioned(one, "Ann") for one in draw(st.sets(st.sampled_from("ab")))),
            reach=draw(st.sampled_from(Reach)),
            origin=draw(st.sampled_from([Origin.ENTERED, Origin.FILE])),
        )
        for at in range(draw(st.integers(0, 8)))
    ]


@st.composite
def narrowings(draw):
    from_on, to_on = sorted((draw(days), draw(days)))
    return Narrowing(
        categories=draw(st.frozensets(st.sampled_from([Category.HARM, Category.HEALTH]))),
        from_on=draw(st.sampled_from([None, from_on])),
        to_on=draw(st.sampled_from([None, to_on])),
        person=draw(st.sampled_from(["", "a"])),
        origin=draw(st.sampled_from([None, Origin.FILE])),
        only_meant=draw(st.booleans()),
    )


def is_wanted(event, asked):
    """The same, slowly: some day on which it can have been is a day that was asked for, and so on."""
    days_possible = {
        event.when.earliest_on + timedelta(days=n)
        for n in range((event.when.latest_on - event.when.earliest_on).days + 1)
    }
    first, last = asked.from_on or date.min, asked.to_on or date.max
    if not any(first <= day <= last for day in days_possible):
        return False
    if asked.person and asked.person not in [one.person for one in event.mentions]:
        return False
    if asked.only_meant and not event.meant:
        return False
    return event.category in (asked.categories or Category) and event.origin in (
        [asked.origin] if asked.origin else Origin
    )


@settings(max_examples=30, deadline=None)
@given(some_events(), narrowings(), st.sampled_from(View), st.booleans())
def test_a_view_tells_or_leaves_out_each_event_asked_for_once(events, asked, view, is_latest_first):
    told = told_as(view, events, asked, is_latest_first=is_latest_first)
    shown = [line.event for line in told.lines]
    wanted = {event.key for event in events if is_wanted(event, asked)}
    assert sorted(event.key for event in (*shown, *told.left_out)) == sorted(wanted)
    open_to = {View.WORKER: set(Reach), View.AGENCIES: {Reach.AGENCIES}}.get(view, {Reach.AGENCIES, Reach.SERVICE})
    assert {event.reach for event in shown} <= open_to
    assert not {event.reach for event in told.left_out} & open_to


@settings(max_examples=30, deadline=None)
@given(some_events(), st.sampled_from(View), st.booleans())
def test_lines_are_numbered_in_the_order_of_time_and_stand_under_their_year_once(events, view, is_latest_first):
    told = told_as(view, events, Narrowing(), is_latest_first=is_latest_first)
    in_time = sorted(told.lines, key=lambda line: line.number)
    assert [line.number for line in in_time] == list(range(1, len(in_time) + 1))
    assert [line.event.when.order for line in in_time] == sorted(line.event.when.order for line in in_time)
    assert list(told.lines) == (in_time[::-1] if is_latest_first else in_time)
    assert len({year.year for year in told.years}) == len(told.years)
    assert all(year_of(line.event) == year.year for year in told.years for line in year.lines)


def test_a_year_says_how_old_the_child_becomes():
    born = date(2013, 5, 3)
    assert [age_in_year(born, year) for year in (2012, 2013, 2014, 2019)] == [
        "before birth",
        "the year of birth",
        "turns 1",
        "turns 6",
    ]
    assert age_in_year(None, 2019) == ""


def test_what_was_asked_for_is_said_in_words():
    asked = Narrowing(frozenset({Category.HEALTH, Category.HARM}), date(2024, 1, 1), None, "a", Origin.FILE, True)
    assert asked.in_words("Ann Invented") == (
        "Only: harm or worry, health; from 1 January 2024; about Ann Invented; found in reading the file; "
        "only what says what it meant"
    )
    assert Narrowing().in_words() == ""
