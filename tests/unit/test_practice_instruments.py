"""The instruments: short at the core, each factor with its research, and a file with mistakes refused in words."""

import pytest

from homeward.practice.instruments.factor import MOST_CORE, Group, Way
from homeward.practice.instruments.shelf import instrument, read_instrument

ONE = """
title = "Ours"
[factors.one]
title = "One"
group = "child"
way = "raises"
question = "Is it?"
seen_by = "It is seen."
findings = ["parental_ambivalence"]
"""


def test_the_return_home_assessment_is_short_and_looks_at_everything():
    whole = instrument("return_home")
    assert len(whole.core) <= MOST_CORE
    assert {factor.group for factor in whole.factors} == set(Group)
    assert {factor.way for factor in whole.core} == set(Way)
    assert {factor.warns for factor in whole.factors if factor.warns} == {
        "neglect", "failed_return", "untreated_misuse", "no_change",
    }  # fmt: skip


def test_an_early_return_is_no_factor_that_lowers_risk():
    assert not [one for one in instrument("return_home").factors if "return_within_six_months" in one.findings]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('group = "child"', 'group = "moon"', "moon"),
        ('question = "Is it?"', 'question = " "', "needs its question"),
        ('findings = ["parental_ambivalence"]', "findings = []", "names no research finding"),
        ('"parental_ambivalence"', '"made_up"', "made_up"),
        ('way = "raises"', "", "lacks something"),
        ('title = "One"', 'title = "One"\nscore = 3', "score"),
        ("[factors.one]", "[factors.one", "cannot be read"),
    ],
)
def test_a_file_with_a_mistake_is_refused_in_words(before, after, says):
    assert read_instrument("ours", ONE).factors
    with pytest.raises(ValueError, match=says):
        read_instrument("ours", ONE.replace(before, after))


def test_too_many_core_factors_are_refused():
    many = ONE + "".join(
        ONE.split("\n", 2)[2].replace("[factors.one]", f"[factors.n{number}]\ncore = true") for number in range(16)
    )
    with pytest.raises(ValueError, match="at most 15"):
        read_instrument("ours", many)
