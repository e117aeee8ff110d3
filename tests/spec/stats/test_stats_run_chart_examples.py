"""Run charts: when figures lie on one side of their median longer, or cross it less often, than chance explains."""

from fractions import Fraction

import pytest

from homeward.stats.run_chart import (
    chance_of_runs,
    fewest_crossings_by_chance,
    longest_run_by_chance,
    run_chart,
    runs_by_chance,
)
from tests.spec.worked_example import Table

BOUNDS = Table(
    title="What chance explains, by the number of points off the median",
    says=(
        "Longest run: log₂ of the points, rounded, plus 3. Fewest crossings: the fewest that a fair coin, thrown once "
        "less than there are points, shows with more than 5 % at or under it. Points on the median do not count."
    ),
    columns=("Points off the median", "Longest run", "Fewest crossings", "By hand"),
    rows=(
        (10, 6, 2, "log₂ 10 = 3.32; of 512 throws 10 show 0 or 1 (2.0 %), 46 up to 2 (9.0 %)"),
        (12, 7, 3, "log₂ 12 = 3.58; of 2,048 throws 67 show up to 2 (3.3 %), 232 up to 3 (11.3 %)"),
        (14, 7, 4, "log₂ 14 = 3.81; of 8,192 throws 378 show up to 3 (4.6 %), 1,093 up to 4 (13.3 %)"),
    ),
)

ORDERS = Table(
    title="How many runs three points above and three below make",
    says="They can come in 20 orders, each as likely as the next.",
    columns=("Runs", "Chance"),
    rows=(
        (1, Fraction(0)),
        (2, Fraction(2, 20)),
        (3, Fraction(4, 20)),
        (4, Fraction(8, 20)),
        (5, Fraction(4, 20)),
        (6, Fraction(2, 20)),
    ),
)

CHARTS = Table(
    title="Four charts",
    says=(
        "One figure a month. A figure on the median neither breaks nor lengthens a run, and nothing is judged with "
        "fewer than ten off it. A missing month (—) is left out."
    ),
    columns=("Figures", "Median", "Off it", "Longest run", "Crossings", "Said"),
    rows=(
        (
            "9 8 9 8 9 8 9 5 4 5 4 5 4 5",
            6.5,
            14,
            7,
            1,
            "crossings of the median: 1, where chance explains 4 or more",
        ),
        ("9 4 8 5 9 4 5 8 5 4 9 8", 6.5, 12, 2, 8, None),
        ("9 4 8 — 5 9 4 5 8 5 4 9 8", 6.5, 12, 2, 8, None),
        ("1 1 1 2 2 2 2 3 3 3", 2.0, 6, 3, 1, None),
    ),
)


@pytest.mark.parametrize(("useful", "longest", "crossings", "by_hand"), BOUNDS.rows)
def test_bounds(useful, longest, crossings, by_hand):
    assert (longest_run_by_chance(useful), fewest_crossings_by_chance(useful)) == (longest, crossings)


@pytest.mark.parametrize(("runs", "chance"), ORDERS.rows)
def test_orders(runs, chance):
    assert chance_of_runs(3, 3)[runs] == pytest.approx(float(chance), abs=1e-12)


def test_ten_points_make_three_to_nine_runs_by_chance():
    """Two runs come in 2 of 252 orders (0.8 %), up to three in 10 (4.0 %); ten runs in 2."""
    assert runs_by_chance(10) == (3, 9)


@pytest.mark.parametrize(("figures", "median", "off", "longest", "crossings", "said"), CHARTS.rows)
def test_charts(figures, median, off, longest, crossings, said):
    chart = run_chart([None if figure == "—" else float(figure) for figure in figures.split()])
    runs = chart.runs[0]
    assert (chart.centre[0], runs.useful, runs.longest_run, runs.crossings) == (median, off, longest, crossings)
    assert [signal.rule for signal in chart.signals] == ([said] if said else [])
