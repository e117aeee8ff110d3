"""What a chronology points out, reckoned a second time in the slow and obvious way: day by day and pair by pair."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge
from homeward.practice.chronology.noticed import noticed
from homeward.practice.chronology.noticed_accounts import two_accounts, two_places
from homeward.practice.chronology.noticed_kinds import Compared, NoticedKind, Placed
from homeward.practice.chronology.noticed_silences import SILENCE_DAYS, SILENCE_IN_CARE_DAYS, silences
from homeward.practice.chronology.when import Exactness, When

FIRST, TODAY = date(2020, 1, 1), date(2021, 6, 30)
DAY = timedelta(days=1)
days = st.dates(FIRST, TODAY)
places = st.sampled_from(["", "1 Invented Road", "1, invented  road.", "9 Other Street"])


@st.composite
def whens(draw):
    first_on, exactness = draw(days), draw(st.sampled_from(Exactness))
    last_on = draw(st.none() | st.dates(first_on, TODAY))
    return When(first_on, exactness, last_on)


@st.composite
def events(draw, when):
    return [
        ChronologyEvent(
            key=f"event-{at}",
            when=draw(when),
            category=draw(st.sampled_from([Category.HARM, Category.PLACEMENT])),
            what="Something.",
            knowledge=draw(st.sampled_from([Knowledge.PARENT, Knowledge.DOCUMENT, Knowledge.SEEN])),
            known_from=draw(st.sampled_from(["", "a letter"])),
            place=draw(places),
            by=draw(st.sampled_from(["Ann", "Ben"])),
        )
        for at in range(draw(st.integers(0, 7)))
    ]


@st.composite
def placements(draw):
    found, day = [], draw(days)
    for _ in range(draw(st.integers(0, 3))):
        ended_on = draw(st.none() | st.dates(day, max(day, TODAY + DAY)))
        found.append(Placed(day, ended_on, draw(st.sampled_from(["children's home", "9 Other Street"]))))
        if ended_on is None:
            break
        day = ended_on + draw(st.sampled_from([0, 0, 40])) * DAY
    return found


def every_day(first_on, last_on):
    return [first_on + n * DAY for n in range((last_on - first_on).days + 1)]


def told_days(event):
    """The days on which an event can have begun, and those on which it can have ended."""
    when = event.when
    begun, ended = When(when.first_on, when.exactness), When(when.last_on or when.first_on, when.exactness)
    return {day for one in (begun, ended) for day in every_day(one.earliest_on, one.latest_on)}


def runs(wanted, among):
    """The runs of wanted days, in order."""
    found = []
    for day in among:
        if day in wanted:
            if found and found[-1][-1] == day - DAY:
                found[-1].append(day)
            else:
                found.append([day])
    return found


def slow_silences(told, born_on, placed):
    filled = set().union(*map(told_days, told)) if told else set()
    if not filled:
        return []
    span = every_day(min(filled | ({born_on} if born_on else set())), TODAY - DAY)
    in_care = {day for day in span for one in placed if one.covers(day)}
    return [
        (run[0], len(run))
        for run in runs({day for day in span if day not in filled}, span)
        if len(run) > SILENCE_DAYS or any(len(one) > SILENCE_IN_CARE_DAYS for one in runs(in_care, run))
    ]


@settings(max_examples=30, deadline=None)
@given(events(whens()), st.none() | days, placements())
def test_silences_are_those_that_counting_day_by_day_finds(told, born_on, placed):
    found = silences(told, TODAY, born_on=born_on, placed=placed)
    as_counted = [(one.on, int(one.sentence.rsplit(": ", 1)[1].split()[0])) for one in found]
    assert as_counted == slow_silences(told, born_on, placed)


def plain(words):
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def source(event):
    return event.knowledge, event.known_from, event.by if event.knowledge == Knowledge.SEEN else ""


def certain(event, day):
    """Tell whether an event held on a day, whichever of the days possible it began and ended."""
    when = event.when
    begun, ended = When(when.first_on, when.exactness), When(when.last_on or when.first_on, when.exactness)
    return begun.latest_on <= day <= ended.earliest_on


def slow_places(told, placed):
    span = every_day(FIRST, TODAY)
    pairs = {
        (one.key, other.key)
        for one, other in combinations(told, 2)
        if one.place and other.place and plain(one.place) != plain(other.place) and source(one) != source(other)
        if any(certain(one, day) and certain(other, day) for day in span)
    }
    beside = {
        (event.key,)
        for event in told
        for home in placed
        if event.place and event.when.exactness == Exactness.DAY and home.covers(event.when.first_on)
        if home.began_on != event.when.first_on and plain(home.where) != plain(event.place)
    }
    return pairs | beside


@settings(max_examples=30, deadline=None)
@given(events(whens()), placements())
def test_two_addresses_are_found_wherever_a_day_has_two(told, placed):
    found = {tuple(event.key for event in one.events) for one in two_places(told, placed)}
    assert found == slow_places(told, placed)


near = st.builds(When, st.dates(FIRST, FIRST + 2 * DAY), st.sampled_from([Exactness.DAY, Exactness.MONTH]))


@settings(max_examples=30, deadline=None)
@given(events(near), st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6))), st.booleans())
def test_two_accounts_are_pointed_out_until_each_pair_was_compared(told, settled, is_disagreement):
    compared = [Compared(f"event-{one}", f"event-{other}", is_disagreement, "x") for one, other in settled]
    open_keys = {
        key
        for one, other in combinations(told, 2)
        if one.when.exactness == other.when.exactness == Exactness.DAY and one.when.first_on == other.when.first_on
        if one.category == other.category and source(one) != source(other)
        if not {(one.key[6:], other.key[6:]), (other.key[6:], one.key[6:])} & {(f"{a}", f"{b}") for a, b in settled}
        for key in (one.key, other.key)
    }
    found = list(two_accounts(told, compared))
    assert {event.key for one in found for event in one.events} == open_keys
    assert len({(one.on, one.events[0].category) for one in found}) == len(found)


@settings(max_examples=30, deadline=None)
@given(events(whens()), placements())
def test_all_that_is_noticed_says_what_and_what_to_do_kind_by_kind(told, placed):
    found = noticed(told, TODAY, placed=placed)
    order = [list(NoticedKind).index(one.kind) for one in found]
    assert order == sorted(order)
    assert all(one.sentence.endswith((".", "?")) and one.to_do.endswith((".", "?")) for one in found)
    assert {event for one in found for event in one.events} <= set(told)
