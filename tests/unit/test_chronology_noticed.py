"""What a chronology points out, by small examples that can be reckoned by hand."""

from datetime import date

import pytest

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge
from homeward.practice.chronology.noticed import noticed
from homeward.practice.chronology.noticed_kinds import Compared, NoticedKind, Placed
from homeward.practice.chronology.when import Exactness, When

TODAY = date(2024, 6, 30)


def event(on: date, what: str = "Something.", **words: object) -> ChronologyEvent:
    when = words.pop("when", When(on))
    told = {"key": f"event-{what}-{on}", "category": Category.FAMILY, "knowledge": Knowledge.PARENT} | words
    return ChronologyEvent(when=when, what=what, **told)


def sentences(kind: NoticedKind, *events: ChronologyEvent, **words: object) -> list[str]:
    return [one.sentence for one in noticed(events, TODAY, **words) if one.kind == kind]


def test_half_a_year_without_an_event_is_a_silence_and_a_day_less_is_none() -> None:
    # From 2 January 2024 until 30 June 2024 are 180 days without the day of the event itself: not yet too long.
    assert sentences(NoticedKind.SILENCE, event(date(2024, 1, 1))) == []
    assert sentences(NoticedKind.SILENCE, event(date(2023, 12, 31))) == [
        "Nothing is told from 1 January 2024 until today: 181 days."
    ]


def test_while_looked_after_three_months_are_too_long() -> None:
    in_care = (Placed(date(2024, 1, 1), None, "children's home"),)
    # 31 March to 30 June, today not counted, are 91 days.
    assert sentences(NoticedKind.SILENCE, event(date(2024, 3, 30)), placed=in_care) == []
    assert len(sentences(NoticedKind.SILENCE, event(date(2024, 3, 29)), placed=in_care)) == 1
    before = (Placed(date(2023, 1, 1), date(2024, 3, 30), "children's home"),)
    assert sentences(NoticedKind.SILENCE, event(date(2024, 3, 29)), placed=before) == []


def test_a_placement_that_follows_another_does_not_begin_the_count_anew() -> None:
    moved = (Placed(date(2024, 1, 1), date(2024, 5, 1), "a"), Placed(date(2024, 5, 1), None, "b"))
    assert len(sentences(NoticedKind.SILENCE, event(date(2024, 3, 29)), placed=moved)) == 1


def test_a_year_known_to_the_year_is_not_silent() -> None:
    in_2023 = event(date(2023, 1, 1), when=When(date(2023, 1, 1), Exactness.YEAR))
    assert sentences(NoticedKind.SILENCE, event(date(2022, 12, 1)), in_2023, event(date(2024, 2, 1))) == []


def test_the_years_before_the_first_event_are_silent_where_the_birth_is_known() -> None:
    told = sentences(NoticedKind.SILENCE, event(date(2024, 6, 1)), born_on=date(2015, 3, 7))
    assert told == ["Nothing is told from 7 March 2015 until 31 May 2024: 3374 days."]
    assert noticed((), TODAY, born_on=date(2015, 3, 7)) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "is_noticed"),
    [
        (When(date(2024, 3, 1), last_on=date(2024, 5, 1)), When(date(2024, 5, 1)), True),
        (When(date(2024, 3, 1), last_on=date(2024, 5, 1)), When(date(2024, 5, 2)), False),
        (When(date(2024, 3, 1)), When(date(2024, 3, 1)), True),
        (When(date(2024, 3, 1), Exactness.MONTH), When(date(2024, 3, 9)), False),
        (When(date(2024, 3, 1), Exactness.MONTH, date(2024, 5, 1)), When(date(2024, 4, 9)), True),
    ],
)
def test_two_addresses_are_noticed_only_where_they_held_on_one_day_for_certain(
    mine: When, theirs: When, is_noticed: bool
) -> None:
    at_home = event(mine.first_on, "a", when=mine, place="1 Invented Road")
    with_aunt = event(theirs.first_on, "b", when=theirs, place="9 Other Street", knowledge=Knowledge.RELATIVE)
    assert bool(sentences(NoticedKind.PLACES, at_home, with_aunt)) == is_noticed


def test_one_source_that_tells_of_two_addresses_in_a_day_tells_of_a_move() -> None:
    day = date(2024, 3, 1)
    assert sentences(NoticedKind.PLACES, event(day, "a", place="Here"), event(day, "b", place="There")) == []


def test_an_address_between_two_moves_of_the_care_history_is_pointed_out() -> None:
    placed = (Placed(date(2024, 1, 1), date(2024, 6, 1), "foster carer"),)
    told = sentences(NoticedKind.PLACES, event(date(2024, 3, 1), place="9 Other Street"), placed=placed)
    assert told == [
        "An event says that the child lived from 1 March 2024 at “9 Other Street”. The care history tells of no move "
        "on that day: since 1 January 2024 it says “foster carer”."
    ]
    for day in (date(2024, 1, 1), date(2024, 6, 1)):
        assert sentences(NoticedKind.PLACES, event(day, place="9 Other Street"), placed=placed) == []


def test_where_a_child_lived_needs_a_source_that_can_be_found() -> None:
    def told(**words: object) -> bool:
        return bool(sentences(NoticedKind.SOURCE, event(TODAY, **words)))

    assert told(place="Here", knowledge=Knowledge.NOT_KNOWN)
    assert told(category=Category.PLACEMENT, knowledge=Knowledge.DOCUMENT)
    assert not told(category=Category.PLACEMENT, knowledge=Knowledge.DOCUMENT, known_from="Court bundle, page 4")
    assert not told(knowledge=Knowledge.NOT_KNOWN)


def test_two_accounts_of_a_day_are_pointed_out_until_somebody_said_whether_they_agree() -> None:
    mother, school = event(TODAY, "a"), event(TODAY, "b", knowledge=Knowledge.PROFESSIONAL)
    assert len(sentences(NoticedKind.ACCOUNTS, mother, school)) == 1
    agree, disagree = (Compared(mother.key, school.key, said, "The bruise is told of twice.") for said in (False, True))
    assert noticed((mother, school), TODAY, compared=(agree,)) == []
    (found,) = noticed((mother, school), TODAY, compared=(disagree,))
    assert (found.kind, found.events) == (NoticedKind.DISAGREE, (mother, school))
    assert noticed((mother,), TODAY, compared=(disagree,)) == []


def test_what_two_workers_saw_are_two_accounts() -> None:
    seen = [event(TODAY, by, by=by, knowledge=Knowledge.SEEN) for by in ("Ann", "Ben")]
    assert len(sentences(NoticedKind.ACCOUNTS, *seen)) == 1
    assert sentences(NoticedKind.ACCOUNTS, seen[0], event(TODAY, "c", by="Ann", knowledge=Knowledge.SEEN)) == []
