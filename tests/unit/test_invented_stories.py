"""The stories of invented children hold what the demo shows, and nobody's story is told in another's words."""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from homeward.invented import invent
from homeward.invented.families import InventedService, invent_families
from homeward.invented.families import happenings as told
from homeward.invented.families.draws import Draws
from homeward.invented.families.story_happenings import (
    EventWritten,
    SeenChild,
    VisitRecorded,
    VoiceAnswered,
    VoiceWritten,
)
from homeward.invented.families.story_teller import Teller, runs_in
from homeward.invented.families.story_words import Named, fill
from homeward.invented.families.telling_stories import WELL_KNOWN
from homeward.invented.families.working_days import at_work, school_day_before, working_day_before
from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Reach
from homeward.practice.chronology.noticed import noticed
from homeward.practice.chronology.noticed_kinds import NoticedKind, Placed
from homeward.practice.chronology.when import Exactness, When
from homeward.sources.ssda903 import read_files, stitch

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 20)
STORY = (EventWritten, VisitRecorded, VoiceWritten, VoiceAnswered)
SIX_WEEKS = timedelta(days=42)


@pytest.fixture(scope="module")
def service() -> InventedService:
    rows = stitch(read_files(invent(in_care=600, years=6, last_year=2026, seed=903, dirt=0.01)))
    return invent_families(rows, seed=903, as_of=AS_OF)


def written(service: InventedService, kind: type, child: str = "") -> list:
    """Return what was written of one kind, of one child or of all, in the order in which it happened."""
    found = [event.what for event in service.events if isinstance(event.what, kind)]
    return sorted((what for what in found if child in ("", what.child)), key=lambda what: what.on)


def of_story(service: InventedService, story: str) -> list[EventWritten]:
    return written(service, EventWritten, service.stories[story])


def seen(service: InventedService) -> dict[str, list[tuple[date, SeenChild]]]:
    found = defaultdict(list)
    for visit in written(service, VisitRecorded):
        for one in visit.seen:
            found[one.child].append((visit.on, one))
    return found


def test_a_text_says_who_somebody_is_the_first_time_and_their_given_name_after_that() -> None:
    names = {"mother": Named("her mother Jo", "Jo"), "child": Named("Ada", "Ada")}
    assert fill("{Mother} rang. {Child} told {mother}.", names) == "Her mother Jo rang. Ada told Jo."


def test_a_sentence_is_not_told_of_a_second_family_but_in_other_words() -> None:
    teller = Teller(Draws(1))
    text = "She counted the steps on the stairs, and knew by them who was coming up that evening."
    assert teller.say(text, {}, "one") == text
    assert teller.say(text, {}, "two") == ""
    assert teller.say("Tea.", {}, "one") == teller.say("Tea.", {}, "two") == "Tea."
    assert teller.say("Tea.", {}, "one") == ""
    choices = f"[It was early|It was late]. {text[:40]}"
    assert {teller.say(choices, {}, "two"), teller.say(choices, {}, "two")} - {""}


def test_no_family_is_told_of_in_the_words_of_another(service: InventedService) -> None:
    families = {child: number for number, family in enumerate(service.families) for child in family.children}
    first: dict[str, int] = {}
    for what in (what for kind in STORY for what in written(service, kind)):
        for run in (run for text in what.texts for run in runs_in(text)):
            assert first.setdefault(run, families.get(what.child, -1)) == families.get(what.child, -1), run


def test_every_text_is_finished(service: InventedService) -> None:
    for what in (what for kind in STORY for what in written(service, kind)):
        for text in filter(None, what.texts):
            assert not re.search(r"[{}\[\]|]|  |None", text), text
            assert text == text.strip()
        assert what.texts[0] or isinstance(what, VisitRecorded)


def test_every_child_in_care_was_visited_and_some_not_for_six_weeks_and_some_never_alone(
    service: InventedService,
) -> None:
    visits = seen(service)
    kids = [key for key, child in service.children.items() if child.is_open]
    assert all(visits[key] for key in kids)
    last = {key: max((on for on, one in visits[key] if one.is_seen), default=None) for key in kids}
    assert sum(day is None or AS_OF - day > SIX_WEEKS for day in last.values()) >= 5
    big = [key for key in kids if service.children[key].age_on(AS_OF) >= 5 and len(visits[key]) > 1]
    never = [key for key in big if not any(one.is_alone for _, one in visits[key])]
    assert 3 <= len(never) < len(big) / 2
    assert all((one.is_alone is None) == (not one.is_seen) for key in kids for _, one in visits[key])


def test_one_note_tells_of_all_sisters_and_brothers_with_what_concerns_one_alone(service: InventedService) -> None:
    several = [visit for visit in written(service, VisitRecorded) if len(visit.seen) > 1]
    assert len(several) >= 20
    assert any(one.private for visit in several for one in visit.seen)
    assert any(one.not_seen_because for visit in several for one in visit.seen)
    of_four = [event for event in written(service, EventWritten) if len(event.concerned) == 4]
    assert any(one.private for event in of_four for one in event.concerned)


