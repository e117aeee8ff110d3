"""The rules of DESIGN.md hold in our tree, and each catches the violation planted for it."""

from pathlib import Path

import pytest

from tests.house.reading import PLANTED, ROOT
from tests.house.rules import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_planted_violation_is_caught(rule):
    planted = PLANTED / rule.__name__
    expected = set((planted / "expected.txt").read_text().split())
    caught = {found.split()[0] for found in rule(planted)}
    assert expected, "nothing was planted"
    assert caught == expected


def test_every_planted_tree_belongs_to_a_rule():
    assert {folder.name for folder in PLANTED.iterdir() if folder.is_dir()} == {rule.__name__ for rule in RULES}


def test_planted_files_never_reach_the_package():
    assert Path("homeward") not in PLANTED.parents
