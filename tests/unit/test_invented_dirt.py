"""Invented dirt is the dirt that real returns have: every way shows, as often as asked, and reading tells of each."""

import polars as pl
import pytest

from homeward.invented import invent
from homeward.invented.dirt import ANY_ROW, ENDED, MOVED_ON, STILL_OPEN
from homeward.sources.ssda903 import read_files, stitch

COUNCIL = {"in_care": 600, "years": 4, "last_year": 2026, "seed": 9}

TOLD_AS = {
    "twice": None,  # An identical row in one return counts as used.
    "begins_later": "beginning_moved",
    "fact_changed": "episode_changed",
    "begins_unreadably": "date_unreadable",
    "code_unknown": "code_unknown",
    "vanishes": "vanished",
    "header_missing": "child_without_header",
    "left_open": "open_then_followed",
    "overlaps": "overlap_cut",
    "leaves_a_gap": "gap_after_x1",
    "end_without_reason": "end_without_reason",
    "x1_at_the_end": "x1_without_successor",
    "reason_without_end": "reason_without_end",
}
"""Each way in which a row is damaged, and the finding that tells of it."""


@pytest.fixture(scope="module")
def clean() -> dict[str, bytes]:
    return invent(**COUNCIL)


@pytest.fixture(scope="module")
def dirty() -> dict[str, bytes]:
    return invent(**COUNCIL, dirt=0.04)


def test_every_way_of_damage_has_a_finding_that_tells_of_it(dirty: dict[str, bytes]) -> None:
    assert set(TOLD_AS) == {*ANY_ROW, *MOVED_ON, *ENDED, *STILL_OPEN}
    found = {finding.rule for finding in stitch(read_files(dirty)).findings}
    assert {rule for rule in TOLD_AS.values() if rule} - found == set()


def test_about_as_many_rows_are_damaged_as_asked(clean: dict[str, bytes], dirty: dict[str, bytes]) -> None:
    name = "return-2023/episodes.csv"
    before, after = clean[name].decode().splitlines(), dirty[name].decode("utf-8-sig").splitlines()
    untouched = len(set(before) & set(after)) / len(before)
    # One way in ten or so leaves the row itself as it was: it comes twice, or only the Header lacks the child.
    assert 0.94 < untouched < 0.985


def test_no_dirt_leaves_every_byte_as_it_was(clean: dict[str, bytes]) -> None:
    assert invent(**COUNCIL, dirt=0.0) == clean


def test_a_child_that_vanished_is_in_no_later_return(dirty: dict[str, bytes]) -> None:
    gone = [finding for finding in stitch(read_files(dirty)).findings if finding.rule == "vanished"]
    assert gone
    assert {finding.file for finding in gone} <= {f"return-{year}/episodes.csv" for year in (2023, 2024, 2025)}


def test_some_files_are_odd(clean: dict[str, bytes], dirty: dict[str, bytes]) -> None:
    assert not any(content.startswith(b"\xef\xbb\xbf") or b"NOTE" in content for content in clean.values())
    assert any(content.startswith(b"\xef\xbb\xbf") for content in dirty.values())
    assert any(content.startswith(b"child,") for content in dirty.values())
    assert any(b"n\xe9e" in content for content in dirty.values())
    assert any(b",invented\n" in content for content in dirty.values())


@pytest.mark.parametrize("share", [0.02, 0.3, 1.0])
def test_every_row_of_every_table_still_has_a_fate(share: float) -> None:
    files = invent(in_care=150, years=3, last_year=2024, seed=5, dirt=share)
    rows = stitch(read_files(files))
    lines = sum(pl.read_csv(content, infer_schema=False, encoding="utf8-lossy").height for content in files.values())
    assert sum(fate.read for fate in rows.fates.values()) == lines
    assert rows.fates["Episodes"].set_aside > 0
