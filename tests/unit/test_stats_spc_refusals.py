"""Charts over time refuse what cannot be, say in words how they were made, and never call a guess a fixed limit."""

import numpy as np
import pytest

from homeward.stats.attributes import c_chart, p_chart, u_chart
from homeward.stats.control_chart import Terms
from homeward.stats.individuals import individuals
from homeward.stats.rare_events import g_chart, t_chart
from homeward.stats.run_chart import (
    PERLA,
    STRICT,
    chance_of_runs,
    fewest_crossings_by_chance,
    longest_run_by_chance,
    run_chart,
    runs_by_chance,
)
from homeward.stats.special_cause import tell_assurance


@pytest.mark.parametrize(
    ("draw", "says"),
    [
        (lambda: individuals([1, np.inf]), "finite numbers"),
        (lambda: individuals([[1, 2], [3, 4]]), "one row"),
        (lambda: run_chart([1, -np.inf]), "finite numbers"),
        (lambda: c_chart([1, 2.5]), "whole numbers"),
        (lambda: c_chart([1, -2]), "whole numbers"),
        (lambda: p_chart([2], [1]), "between 0 and its denominator"),
        (lambda: p_chart([2], [0]), "denominator is 0"),
        (lambda: p_chart([1, 2], [3]), "equally long"),
        (lambda: u_chart([1, 2], [3]), "equally long"),
        (lambda: u_chart([1], [-3.0]), "exposure"),
        (lambda: t_chart([4, -1]), "0 or more"),
        (lambda: g_chart([4, 1.5]), "whole numbers"),
        (lambda: individuals([1, 2, 3], Terms(rebased_at=(0,))), "from 1 to the last point"),
        (lambda: individuals([1, 2, 3], Terms(rebased_at=(3,))), "from 1 to the last point"),
        (lambda: individuals([1, 2, 3], Terms(rebased_at=(2, 1))), "go up"),
        (lambda: individuals([], Terms(rebased_at=(1,))), "from 1 to the last point"),
        (lambda: individuals([1] * 20, Terms(baseline=11)), "12 points or more"),
        (lambda: run_chart([1] * 20, baseline=11), "12 points or more"),
        (lambda: longest_run_by_chance(0), "no runs"),
        (lambda: fewest_crossings_by_chance(0), "no crossings"),
        (lambda: runs_by_chance(1), "Two points"),
        (lambda: chance_of_runs(-1, 2), "from 0"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(draw, says):
    with pytest.raises(ValueError, match=says):
        draw()


def test_fewer_than_twelve_points_set_trial_limits():
    series = [4, 6, 5, 7, 5, 6, 4, 5, 6, 7, 5, 6]
    assert [individuals(series[:size]).phases[0].trial for size in (11, 12)] == [True, False]
    assert any(note.startswith("Trial limits: 11 points") for note in individuals(series[:11]).notes)
    assert not any("Trial" in note for note in individuals(series).notes)
    # A baseline that is not full yet fixes nothing.
    assert individuals(series[:9], Terms(baseline=12)).phases[0].trial


def test_the_chart_says_whether_it_was_screened():
    series = [5, 6, 5, 6, 5, 6, 5, 30, 5, 6, 5, 6, 5, 6]
    kept, screened = individuals(series), individuals(series, screen=True)
    assert kept.lines.high[0] > screened.lines.high[0]
    assert "no moving range left out" in kept.notes[0]
    assert "outlying moving ranges left out" in screened.notes[0]


def test_a_value_alone_has_a_centre_and_no_limits():
    chart = individuals([4.0], Terms(wanted="higher is better", target=3.0))
    assert (chart.lines.centre[0], chart.latest, chart.assurance) == (4.0, "common cause", None)
    assert np.isnan(chart.lines.high[0])


def test_the_latest_word_is_that_of_the_last_value_not_of_the_last_point():
    chart = individuals([5, 6] * 10 + [30, None], Terms(wanted="lower is better"))
    assert (chart.latest, chart.variation[-1]) == ("concerning", None)


def test_assurance_uses_the_limits_of_the_last_phase():
    series = [5, 7, 6, 8, 7, 6] * 2 + [15, 17, 16, 18, 17, 16] * 2
    terms = Terms(wanted="higher is better", target=12)
    assert individuals(series, terms).assurance == "meets or misses the target by chance"
    rebased = individuals(series, Terms(wanted="higher is better", target=12, rebased_at=(12,)))
    assert rebased.assurance == "reliably meets the target"
    assert any("start anew at point 13" in note for note in rebased.notes)


@pytest.mark.parametrize("target", [1.0, 3.0])
def test_limits_that_touch_the_target_promise_nothing(target):
    assert tell_assurance(1.0, 3.0, target, "lower is better") == "meets or misses the target by chance"


def test_read_together_is_neither_better_nor_worse():
    chart = individuals([5, 6] * 10 + [30], Terms(wanted="read together", target=5))
    assert (chart.latest, chart.assurance) == ("special cause upwards", None)


def test_a_day_on_which_nobody_could_be_counted_is_no_share_of_0():
    chart = p_chart([3, 0, 4], [6, 0, 8])
    assert np.isnan(chart.value[1])
    assert np.isnan(chart.lines.high[1])
    assert chart.variation[1] is None
    assert chart.lines.centre[0] == 0.5


def test_a_shift_over_a_point_on_the_median_goes_on_but_a_seven_about_a_mean_ends():
    on_the_line = [2, 2, 2, 1, 2, 2, 2, 2]
    run = run_chart([0] * 8 + [1] * 7 + on_the_line, STRICT)
    assert run.centre[0] == 1
    assert ("8 or more in a row below the median", tuple(range(8))) in [(s.rule, s.points) for s in run.signals]
    # Seven twos, with a one that lies on the median among them, are no eight.
    assert not any("above" in signal.rule for signal in run.signals)
    six = run_chart([0] * 8 + [1] * 7 + on_the_line, PERLA)
    above = next(signal for signal in six.signals if "above" in signal.rule)
    assert above.points == (15, 16, 17, 19, 20, 21, 22)


def test_a_trend_on_a_run_chart_ignores_repeats():
    rising = [3, 1, 4, 1, 3, 1, 2, 2, 3, 4, 4, 5, 0, 3, 1, 4]
    signal = next(s for s in run_chart(rising, PERLA).signals if "rising" in s.rule)
    assert signal.points == (5, 6, 8, 9, 11)
    assert not any("rising" in s.rule for s in run_chart(rising, STRICT).signals)


def test_fewer_than_ten_points_off_the_median_are_not_judged():
    chart = run_chart([1] * 4 + [2] * 3 + [3] * 5)
    assert chart.runs[0].useful == 9
    assert chart.runs[0].longest_by_chance is None
    assert chart.signals == ()
    assert any("Too few to judge" in note for note in chart.notes)


def test_a_run_chart_with_a_fixed_median_sees_all_later_points_above_it():
    chart = run_chart([4, 6, 5, 7, 5, 6, 4, 5, 6, 7, 5, 6] + [9] * 10, baseline=12)
    signal = next(s for s in chart.signals if "longest run" in s.rule)
    assert signal.upwards
    assert set(range(12, 22)) <= set(signal.points)


def test_a_long_series_is_no_trouble():
    chart = run_chart(np.tile([1.0, 2.0, 2.0, 1.0], 800), PERLA)
    assert chart.runs[0].useful == 3200
    assert fewest_crossings_by_chance(3200) < 1600
