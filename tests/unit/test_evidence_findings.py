"""The shelf of findings holds what was published, and takes no file that says it badly."""

import json
from pathlib import Path

import pytest

from homeward.evidence.comparable import Agreement
from homeward.evidence.finding import Direction, Status
from homeward.evidence.shelf import findings_beside, read_research_finding, research_finding, research_findings

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "reference" / "results.schema.json"

GOOD = """
title = "An example"
statement = "Some children went home."
direction = "describes"
seen = "The abstract."
caution = "Invented."
status = "found"
checked_on = 2026-11-20
[cohort]
who = "children"
number = 40
where = "England"
period = "2020"
[[publications]]
authors = "Example A."
year = 2020
title = "An example"
reference = "https://example.org/1"
[[figures]]
counts = "children who went home"
value = 25
unit = "percent"
numerator = 10
denominator = 40
[figures.comparable]
measure = "returns_home"
agreement = "roughly"
reason = "Counted otherwise."
"""

# Read a second time from the fact sheet, by hand: finding, then each printed number in the order of the file.
SECOND_READING = {
    "re_entry_within_two_years": [47],
    "re_entry_of_neglected_children": [50, 65],
    "re_entry_range_across_studies": [37],
    "re_entry_of_children_home_in_2006_07": [30, 8, 17],
    "re_entry_england_2014_2020": [12, 20, 35],
    "re_entry_after_all_exits": [23.3, 14.4, 35.3],
    "re_entry_after_exits_of_2007": [37.7, 5.9],
    "stable_returns_in_one_authority": [36, 75, 25],
    "who_went_home_in_six_authorities": [30, 21, 49, 53, 28, 60, 36, 71, 8, 13],
    "taken_into_care_and_home_again": [2120, 1070, 2960, 1470],
    "homes_children_returned_to": [82, 60],
    "return_against_staying": [79],
    "unplanned_return": [27],
    "too_little_support": [17, 40, 84, 40],
    "no_monitoring_after_return": [61],
    "case_management_of_neglected_children": [25, 60, 40],
    "plan_and_outcome_differ": [12, 45],
    "second_worker_reads_the_file": [40, 25],
}
IN_WORDS_ONLY = {  # almost half, a third: the number stands for the words
    "lasting_returns_of_poor_quality": [33],
    "maltreatment_after_return": [50],
    "repeated_failed_returns": [33],
    "early_case_closure": [50],
}
COHORTS = {
    "re_entry_within_two_years": 180,
    "re_entry_of_neglected_children": 138,
    "re_entry_of_children_home_in_2006_07": 10270,
    "re_entry_england_2014_2020": 51238,
    "re_entry_after_exits_of_2007": 3988,
    "stable_returns_in_one_authority": 2208,
    "taken_into_care_and_home_again": 10920,
    "return_against_staying": 149,
}


def test_every_number_on_the_shelf_was_read_twice():
    on_the_shelf = {each.id: [figure.value for figure in each.figures] for each in research_findings() if each.figures}
    assert on_the_shelf == SECOND_READING | IN_WORDS_ONLY


@pytest.mark.parametrize("finding_id", IN_WORDS_ONLY)
def test_a_number_the_source_gives_in_words_says_so(finding_id):
    assert all(figure.is_about for figure in research_finding(finding_id).figures)


@pytest.mark.parametrize(("finding_id", "number"), COHORTS.items())
def test_the_cohort_is_as_large_as_the_source_says(finding_id, number):
    assert research_finding(finding_id).cohort.number == number


def test_the_percentage_that_contradicts_its_own_counts_was_left_out():
    assert not [f for each in research_findings() for f in each.figures if f.value == 45.9 or f.numerator == 950]


# Read a second time from the fact sheet, by hand: what goes with returns that hold less well, and with better ones.
LESS_STABLE = {
    "age_over_six_of_neglected_children",
    "age_over_ten_at_return",
    "chronic_neglect_or_emotional_abuse",
    "early_case_closure",
    "earlier_failed_return",
    "emotional_and_behavioural_problems",
    "history_not_known",
    "lasting_returns_of_poor_quality",
    "maltreatment_after_return",
    "no_monitoring_after_return",
    "parental_ambivalence",
    "parental_isolation",
    "parental_substance_misuse",
    "repeated_failed_returns",
    "rushed_return",
    "school_problems",
    "too_little_support",
    "unplanned_return",
}
MORE_STABLE = {
    "carers_help_child_and_parents",
    "changed_household",
    "child_and_parents_want_it",
    "conditions_set_before_return",
    "gradual_return",
    "informal_support",
    "parents_change_before_return",
    "preparation_for_return",
    "purposeful_social_work",
    "safeguarding_led_management",
    "specialist_services",
    "younger_child",
}


def test_every_direction_was_read_twice():
    by_direction = {way: {f.id for f in research_findings() if f.direction is way} for way in Direction}
    assert by_direction[Direction.LESS_STABLE] == LESS_STABLE
    assert by_direction[Direction.MORE_STABLE] == MORE_STABLE


