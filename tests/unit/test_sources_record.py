"""Our own record becomes the rows that a return gives: nothing of a later day, nothing that cannot be."""

from dataclasses import replace
from datetime import date

import pytest

from homeward.journeys import derive
from homeward.measures.calculate import calculate
from homeward.measures.known_after_return import OUTCOMES, known_after_return
from homeward.measures.suppress import suppress
from homeward.practice.after.outcomes import Outcome
from homeward.sources.day import day_of
from homeward.sources.record import RecordChild, RecordEpisode, RecordGiven, RecordOutcome, read_record

AS_OF = date(2026, 11, 21)


def child(identity: str) -> RecordChild:
    return RecordChild(identity, "female", date(2018, 5, 15), "WBRI")


def episode(identity: str, began: date, ended: date | None = None, why: str = "", rne: str = "S") -> RecordEpisode:
    return RecordEpisode(identity, began, ended, rne, "V2", "N1", "U4", why)


FIRST = episode("a", date(2024, 1, 10), date(2024, 6, 1), "E4A")
BACK = episode("a", date(2024, 9, 1))
OTHER = episode("b", date(2024, 2, 1), date(2025, 2, 1), "E4B")
GIVEN = RecordGiven("Invented record", (child("a"), child("b")), (BACK, OTHER, FIRST))


def total(given: RecordGiven, measure: str, as_of: date = AS_OF):
    read = read_record(given, as_of=as_of)
    return calculate(derive(read.rows, as_of_day=day_of(as_of)), [measure])[0].rows[0]


def test_the_same_measures_count_the_record():
    home = total(GIVEN, "returns_home")
    assert (home.numerator, home.denominator) == (2, 2)
    back = total(GIVEN, "re_entry_within_6_months")
    assert (back.numerator, back.denominator) == (1, 2)
    assert total(GIVEN, "returns_home_unplanned").numerator == 1


def test_what_lies_after_the_day_is_not_there_yet():
    on = date(2024, 7, 1)
    assert total(GIVEN, "returns_home", on).denominator == 1
    rows = read_record(GIVEN, as_of=on).rows
    told = rows.episodes.native.sort("child_id", "episode_number").rows(named=True)
    assert [(row["child_id"], row["dec_day"] is None, row["reason_ceased"]) for row in told] == [
        ("a", False, "E4A"),
        ("b", True, None),
    ]
    assert rows.years == (2024, 2025)


def test_what_cannot_be_is_set_aside_and_told_without_naming_anybody():
    over = episode("a", date(2024, 3, 1), date(2024, 4, 1))
    backwards = episode("b", date(2025, 5, 2), date(2025, 5, 1))
    stranger = episode("nobody", date(2024, 1, 1))
    read = read_record(replace(GIVEN, episodes=(*GIVEN.episodes, over, backwards, stranger)), as_of=AS_OF)
    fate = read.rows.fates["Episodes"]
    assert (fate.read, fate.used, fate.set_aside) == (6, 3, 3)
    assert "nobody" not in read.rows.findings[0].sentence
    assert read.rows.findings[0].value is None


def test_an_empty_record_counts_nobody_and_does_not_fail():
    nothing = RecordGiven("Invented record")
    assert total(nothing, "returns_home").denominator == 0
    read = read_record(nothing, as_of=AS_OF)
    assert read.rows.years == (2027,)
    assert known_after_return(read.outcomes, 6).rows[0].numerator == 0


def test_every_outcome_of_practice_can_be_counted_and_not_known_is():
    assert set(OUTCOMES) == set(Outcome)
    told = tuple(RecordOutcome("a", date(2025, 1, 1), 6, "not_known") for _ in range(8))
    told += tuple(RecordOutcome("b", date(2025, 1, 1), 6, "home_and_well") for _ in range(9))
    result = known_after_return(read_record(replace(GIVEN, outcomes=told), as_of=AS_OF).outcomes, 6)
    counts = {row.group.get("outcome", "all"): row.numerator for row in result.rows}
    assert counts["all"] == 17
    assert counts["not_known"] == 8
    assert counts["home_and_well"] == 9
    assert sum(counts[one] for one in OUTCOMES) == counts["all"]


def test_small_outcomes_are_hidden_with_what_would_give_them_away():
    told = tuple(RecordOutcome("a", date(2025, 1, 1), 6, "back_in_care") for _ in range(2))
    told += tuple(RecordOutcome("b", date(2025, 1, 1), 6, "home_and_well") for _ in range(30))
    result = known_after_return(read_record(replace(GIVEN, outcomes=told), as_of=AS_OF).outcomes, 6)
    shared = {row.group.get("outcome", "all"): row for row in suppress([result])[0].rows}
    assert shared["back_in_care"].suppressed
    assert shared["home_and_well"].suppressed or shared["all"].suppressed


def test_a_word_that_is_no_outcome_is_refused():
    told = (RecordOutcome("a", date(2025, 1, 1), 6, "fine"),)
    with pytest.raises(ValueError, match="no such outcomes"):
        known_after_return(read_record(replace(GIVEN, outcomes=told), as_of=AS_OF).outcomes, 6)
