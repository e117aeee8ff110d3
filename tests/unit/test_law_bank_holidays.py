"""Changes to bank holidays: read strictly, applied in order, for their own nation and year."""

from datetime import date

import pytest

from homeward.law import bank_holidays as subject
from homeward.law.nation import Nation

GOOD = """
[[change]]
nation = "scotland"
on = 2030-06-10
is_holiday = true
title = "A day proclaimed"
reference = "https://example.org/proclamation"
checked_on = 2026-11-20
"""
WITHDRAWN = GOOD.replace("true", "false")


@pytest.fixture
def with_changes(monkeypatch):
    def install(text):
        changes = subject.read_changes(text)
        monkeypatch.setattr(subject, "_changes", lambda: changes)
        subject.bank_holidays.cache_clear()

    yield install
    subject.bank_holidays.cache_clear()


def test_the_shipped_table_can_be_read():
    assert isinstance(
        subject.read_changes((subject.files("homeward.law") / "working_days.toml").read_text("utf-8")), tuple
    )


def test_a_change_adds_a_holiday_for_its_nation_only(with_changes):
    with_changes(GOOD)
    assert date(2030, 6, 10) in subject.bank_holidays(Nation.SCOTLAND, 2030)
    assert date(2030, 6, 10) not in subject.bank_holidays(Nation.ENGLAND, 2030)
    assert date(2030, 6, 10) not in subject.bank_holidays(Nation.SCOTLAND, 2031)


def test_a_change_can_withdraw_a_holiday_and_the_last_one_wins(with_changes):
    with_changes(WITHDRAWN.replace("2030-06-10", "2030-12-25"))
    assert date(2030, 12, 25) not in subject.bank_holidays(Nation.SCOTLAND, 2030)
    with_changes(GOOD + WITHDRAWN)
    assert date(2030, 6, 10) not in subject.bank_holidays(Nation.SCOTLAND, 2030)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            GOOD.replace('reference = "https://example.org/proclamation"\n', ""),
            "change 1: missing or unknown: reference",
        ),
        (GOOD.replace("checked_on = 2026-11-20\n", ""), "change 1: missing or unknown: checked_on"),
        (GOOD.replace("https://example.org/proclamation", "heard of it"), "change 1: a change needs a reference"),
        (GOOD.replace("2030-06-10", '"2030-06-10"'), "change 1: on is a str and should be a date"),
        (GOOD.replace("true", "1"), "change 1: is_holiday is a int and should be a bool"),
        (GOOD.replace("scotland", "ireland"), "change 1: 'ireland' is not a valid Nation"),
        (GOOD + "town = 'x'", "change 1: missing or unknown: town"),
        ("change = 3", "only \\[\\[change\\]\\] tables"),
        ("change = [3]", "change 1: here belongs a table"),
        ("[[change", "Expected"),
        ("[change_of_mind]", "only \\[\\[change\\]\\] tables"),
    ],
)
def test_a_change_that_is_not_complete_is_refused_by_its_number(text, sentence):
    with pytest.raises(ValueError, match=f"working_days.toml.*{sentence}"):
        subject.read_changes(text)
