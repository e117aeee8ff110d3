"""Each finding of each part of the rule has its own words, also where two parts have findings of one name."""

from homeward.practice.classification import PART_WORDS, PARTS, Change, Protection, Risks


def test_no_two_findings_are_told_in_the_same_words() -> None:
    findings = [finding for part in PARTS.values() for finding in part]
    assert len({PART_WORDS[finding] for finding in findings}) == len(findings) == len(PART_WORDS) == len([*PART_WORDS])


def test_nothing_found_of_risks_is_not_told_as_no_change() -> None:
    assert PART_WORDS[Risks.NONE] == "nothing that raises risk was found"
    assert PART_WORDS[Protection.NONE] == "nothing that protects was found"
    assert PART_WORDS[Change.NONE] == "no change was shown"
