"""What stands on the shelf of retention is cited and dated, and what is not complete is refused."""

from datetime import date
from importlib.resources import files

import pytest

from homeward.law.nation import Nation
from homeward.law.retention_rule import read_rule, rules_of

RULES = {f"{rule.nation}/{rule.id}": rule for nation in Nation for rule in rules_of(nation)}
WHOLE = (files("homeward.law") / "retention" / "england" / "looked_after.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("identity", RULES)
def test_a_rule_is_cited_and_was_checked_after_it_came_into_force(identity):
    rule = RULES[identity]
    assert rule.in_force_from <= rule.checked_on <= date(2100, 1, 1)
    assert rule.reference.startswith("https://")


def test_england_and_scotland_are_known():
    assert {rule.nation for rule in RULES.values() if rule.is_settled} == {Nation.ENGLAND, Nation.SCOTLAND}


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('reference = "https://', 'reference = "', "address"),
        ("years_from_birth = 75", "years_from_birth = 0", "at least one"),
        ('status = "found"', 'status = "sure"', "sure"),
        ('part = "looked_after"', "", "part"),
        ('title = "Case record of a looked-after child"', 'title = " "', "title"),
    ],
)
def test_what_is_not_complete_is_refused_by_its_file(before, after, says):
    assert before in WHOLE
    with pytest.raises(ValueError, match=says) as refused:
        read_rule(Nation.ENGLAND, "looked_after.toml", WHOLE.replace(before, after))
    assert "retention/england/looked_after.toml" in str(refused.value)
