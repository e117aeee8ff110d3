"""An agreement is read as it was frozen, its digest names its words alone, and nothing unkept is left untold."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.agreement import (
    HOWS_OF,
    IS_KEPT,
    Acceptance,
    Agreement,
    Became,
    Goal,
    GoalReview,
    How,
    Judged,
    Party,
    Promise,
    PromiseReview,
    Side,
    Who,
    are_agreed,
    breaches,
    differences,
    digest_of,
    frozen,
    not_looked_at,
    progress,
    thawed,
)
from homeward.practice.agreement.reading_age import reading_age

DAY = date(2026, 5, 4)
WORDS = st.text(min_size=1, max_size=30).filter(str.strip)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def goals(draw: st.DrawFn, line: str) -> Goal:
    text = {name: draw(WORDS) for name in ("concern", "change", "seen_by")}
    return Goal(f"key-{line}", line, **text, by_on=draw(DAYS), whose="Mo", is_of_child=draw(st.booleans()))


@st.composite
def promises(draw: st.DrawFn, line: str) -> Promise:
    return Promise(f"key-{line}", line, draw(WORDS), draw(WORDS), by_on=draw(DAYS))


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """An agreement with up to three goals and promises, each looked at up to three times before 4 May."""
    some = [draw(goals(f"g{at}")) for at in range(draw(st.integers(1, 3)))]
    others = [draw(promises(f"p{at}")) for at in range(draw(st.integers(1, 3)))]
    days = st.integers(0, 60).map(lambda back: DAY - timedelta(days=back))
    looks = [
        GoalReview(one.key, one.line, judged, draw(days), evidence=() if judged == Judged.CANNOT_TELL else ("e",))
        for one in some
        for judged in draw(st.lists(st.sampled_from(Judged), max_size=3))
    ]
    kept = [
        PromiseReview(one.key, one.line, became, draw(days))
        for one in others
        for became in draw(st.lists(st.sampled_from(Became), max_size=3))
    ]
    return Agreement("a", 1, "", tuple(some), tuple(others), reviews=tuple(looks), promise_reviews=tuple(kept))


@given(agreements(), st.text(max_size=20))
@settings(max_examples=60)
def test_what_is_frozen_is_read_as_it_was_and_named_by_its_words(agreement: Agreement, child: str) -> None:
    parties = (Party("1", "Mo"),)
    content = frozen(child, parties, agreement.goals, agreement.promises)
    assert thawed(content) == (child, parties, agreement.goals, agreement.promises)
    other = frozen(child, parties, agreement.goals[:-1], agreement.promises)
    assert (digest_of(content) == digest_of(other)) is (content == other)
    assert list(differences(agreement.goals, agreement.goals)) == []
    assert len(list(differences(agreement.goals, ()))) == len(agreement.goals)


@given(agreements())
@settings(max_examples=80)
def test_what_was_last_found_not_kept_is_told_and_nothing_else(agreement: Agreement) -> None:
    told = {(one.side, one.line) for one in breaches(agreement, DAY)}
    for goal in agreement.goals:
        last = sorted((one for one in agreement.reviews if one.line == goal.line), key=lambda one: one.on)[-1:]
        is_told = (Side.PARENT, goal.line) in told
        assert is_told is (not goal.is_of_child and [one.judged for one in last] == [Judged.NOT_MET])
    for promise in agreement.promises:
        looks = [one for one in agreement.promise_reviews if one.line == promise.line]
        last = [one.became for one in sorted(looks, key=lambda one: one.on)[-1:]]
        is_open = last in ([], [Became.UNDER_WAY])
        is_late = is_open and promise.by_on is not None and promise.by_on < DAY
        is_kept = is_open or last[0] in IS_KEPT
        assert ((Side.SERVICE, promise.line) in told) is (is_late or not is_kept)
    assert all(one.since <= DAY for one in breaches(agreement, DAY))


@given(agreements(), st.dates(date(2026, 3, 1), DAY))
@settings(max_examples=60)
def test_nothing_is_left_to_look_at_exactly_where_each_was_looked_at_since(agreement: Agreement, since: date) -> None:
    left = not_looked_at(agreement, since, DAY)
    looked = {one.line for one in (*agreement.reviews, *agreement.promise_reviews) if one.on >= since}
    every = {one.line for one in (*agreement.goals, *agreement.promises)}
    assert {one.line for one in (*left.goals, *left.promises)} == every - looked
    for moved in progress(agreement, DAY):
        assert [one.on for one in moved.reviews] == sorted(one.on for one in moved.reviews)


@given(st.sampled_from(Who), st.sampled_from(How), st.sampled_from(["", "  ", "Because."]))
def test_only_answers_that_somebody_can_give_with_their_reason_are_taken(who: Who, how: How, words: str) -> None:
    may = how in HOWS_OF[who] and (how == How.ON_SCREEN or bool(words.strip()))
    if may:
        assert Acceptance(who, how, DAY, words=words).is_agreed is (how in (How.ON_SCREEN, How.ON_PAPER))
    else:
        with pytest.raises(ValueError, match=r"reason|answer|paper"):
            Acceptance(who, how, DAY, words=words)


def test_nobody_is_covered_by_an_agreement_that_does_not_stand() -> None:
    assert not are_agreed((), ())
    assert not are_agreed((), ("1",))
    bare = Agreement("a", 1, "", (), (), parties=(Party("1", "Mo"),))
    assert not are_agreed((bare,), ("1",))


@given(st.text(max_size=200))
@settings(max_examples=80)
def test_a_reading_age_is_found_for_any_text_with_words(text: str) -> None:
    found = reading_age(text)
    assert found is None or found >= 5
