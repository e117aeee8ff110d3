"""Charts for rare events: days, or children, between one and the next, worked out by hand."""

import pytest

from homeward.stats.control_chart import Terms
from homeward.stats.rare_events import g_chart, t_chart
from tests.spec.worked_example import Table

DAYS = Table(
    title="Days between rare events (t chart)",
    says=(
        "Days to the power 1/3.6 (30 becomes 2.5722, 60 becomes 3.1184, 90 becomes 3.4902), their mean ± 2.6596 × "
        "their mean difference, and back by the power 3.6."
    ),
    columns=("Days between", "Centre", "Lower limit", "Upper limit", "By hand"),
    rows=(
        ("0 1 0 1", 0.08, 0.0, 62.9, "0.5 ± 2.6596 × 1: 0.5, nothing under 0, 3.1596"),
        ("30 60 90", 56.07, 8.97, 187.73, "3.0603 ± 2.6596 × 0.4590: 1.8396 to 4.2810, to the power 3.6"),
        ("40 40 40", 40.0, 40.0, 40.0, "nothing varies"),
    ),
)

CASES = Table(
    title="Children between rare events (g chart)",
    says="The mean ± 3 √(mean × (mean + 1)), not under 0, about a centre line at the median.",
    columns=("Children between", "Centre", "Lower limit", "Upper limit", "By hand"),
    rows=(
        ("2 4 0 6", 3.0, 0.0, 13.3923, "3 + 3 √12"),
        ("0 0 0 8", 0.0, 0.0, 9.3485, "mean 2, median 0: 2 + 3 √6"),
    ),
)


def limits(chart, digits):
    return tuple(round(float(line[0]), digits) for line in (chart.lines.centre, chart.lines.low, chart.lines.high))


@pytest.mark.parametrize(("days", "centre", "low", "high", "by_hand"), DAYS.rows)
def test_days(days, centre, low, high, by_hand):
    assert limits(t_chart([int(each) for each in days.split()]), 2) == (centre, low, high)


@pytest.mark.parametrize(("cases", "centre", "low", "high", "by_hand"), CASES.rows)
def test_cases(cases, centre, low, high, by_hand):
    assert limits(g_chart([int(each) for each in cases.split()]), 4) == (centre, low, high)


def test_a_long_quiet_time_is_an_improvement_where_more_days_are_better():
    chart = t_chart([20, 31, 12, 25, 40, 18, 22, 35, 28, 15, 30, 24, 400], Terms("higher is better", baseline=12))
    assert chart.latest == "improving"
