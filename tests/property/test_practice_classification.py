"""No level without all being known, never a low one by luck, and one level at most for any combination."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.practice.classification import (
    DEFAULT_RULE,
    Change,
    Found,
    Level,
    Movement,
    Outcome,
    Protection,
    Rating,
    Risks,
    Row,
    Rule,
    Wish,
    agreed_level,
    change_of,
    movement,
    propose,
    protection_of,
    risks_of,
    wish_of,
)

EVERY = [Found(*parts) for parts in product(Risks, Protection, Change, Wish)]
RATINGS = st.lists(st.sampled_from(Rating), max_size=6)


def slowly(found: Found) -> str:
    """The default rule once more, as sentences one after the other."""
    if "not_known" in {found.risks, found.protection, found.change, found.wish}:
        return "incomplete"
    wanted = found.wish == "all_want"
    there = found.risks in ("present", "partly")
    if found.risks == "present" and found.protection == "none" and found.change == "none" and not wanted:
        return "severe"
    if there and found.protection == "some" and found.change == "none" and not wanted:
        return "high"
    if there and found.protection == "some" and found.change in ("shown", "sustained") and wanted:
        return "medium"
    if not there and found.protection == "some" and found.change == "sustained" and wanted:
        return "low"
    return "silent"


@pytest.mark.parametrize("found", EVERY, ids=lambda found: "-".join(found.parts))
def test_every_combination_is_as_the_slow_way_says(found):
    proposal = propose(found)
    assert (proposal.level.name.lower() if proposal.level else proposal.outcome) == slowly(found)
    assert len(proposal.working) == 4
    assert proposal.asks


def test_the_default_is_confirmed_by_nobody():
    assert not DEFAULT_RULE.is_confirmed
    assert not propose(EVERY[0]).is_confirmed


@settings(deadline=None)
@given(
    raising=RATINGS,
    lowering=RATINGS,
    of_parents=st.lists(st.sampled_from(Change)),
    wishes=st.lists(st.sampled_from(Wish)),
)
def test_nothing_unknown_leads_to_a_level(raising, lowering, of_parents, wishes):
    found = Found(risks_of(raising), protection_of(lowering), change_of(of_parents), wish_of(wishes))
    everything = [*raising, *lowering, *of_parents, *wishes]
    is_incomplete = "not_known" in everything or not all((raising, lowering, of_parents, wishes))
    proposal = propose(found)
    assert (proposal.outcome == Outcome.INCOMPLETE) == is_incomplete
    assert proposal.level is None or not is_incomplete


@settings(deadline=None)
@given(st.lists(st.sampled_from([rating for rating in Rating if rating != Rating.NOT_KNOWN]), min_size=1))
def test_a_risk_that_is_there_is_never_lost_among_others(ratings):
    assert (risks_of(ratings) in (Risks.PRESENT, Risks.PARTLY)) == (Rating.PRESENT in ratings)


def test_a_council_cannot_write_a_rule_that_contradicts_itself_or_takes_not_known_for_known():
    one = DEFAULT_RULE.rows[0]
    with pytest.raises(ValueError, match="two levels"):
        Rule((one, Row(Level.LOW, one.risks, one.protection, one.change, one.wish)), "ours")
    with pytest.raises(ValueError, match="not known"):
        Row(Level.LOW, frozenset({Risks.NOT_KNOWN}), one.protection, one.change, one.wish)
    with pytest.raises(ValueError, match="at least one"):
        Row(Level.LOW, frozenset(), one.protection, one.change, one.wish)


def test_successive_classifications_show_where_they_move():
    line = movement([Level.HIGH, Level.MEDIUM, Level.MEDIUM, Level.SEVERE])
    assert line == (Movement.FIRST, Movement.SAFER, Movement.SAME, Movement.LESS_SAFE)
    assert agreed_level(Level.HIGH, Level.HIGH) == Level.HIGH
    assert agreed_level(Level.HIGH, Level.LOW) is None