def test_children_speak_in_words_of_their_age_and_babies_do_not_talk(service: InventedService) -> None:
    for key, notes in seen(service).items():
        for on, one in notes:
            assert not one.words or service.children[key].age_on(on) >= 3
    voices = written(service, VoiceWritten)
    own = [one for one in voices if one.person == one.child in service.children]
    small = [one for one in own if service.children[one.child].age_on(one.on) < 3]
    assert small
    assert all(one.how == "activity" and one.words.startswith("Has no words for it yet") for one in small)


def test_some_are_answered_some_are_not_and_half_of_the_children_are_not_heard(service: InventedService) -> None:
    voices, answers = written(service, VoiceWritten), written(service, VoiceAnswered)
    assert len(voices) / 3 < len(answers) < len(voices) * 2 / 3
    assert {True, False} == {answer.was_told for answer in answers}
    heard = {one.child for one in voices}
    assert len(service.children) / 3 < len(heard) < len(service.children) * 2 / 3
    assert any(AS_OF - max(one.on for one in voices if one.child == child) > timedelta(days=120) for child in heard)
    assert {"mother", "father"} <= {one.person.split("-")[1] for one in voices if "-" in one.person}


@pytest.mark.parametrize("story", sorted(WELL_KNOWN))
def test_a_story_tells_of_a_life_with_what_is_strong_in_it(service: InventedService, story: str) -> None:
    events = of_story(service, story)
    assert len(events) >= 10
    assert {"harm", "strength", "support"} <= {event.category for event in events} | {"support"}
    assert {event.exactness for event in events} >= {"day", "month"}
    came_on = service.children[service.stories[story]].came_on
    assert sum(event.on < came_on for event in events) >= 3
    assert sum(event.on > came_on for event in events) >= 3


def told_as_chronology(events: list[EventWritten]) -> list[ChronologyEvent]:
    return [
        ChronologyEvent(
            key=str(number),
            when=When(event.on, Exactness(event.exactness)),
            category=Category(event.category),
            what=event.what,
            knowledge=Knowledge(event.knowledge),
            known_from=event.known_from,
            reach=Reach(event.reach),
            place=event.place,
        )
        for number, event in enumerate(events)
    ]


def test_the_pathway_child_has_two_addresses_on_a_day_two_accounts_of_another_and_a_silence(
    service: InventedService,
) -> None:
    child = service.children[service.stories["on_pathway"]]
    placed = [Placed(one.began_on, one.ended_on, one.place) for one in child.episodes]
    events = told_as_chronology(of_story(service, "on_pathway"))
    found = noticed(events, AS_OF, born_on=child.born_on, placed=placed)
    places = [one for one in found if one.kind == NoticedKind.PLACES and len(one.events) == 2]
    assert len(places) == 1
    assert all(one.covers(places[0].on) for one in placed if one.began_on == child.last.began_on)
    accounts = [one for one in found if one.kind == NoticedKind.ACCOUNTS]
    assert [{event.knowledge for event in one.events} for one in accounts] == [
        {Knowledge.CARER, Knowledge.PROFESSIONAL}
    ]
    assert accounts[0].events[0].category == Category.FAMILY_TIME
    long = [one for one in found if one.kind == NoticedKind.SILENCE and one.on > child.came_on]
    assert len(long) == 1


def test_the_fathers_address_stands_in_open_and_in_restricted_events_and_once_without_his_name(
    service: InventedService,
) -> None:
    local_id = service.stories["domestic_abuse"]
    family = next(family for family in service.families if local_id in family.children)
    father = family.fathers[local_id]
    home = next(
        event.what.household
        for event in service.events
        if isinstance(event.what, told.HouseholdJoined) and event.what.person == father.key
    )
    events = of_story(service, "domestic_abuse")
    with_address = [event for event in events if home.address in event.what]
    assert {event.reach for event in with_address} == {"service", "restricted"}
    assert any(father.key not in event.mentions for event in with_address)
    restricted = [event for event in events if event.reach == "restricted"]
    assert {"police", "harm"} <= {event.category for event in restricted}
    assert sum(father.key in event.mentions for event in events) >= 5
    assert all("refuge" not in event.place.lower() for event in events)


def test_things_are_written_on_days_on_which_people_work(service: InventedService) -> None:
    days = Counter(
        event.on.weekday() >= 5
        for event in service.events
        if isinstance(event.what, STORY[:2]) and event.by is not None
    )
    assert days[True] == 0
    assert working_day_before(date(2026, 11, 22)) == date(2026, 11, 20)
    assert at_work(date(2026, 11, 21), AS_OF + timedelta(days=30)) == date(2026, 11, 23)
    assert at_work(date(2026, 11, 21), date(2026, 11, 22)) == date(2026, 11, 22)
    assert school_day_before(date(2026, 8, 12)).month == 6
    assert school_day_before(date(2026, 1, 3)) < date(2025, 12, 18)


def test_some_things_went_on_for_a_while_and_were_over_when_care_began(service: InventedService) -> None:
    lasting = [event for event in written(service, EventWritten) if event.until]
    assert lasting
    assert all(event.on < event.until for event in lasting)


def test_the_whole_is_of_a_size_that_a_demo_can_be_filled_with(service: InventedService) -> None:
    assert 700 <= sum(isinstance(event.what, STORY) for event in service.events) <= 900
