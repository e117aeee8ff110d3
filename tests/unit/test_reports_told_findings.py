"""What a rule says where it spoke of several columns, and what to do about it."""

import pytest

from homeward.reports.told_findings import group_findings, what_to_do
from homeward.sources.findings import Finding
from homeward.sources.ssda903.rules import RULES


def group_of(rule, *columns):
    severity = RULES[rule].severity[0]
    found = tuple(
        Finding(severity, rule, "e.csv", line, column, "Jo", f"Line {line} of e.csv {RULES[rule].says(column)}")
        for line, column in enumerate(columns, start=2)
    )
    (group,) = group_findings(found)
    return group


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["DEC"], "A row has no date that can be read in DEC: the row was set aside; write it as dd/mm/yyyy."),
        (["DEC", "DECOM", "DOB"], "A row has no date that can be read in DEC, DECOM or DOB: the row was set aside; "
         "write it as dd/mm/yyyy."),
        (["DEC", "DECOM", "DOB", "REVIEW"], "A row has no date that can be read in one of its columns: the row was set "
         "aside; write it as dd/mm/yyyy."),
    ],
)  # fmt: skip
def test_up_to_three_columns_are_named_and_more_are_not(columns, said):
    assert group_of("date_unreadable", *columns).means == said


@pytest.mark.parametrize("rule", [rule for rule, known in RULES.items() if "{column}" in known.means])
def test_of_many_columns_every_rule_still_speaks_a_sentence(rule):
    means = group_of(rule, "DEC", "DECOM", "DOB", "REVIEW").means
    assert not {"{column}", "DEC", "REVIEW"} & set(means.replace(":", " ").split())
    assert " a one " not in means
    assert means.endswith(".")


def test_the_columns_are_counted_the_most_frequent_first():
    group = group_of("date_unreadable", "DEC", "DECOM", "DECOM", "DOB", "DECOM", "DOB")
    assert group.by_column == "DECOM 3, DOB 2, DEC 1"
    assert group.is_shared
    assert group_of("date_unreadable", "DEC", "DEC").by_column == ""


def test_what_to_do_is_a_sentence():
    assert what_to_do("date_unreadable") == "Write it as dd/mm/yyyy."
    assert what_to_do("file_binary") == "Save the table as CSV (UTF-8)."
    assert what_to_do("not_on_the_shelf") == ""