def test_nothing_was_checked_before_it_was_published():
    for each in research_findings():
        assert all(publication.year <= each.checked_on.year for publication in each.publications)


# Hosts on which only an excerpt was seen, and which are not the publication's own.
EXCERPT_HOSTS = (
    "docsbay",
    "abcdocz",
    "cypnow",
    "communitypractitioner",
    "ouci.dntb",
    "scienceopen",
    "parallelparliament",
)


def test_the_publication_is_cited_and_not_the_page_an_excerpt_was_seen_on():
    references = [publication.reference for each in research_findings() for publication in each.publications]
    assert not [reference for reference in references if any(host in reference for host in EXCERPT_HOSTS)]


def test_what_findings_are_compared_with_are_our_measures():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    ours = set(schema["properties"]["measures"]["propertyNames"]["enum"])
    named = {figure.comparable.measure for each in research_findings() for figure in each.figures}
    assert named - {""} <= ours


def test_re_entry_after_any_exit_is_never_set_beside_re_entry_after_return():
    figures = research_finding("re_entry_after_all_exits").figures
    assert {figure.comparable.agreement for figure in figures} == {Agreement.NO}


def test_what_may_stand_beside_a_measure_is_what_agrees_with_it_at_least_roughly():
    beside = {(finding.id, figure.value) for finding, figure in findings_beside("re_entry_within_12_months")}
    assert beside == {("re_entry_england_2014_2020", 20)}
    assert findings_beside("first_review_on_time") == ()


def test_early_return_is_told_as_no_sign_of_success():
    assert research_finding("return_within_six_months").direction is Direction.DESCRIBES


def test_a_finding_that_is_not_on_the_shelf_is_refused():
    with pytest.raises(LookupError, match="no research finding “fairy_tale”"):
        research_finding("fairy_tale")


def test_a_good_file_becomes_a_finding_named_after_it():
    read = read_research_finding("example.toml", GOOD)
    assert (read.id, read.status, read.direction, read.cohort.number) == (
        "example",
        Status.FOUND,
        Direction.DESCRIBES,
        40,
    )
    assert read.publications[0].citation == "Example A. (2020), An example"
    assert read.figures[0].comparable.agreement is Agreement.ROUGHLY


@pytest.mark.parametrize("file_name", ["Example.toml", "my example.toml", "example.tml", "../example.toml", ".toml"])
def test_a_file_whose_name_cannot_be_an_id_is_refused(file_name):
    with pytest.raises(ValueError, match="a finding's file is named"):
        read_research_finding(file_name, GOOD)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('caution = "Invented."', "", "missing or unknown: caution"),
        ("checked_on = 2026-11-20", "", "missing or unknown: checked_on"),
        (
            "checked_on = 2026-11-20",
            "checked_on = 2026-11-20T09:00:00",
            "checked_on is a datetime and should be a date",
        ),
        ('caution = "Invented."', 'caution = "Invented."\nscore = 3', "missing or unknown: score"),
        ('caution = "Invented."', 'caution = " "', "caution is blank"),
        ('"describes"', '"helps"', "'helps' is not a valid Direction"),
        ('"found"', '"heard"', "'heard' is not a valid Status"),
        ("[[publications]]", "[[books]]", "missing or unknown: books, publications"),
        ('authors = "Example A."', 'authors = ""', "authors is blank"),
        ('title = "An example"\nreference', 'titel = "An example"\nreference', "missing or unknown: titel, title"),
        ("https://example.org/1", "http://example.org/1", "begins with https://"),
        ("year = 2020", "year = 20", "four digits"),
        ("number = 40", "number = true", "number is a bool and should be a int"),
        ("number = 40", "number = 0", "at least 1"),
        ('unit = "percent"', 'unit = "kilograms"', "percent or children"),
        ("value = 25", "value = 101", "between 0 and 100"),
        ("value = 25", "value = 26", "do not give the percentage"),
        ("value = 25", "value = 25\nvalue_to = 20", "smaller number to the larger"),
        ('measure = "returns_home"\n', "", "names the measure"),
        ('reason = "Counted otherwise."', 'reason = ""', "needs its reason"),
        ("[figures.comparable]", "[figures.compared]", "missing or unknown: comparable, compared"),
        ("title =", "title", "Expected '='"),
    ],
)
def test_a_file_that_says_it_badly_is_refused_by_name(old, new, sentence):
    assert old in GOOD
    with pytest.raises(ValueError, match=f"findings/example.toml: .*{sentence}"):
        read_research_finding("example.toml", GOOD.replace(old, new, 1))


def test_a_finding_without_any_publication_is_refused():
    lines = GOOD.splitlines()
    start, end = lines.index("[[publications]]"), lines.index("[[figures]]")
    text = "\n".join(["publications = []", *lines[:start], *lines[end:]])
    with pytest.raises(ValueError, match="needs the publication"):
        read_research_finding("example.toml", text)
