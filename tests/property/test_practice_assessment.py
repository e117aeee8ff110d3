"""An assessment never knows more than somebody found out: nothing unlooked-at is known, no difference is settled."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.assessment import (
    RATINGS_OF,
    Assessment,
    Parent,
    Said,
    SaidBy,
    Shown,
    Viewed,
    WarningToAnswer,
    Weighed,
    are_answered,
    weigh,
    with_warnings,
    working_of,
)
from homeward.practice.classification import Change, Found, Outcome, Protection, Rating, Risks, Wish, propose
from homeward.practice.instruments.factor import ToldBy, Way
from homeward.practice.instruments.shelf import instrument

FACTORS = instrument("return_home").factors
BY_HAND = [one for one in FACTORS if one.told_by is None]
DAY = date(2026, 5, 4)
PARENTS = (Parent("1", "Mo"), Parent("2", "Fa"))


def said(rating: Rating, by: SaidBy, key: str, writer: str = "Jo") -> Said:
    return Said(rating, by, "x", () if rating == Rating.NOT_KNOWN else ("event-1",), DAY, writer, key)


@st.composite
def accounts(draw: st.DrawFn, way: Way) -> tuple[Said, ...]:
    made = st.tuples(st.sampled_from(RATINGS_OF[way]), st.sampled_from(SaidBy), st.sampled_from(["Jo", "Al"]))
    told = draw(st.lists(made, max_size=4))
    return tuple(said(rating, by, str(at), writer) for at, (rating, by, writer) in enumerate(told))


def shown(parent: Parent, change: Change) -> Shown:
    evidence = () if change == Change.NOT_KNOWN else ("event-1",)
    since = DAY if change == Change.SUSTAINED else None
    return Shown(parent.name, "a", "b", "", "c", "d", since, change, evidence, DAY, "Jo", parent.id, parent.id)


def viewed(whose: SaidBy, parent: str, wish: Wish | None) -> Viewed:
    return Viewed(whose, "n", wish, "w", DAY, "h", f"{whose}{parent}", parent, ("voice-1",))


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    parents = draw(st.sampled_from([(), PARENTS[:1], PARENTS]))
    told: dict[tuple[str, str], tuple[Said, ...]] = {}
    for factor in draw(st.lists(st.sampled_from(BY_HAND), max_size=len(BY_HAND), unique_by=lambda one: one.id)):
        for parent in parents if factor.each_parent else (Parent("", ""),):
            told[factor.id, parent.id] = draw(accounts(factor.way))
    changes = tuple(shown(one, draw(st.sampled_from(Change))) for one in parents if draw(st.booleans()))
    views = tuple(
        viewed(whose, parent, draw(st.sampled_from([*Wish, None])))
        for whose, parent in [(SaidBy.CHILD, ""), *((SaidBy.PARENT, one.id) for one in parents)]
        if draw(st.booleans())
    )
    weighed = weigh(FACTORS, parents, told, changes, views)
    return with_warnings(Assessment(weighed, changes, views, (), (), parents), {})


def slow_rating(told: tuple[Said, ...]) -> Rating | None:
    """What was found of a factor once more, one sentence of the rule after the other."""
    if not told:
        return None
    assessors = [one for one in told if one.said_by == SaidBy.ASSESSOR]
    if assessors:
        return assessors[-1].rating
    if all(one.rating == told[0].rating for one in told):
        return told[0].rating
    return Rating.NOT_KNOWN


def slow_contradicted(told: tuple[Said, ...]) -> bool:
    """Whether accounts differ once more, by looking at every pair."""
    counting = []
    for at, one in enumerate(told):
        later = [two for two in told[at + 1 :] if two.said_by == SaidBy.ASSESSOR and two.by == one.by]
        if not (one.said_by == SaidBy.ASSESSOR and later):
            counting.append(one)
    for one in counting:
        for two in counting:
            pair = {one.rating, two.rating}
            if Rating.NOT_KNOWN in pair or len(pair) == 1:
                continue
            is_record = SaidBy.RECORD in (one.said_by, two.said_by)
            if not (is_record and pair == {Rating.PRESENT, Rating.ADDRESSED}):
                return True
    return False


def slow_found(one: Assessment) -> Found:
    """What all comes to once more, by sentences: first what is not known, then what is."""
    raising, lowering = [], []
    for weighed in one.weighed:
        factor = weighed.factor
        if factor.told_by or not (factor.core or weighed.said):
            continue
        rating = slow_rating(weighed.said) or Rating.NOT_KNOWN
        (raising if factor.way == "raises" else lowering).append(rating)
    if Rating.NOT_KNOWN in raising:
        risks = Risks.NOT_KNOWN
    elif Rating.PRESENT in raising:
        risks = Risks.PARTLY if Rating.ADDRESSED in raising else Risks.PRESENT
    else:
        risks = Risks.ADDRESSED if Rating.ADDRESSED in raising else Risks.NONE
    if Rating.NOT_KNOWN in lowering:
        protection = Protection.NOT_KNOWN
    else:
        protection = Protection.SOME if Rating.PRESENT in lowering else Protection.NONE
    change = Change.NOT_KNOWN
    changes = [[two.change for two in one.shown if two.parent_id == parent.id] for parent in one.parents]
    if changes and all(changes) and not any(two == [Change.NOT_KNOWN] for two in changes):
        order = [Change.NONE, Change.SHOWN, Change.SUSTAINED]
        change = order[min(order.index(two[0]) for two in changes)]
    return Found(risks, protection, change, slow_wish(one))


def slow_wish(one: Assessment) -> Wish:
    """What child and parents want once more; a child too young to be asked is not among them."""
    wishes = []
    of_child = [two.wish for two in one.viewed if two.whose == SaidBy.CHILD]
    if of_child != [None]:
        wishes.append(of_child[0] if of_child else Wish.NOT_KNOWN)
    for parent in one.parents:
        of_parent = [two.wish for two in one.viewed if two.parent_id == parent.id]
        wishes.append(of_parent[0] or Wish.NOT_KNOWN if of_parent else Wish.NOT_KNOWN)
    if not one.parents or Wish.NOT_KNOWN in wishes:
        return Wish.NOT_KNOWN
    if Wish.OPPOSED in wishes:
        return Wish.OPPOSED
    return Wish.AMBIVALENT if Wish.AMBIVALENT in wishes else Wish.ALL_WANT


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(Way).flatmap(accounts))
def test_what_is_found_of_a_factor_is_as_the_slow_way_says(told):
    weighed = Weighed(FACTORS[0], "", told)
    assert weighed.rating == slow_rating(told)
    assert weighed.is_contradicted == slow_contradicted(told)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(Way).flatmap(accounts))
def test_a_difference_is_never_settled_in_silence(told):
    weighed = Weighed(FACTORS[0], "", told)
    known = {one.rating for one in told if one.said_by not in (SaidBy.ASSESSOR, SaidBy.RECORD)} - {Rating.NOT_KNOWN}
    if len(known) > 1:
        assert weighed.is_contradicted
        assert weighed.rating == Rating.NOT_KNOWN or any(one.said_by == SaidBy.ASSESSOR for one in told)


@settings(deadline=None, max_examples=30)
@given(assessments())
def test_what_all_comes_to_is_as_the_slow_way_says(one):
    assert one.found == slow_found(one)


@settings(deadline=None, max_examples=30)
@given(assessments())
def test_nothing_is_known_while_something_asked_in_every_case_was_not_looked_at(one):
    if one.not_looked_at or not one.parents:
        assert one.found.not_known
        assert propose(one.found).outcome == Outcome.INCOMPLETE
    assert len(one.parents) > 0 or "not_known" in {one.found.change, one.found.wish}


@settings(deadline=None, max_examples=30)
@given(assessments())
def test_each_factor_asked_in_every_case_stands_at_one_place_of_the_view(one):
    places = (one.speaks_for, one.speaks_against, one.not_known, one.not_looked_at)
    for weighed in one.weighed:
        found = sum(any(weighed is other for other in place) for place in places)
        assert found == (1 if weighed.factor.core or weighed.said else 0)


@settings(deadline=None, max_examples=30)
@given(assessments())
def test_a_problem_that_anybody_says_is_there_warns_until_it_is_answered(one):
    for weighed in one.weighed:
        warns = weighed.factor.warns
        standing = [two for two in weighed.standing if two.said_by != SaidBy.RECORD]
        if warns in ("untreated_misuse", "neglect") and any(two.rating == Rating.PRESENT for two in standing):
            assert (warns, weighed.parent_id) in {(two.id, two.parent_id) for two in one.warnings}
    if one.childs_view and one.childs_view.wish == Wish.OPPOSED:
        assert "opposed" in {two.id for two in one.warnings}
    for parent in one.parents:
        if any(two.parent_id == parent.id and two.change == Change.NONE for two in one.shown):
            assert ("no_change", parent.id) in {(two.id, two.parent_id) for two in one.warnings}
    if one.warnings:
        assert not are_answered(one)


@settings(deadline=None, max_examples=20)
@given(assessments())
def test_the_working_names_all_that_counts(one):
    words = " ".join(line for part in working_of(one) for line in part.because)
    for weighed in one.weighed:
        if weighed.factor.core and weighed.factor.told_by is None:
            assert weighed.factor.title in words
    assert tuple(part.part for part in working_of(one)) == one.found.parts


@pytest.mark.parametrize("rating", [rating for rating in Rating if rating != Rating.NOT_KNOWN])
def test_no_rating_without_evidence_but_not_known(rating):
    with pytest.raises(ValueError, match="evidence"):
        Said(rating, SaidBy.ASSESSOR, "x", (), DAY, "Jo", "1")
    Said(Rating.NOT_KNOWN, SaidBy.ASSESSOR, "x", (), DAY, "Jo", "1")


def test_no_change_without_evidence_and_none_that_lasts_without_a_day():
    with pytest.raises(ValueError, match="evidence"):
        Shown("Mo", "a", "b", "", "c", "d", None, Change.NONE, (), DAY, "Jo", "1")
    with pytest.raises(ValueError, match="day"):
        Shown("Mo", "a", "b", "", "c", "d", None, Change.SUSTAINED, ("event-1",), DAY, "Jo", "1")
    with pytest.raises(ValueError, match="own words"):
        Viewed(SaidBy.CHILD, "n", Wish.ALL_WANT, "w", DAY, "h", "1")


def whole(risk: Rating = Rating.ADDRESSED, change: Change = Change.SUSTAINED) -> Assessment:
    """All that is asked in every case, rated; the child too young to be asked, the mother wanting the return."""
    told = {}
    for factor in BY_HAND:
        if factor.core:
            rating = risk if factor.way == Way.RAISES else Rating.PRESENT
            told[factor.id, PARENTS[0].id if factor.each_parent else ""] = (said(rating, SaidBy.ASSESSOR, factor.id),)
    views = (viewed(SaidBy.CHILD, "", None), viewed(SaidBy.PARENT, "1", Wish.ALL_WANT))
    changes = (shown(PARENTS[0], change),)
    weighed = weigh(FACTORS, PARENTS[:1], told, changes, views)
    return with_warnings(Assessment(weighed, changes, views, (), (), PARENTS[:1]), {})


def test_a_child_too_young_to_be_asked_does_not_make_the_wish_unknown():
    one = whole()
    assert not one.not_looked_at
    assert "child_wants_it" not in {weighed.factor.id for weighed in one.weighed}
    assert (one.found.wish, propose(one.found).level.name) == (Wish.ALL_WANT, "LOW")
    assert are_answered(one)


def test_what_has_a_part_of_the_rule_to_itself_is_not_counted_twice():
    none = whole(risk=Rating.PRESENT, change=Change.SUSTAINED)
    told_by = {weighed.factor.told_by for weighed in none.speaks_for}
    assert ToldBy.CHANGE in told_by
    alone = [weighed for weighed in none.weighed if weighed.factor.told_by or weighed.factor.way == Way.RAISES]
    only = Assessment(tuple(alone), none.shown, none.viewed, (), (), none.parents)
    assert only.found.protection == Protection.NOT_KNOWN


def test_an_answer_ends_a_warning_for_the_parent_it_is_about():
    raised = whole(risk=Rating.PRESENT)
    ids = [(one.id, one.parent_id) for one in raised.warnings]
    assert ids == [("neglect", ""), ("failed_return", ""), ("untreated_misuse", "1")]
    answers = {key: WarningToAnswer(key[0], "", "", (), "So.", "Jo", DAY, parent_id=key[1]) for key in ids}
    answered = with_warnings(raised, answers)
    assert are_answered(answered)
    assert all(one.title and one.findings for one in answered.warnings)
    del answers["untreated_misuse", "1"]
    assert not are_answered(with_warnings(raised, answers))
