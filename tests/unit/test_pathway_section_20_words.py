"""No word of the pathway, its pages or its paper suggests that a parent needs leave to take a child home."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from homeward.practice.pathways.local_file import SAMPLE
from homeward.practice.pathways.return_home import RETURN_HOME

ROOT = Path(__file__).resolve().parents[2] / "homeward"
ASKS = re.compile(
    r"\b(permi(t|ts|ssion)\b(?! to open)|consents?|give notice|notice of|must (ask|tell|inform) us)", re.IGNORECASE
)
PLACES = [
    *(ROOT / "web/pathway/templates").rglob("*.html"),
    *(ROOT / "web/pathway").rglob("forms*.py"),
    *(ROOT / "web/pathway").rglob("actions.py"),
    *(ROOT / "reports/templates").glob("policy*"),
    ROOT / "practice/pathways/return_home.py",
    ROOT / "practice/pathways/short_route.py",
    ROOT / "practice/pathways/policy.py",
    ROOT / "web/pathway/today.py",
]


def words_in(value: object) -> Iterator[str]:
    """Every text anywhere in a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.compare:
                yield from words_in(getattr(value, field.name))


@pytest.mark.parametrize(
    "says",
    ["She needs our permission", "Consent of the council", "Parents give notice of 7 days", "They must tell us first"],
)
def test_the_words_that_are_looked_for_are_found(says):
    assert ASKS.search(says)


def test_no_word_of_the_table_asks_a_parent_for_leave_or_notice():
    told = [*words_in(RETURN_HOME), SAMPLE]
    assert len(told) > 200
    assert not [words for words in told if ASKS.search(words)]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.parent.name}/{place.name}")
def test_no_page_and_no_paper_does(place):
    assert not ASKS.findall(place.read_text(encoding="utf-8"))


def test_a_fact_is_never_guarded_and_says_that_it_may_happen():
    removed = RETURN_HOME.fact("removed")
    assert "at any time" in removed.says
    assert not hasattr(removed, "needs")
