"""The early warning: when months of early re-entry say that something changed, and when they say nothing."""

import re
from dataclasses import replace

import pytest

from homeward.measures.early_warning import read_early_warning
from tests.months_of_returns import by_month
from tests.spec.reports.hand_made_pack import BY_MONTH, EXITS
from tests.spec.worked_example import Table

STEADY = "1 and 3 of 20 by turns, for 24 months"
RISEN = "1 and 2 of 20 by turns for 12 months, then 4 and 5 for 12"
FALLEN = "5 of 20 for 10 months, then for 18 months 1 of 20 with 5 in every fourth"
SPIKE = "1 and 3 of 20 by turns for 22 months, then 1 and 11"
SHORT = "1 and 3 of 20 by turns, for 8 months"
RARE = "0 of 1, for 24 months"
NOBODY = "nobody went home, for 24 months"

COUNTS = {
    STEADY: [(1, 20), (3, 20)] * 12,
    RISEN: [(1, 20), (2, 20)] * 6 + [(4, 20), (5, 20)] * 6,
    FALLEN: [(5, 20)] * 10 + [(1, 20), (1, 20), (1, 20), (5, 20)] * 4 + [(1, 20)] * 2,
    SPIKE: [(1, 20), (3, 20)] * 11 + [(1, 20), (11, 20)],
    SHORT: [(1, 20), (3, 20)] * 4,
    RARE: [(0, 1)] * 24,
    NOBODY: [(0, 0)] * 24,
}

STORIES = Table(
    title="What the months say",
    says="Children who came back within 91 days, out of those who went home, month by month from April 2020. Among 24 "
    "months, as among 28, chance explains up to 8 in a row on one side of the median (Anhøj and Olesen).",
    columns=("Back in care", "Verdict", "Says"),
    rows=(
        (
            STEADY,
            "no sign of change",
            "No sign of change: over 24 months the share moved only as chance moves it.",
        ),
        (
            RISEN,
            "something changed",
            "Since April 2021 a larger share than usual came back early: 12 months lie above the median and none "
            "below.",
        ),
        (
            FALLEN,
            "something changed",
            "From April 2020 to January 2021 a larger share than usual came back early: 10 months lie above the "
            "median and none below.",
        ),
        (
            SPIKE,
            "something changed",
            "In March 2022 (11 of 20) more children came back early than chance explains.",
        ),
        (
            SHORT,
            "too few",
            "Too few months to tell whether anything changed: 8 lie above or below the median, and 10 are needed.",
        ),
        (
            RARE,
            "too few",
            "Too few children came back early to tell whether anything changed: in 4 of 4 half-years nobody did.",
        ),
        (
            NOBODY,
            "nothing to show",
            "There are no complete months with returns home, so there is nothing to read.",
        ),
    ),
)


@pytest.mark.parametrize(("counts", "verdict", "says"), STORIES.rows)
def test_what_the_months_say(counts, verdict, says):
    warning = read_early_warning(by_month(COUNTS[counts]))
    assert (warning.verdict, warning.says) == (verdict, says)


def test_every_sign_is_told_the_latest_first():
    warning = read_early_warning(by_month(COUNTS[RISEN]))
    assert [sign.split(":")[0] for sign in warning.signs] == [
        "Since April 2021 a larger share than usual came back early",
        "From April 2020 to March 2021 a smaller share than usual came back early",
        "Something changed, though not in one clear step",
    ]
    assert [period.sign for period in warning.periods] == ["long run below"] * 12 + ["long run above"] * 12
    assert warning.centre == pytest.approx(0.15)


def test_a_month_of_two_signs_bears_the_one_that_is_its_own():
    months = [(1, 20), (2, 20)] * 6 + [(4, 20), (5, 20)] * 5 + [(16, 20), (4, 20)]
    warning = read_early_warning(by_month(months))
    assert [period.sign for period in warning.periods][-3:] == [
        "long run above",
        "more than by chance",
        "long run above",
    ]
    assert len(warning.signs) == 4


