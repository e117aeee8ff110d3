"""What research found stands beside our figures with whom, when, the verdict in words and the caution."""

import json
from dataclasses import replace

import pytest

from homeward.measures.beside_research import compare
from homeward.measures.comparison import Verdict
from homeward.reports.pack_html import to_html
from homeward.reports.results_json import to_json
from homeward.reports.true_for_us import not_comparable, told_beside
from tests.spec.reports.hand_made_pack import RE_ENTRY, figure, hand_made_pack, withheld


@pytest.fixture
def pack():
    """60 of 300 were back within a year; research found 20 %."""
    return hand_made_pack(results=(RE_ENTRY,), comparisons={"research": compare((RE_ENTRY,))})


def row_on(pack, counts):
    tables = [told.table for found in told_beside(pack).values() for told in found]
    return next(row for table in tables for row in table.rows if row[0] == counts)


def test_a_figure_of_research_stands_beside_ours_with_the_verdict_in_words(pack):
    _, there, ours, verdict = row_on(pack, "Children back in care within a year of going home")
    assert (there, ours) == ("20.0%", "20.0%")
    assert verdict.startswith("Does not differ.")


def test_every_source_says_whom_when_and_what_to_be_careful_about(pack):
    for told in told_beside(pack)["Beside research"]:
        assert told.caution
        assert "Source: " in told.about
    page = to_html(pack).decode()
    assert "True for us?" in page
    assert "never one child’s probability" in page
    assert "What cannot be compared, and why" in page


def test_what_cannot_be_compared_gives_the_reason_and_no_figure_of_ours(pack):
    found = [each for each in pack.comparisons["research"] if each.verdict is Verdict.NOT_COMPARABLE]
    table = not_comparable(pack)
    assert len(table.rows) == len(found) > 0
    assert all(why for _, _, why in table.rows)


def test_a_hidden_figure_of_ours_is_not_told_by_the_comparison():
    hidden = replace(RE_ENTRY, rows=(withheld({}), figure({"year": "2019"}, 28, 140)))
    pack = hand_made_pack(results=(hidden,), comparisons={"research": compare((hidden,))})
    *_, ours, verdict = row_on(pack, "Children back in care within a year of going home")
    assert ours in ("hidden", "–")
    assert verdict.startswith("Cannot be told.")
    entries = json.loads(to_json(pack))["true_for_us"]
    assert all(each["ours"] is None or each["ours"]["suppressed"] for each in entries)


def test_without_comparisons_the_chapter_says_why():
    page = to_html(hand_made_pack(definition="bristol")).decode()
    assert "Nothing is compared here: research and published figures stand beside figures of all children" in page
    assert "What cannot be compared" not in page