def test_where_most_months_have_nobody_back_quarters_are_read():
    quarters = [(0, 4), (0, 4), (1, 4), (0, 4), (1, 4), (1, 4)] * 6
    warning = read_early_warning(by_month(quarters))
    assert warning.months_together == 3
    assert [(p.in_words, p.numerator, p.denominator) for p in warning.periods][:2] == [
        ("April to June 2020", 1, 12),
        ("July to September 2020", 2, 12),
    ]
    assert warning.says == "No sign of change: over 12 quarters the share moved only as chance moves it."
    assert "about 12 returns home a quarter" in warning.how_sure
    assert warning.why_so_long == "Quarters are shown, as in more than a third of the months nobody came back early."


def test_half_years_may_begin_in_one_year_and_end_in_the_next():
    months = [(1, 3), *[(0, 3)] * 5] * 10
    warning = read_early_warning(by_month(months))
    assert warning.months_together == 6
    assert [period.in_words for period in warning.periods][:2] == [
        "April to September 2020",
        "October 2020 to March 2021",
    ]


def test_months_that_are_not_complete_are_shown_and_change_nothing():
    steady = [(1, 20), (3, 20)] * 12
    whole, unfinished = by_month(steady), by_month([*steady, (20, 20), (20, 20)], incomplete=2)
    found, expected = read_early_warning(unfinished), read_early_warning(whole)
    assert (found.says, found.centre, found.periods[:24]) == (expected.says, expected.centre, expected.periods)
    assert [(p.value, p.complete, p.low, p.high, p.sign) for p in found.periods[24:]] == [
        (1.0, False, None, None, "")
    ] * 2


def test_one_hidden_month_and_nothing_is_judged():
    months = by_month(COUNTS[RISEN], hidden=("2020-07",))
    warning = read_early_warning(months)
    assert warning.verdict == "hidden"
    assert not warning.is_mostly_hidden
    assert warning.says == (
        "1 of 24 months is hidden because of small numbers, so these figures cannot show whether anything changed."
    )
    assert (warning.centre, warning.signs) == (None, ())
    assert [period.first for period in warning.periods if period.is_hidden] == ["2020-07"]
    assert {(p.low, p.high, p.sign) for p in warning.periods} == {(None, None, "")}


def test_where_more_than_half_the_months_are_hidden_there_is_no_picture_to_draw():
    for hidden, is_mostly in ((("2020-04", "2020-05"), False), (("2020-04", "2020-05", "2020-06"), True)):
        months = by_month([(1, 20)] * 6, incomplete=2, hidden=hidden)
        assert read_early_warning(months).is_mostly_hidden is is_mostly


def test_a_hidden_month_that_is_not_complete_stops_nothing():
    months = by_month([*[(1, 20), (3, 20)] * 12, (1, 20)], incomplete=1, hidden=("2022-04",))
    warning = read_early_warning(months)
    assert warning.verdict == "no sign of change"
    assert warning.periods[-1].is_hidden


def test_months_before_a_gap_are_left_out():
    rows = by_month([(20, 20), (20, 20), *[(1, 20), (3, 20)] * 12]).rows
    warning = read_early_warning(replace(BY_MONTH, rows=(rows[0], *rows[2:])))
    assert warning.periods[0].first == "2020-06"
    assert warning.verdict == "no sign of change"


def test_limits_are_the_least_and_the_largest_share_that_chance_explains():
    # Binomial(20, 1/10): 8 or more come with a chance of 0.0004, 7 or more of 0.0024; the limit asks for 0.001.
    warning = read_early_warning(by_month([(1, 20), (3, 20)] * 12))
    assert {(period.low, period.high) for period in warning.periods} == {(0.0, 7 / 20)}


def test_no_sentence_praises_or_blames():
    for months in COUNTS.values():
        for given in (months, [(n - x, n) for x, n in months]):
            warning = read_early_warning(by_month(given))
            told = " ".join((warning.says, warning.how_sure, *warning.signs, warning.why_so_long))
            assert not re.search(r"better|worse|good|bad|improv|concern|success|fail", told)


def test_only_a_series_is_read():
    with pytest.raises(ValueError, match="exits is a count"):
        read_early_warning(EXITS)
