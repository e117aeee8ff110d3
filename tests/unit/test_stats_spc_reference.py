"""Every case of a reference file that lies beside this checkout: numbers that other people's programs printed.

Charts over time, their rules, run tests and funnels. Nothing of the file is kept here; without it all is skipped.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from homeward.stats.attributes import c_chart, p_chart, u_chart
from homeward.stats.control_chart import Terms
from homeward.stats.funnel import funnel_limits
from homeward.stats.individuals import individuals
from homeward.stats.rare_events import g_chart, t_chart
from homeward.stats.run_chart import (
    count_runs,
    fewest_crossings_by_chance,
    longest_run_by_chance,
    run_chart,
    runs_by_chance,
)
from homeward.stats.special_cause import in_long_run, in_trend, in_two_of_three, tell_assurance

FILE = Path(__file__).resolve().parents[3] / "shared" / "facts" / "spc-cases.json"
CASES = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
ASKED = (
    "xmr",
    "vector_rules",
    "assurance",
    "qicharts2",
    "anhoej_limits",
    "run_count_limits",
    "funnel_exact_binomial",
    "funnel_wilson_phe",
)
pytestmark = pytest.mark.skipif(not CASES, reason="the reference cases are not beside this checkout (spc-cases.json)")

WANTED = {"increase": "higher is better", "decrease": "lower is better", "neutral": "neither"}
ASSURANCE = {
    "consistent_pass": "reliably meets the target",
    "consistent_fail": "reliably misses the target",
    "inconsistent": "meets or misses the target by chance",
    None: None,
}
MEANING = {
    "common_cause": "common cause",
    "special_cause_improvement": "improving",
    "special_cause_concern": "concerning",
    "special_cause_neutral_high": "special cause upwards",
    "special_cause_neutral_low": "special cause downwards",
}
RULE = {
    "Above UCL": "above the upper limit",
    "Below LCL": "below the lower limit",
    "7 Point Trend (Increasing)": "seven or more rising",
    "7 Point Trend (Decreasing)": "seven or more falling",
    "2 in 3 Above CL": "two of three near the upper limit",
    "2 in 3 Below CL": "two of three near the lower limit",
    "7 Points Above CL": "seven or more above the centre line",
    "7 Points Below CL": "seven or more below the centre line",
    "Common Cause": None,
}
SEEN_ELSEWHERE = 1e-9


def every(section):
    return pytest.mark.parametrize("case", CASES.get(section, []), ids=lambda case: str(case.get("id", "")) or None)


def near(ours, theirs, tolerance=SEEN_ELSEWHERE):
    np.testing.assert_allclose(ours, np.array(theirs, dtype=float), rtol=0, atol=tolerance)


def test_no_section_of_the_file_is_left_out():
    assert {name for name, cases in CASES.items() if isinstance(cases, list)} - {"known_traps"} == set(ASKED)
    assert all(CASES[name] for name in ASKED)


@every("xmr")
def test_individuals(case):
    terms = Terms(
        wanted=WANTED[case["improvement_direction"]],
        target=case["target"],
        rebased_at=tuple(place - 1 for place in case["rebase_at_1based"]),
        baseline=case["fix_after_n_points"],
    )
    chart = individuals(case["y"], terms, screen=case["screen_outliers"])
    near(chart.lines.centre, case["mean"])
    if case["id"] == "constant_series":
        # Theirs has no limits here, a fault they share with nobody.
        assert case["lpl"][0] is None
        near((chart.lines.low, chart.lines.high), (case["mean"], case["mean"]))
    else:
        near((chart.lines.low, chart.lines.high), (case["lpl"], case["upl"]))
    assert (np.sign(chart.value - chart.lines.centre) == case["relative_to_mean"]).all()
    outside = (chart.value > chart.lines.high) | (chart.value < chart.lines.low)
    beyond = (chart.value > chart.lines.near_high) | (chart.value < chart.lines.near_low)
    assert outside.tolist() == [bool(flag) for flag in case["outside_limits"]]
    assert (beyond & ~outside).tolist() == [bool(flag) for flag in case["close_to_limits"]]
    rules = {point: signal.rule for signal in chart.signals for point in signal.points}
    assert [rules.get(point) for point in range(len(case["y"]))] == [RULE[kind] for kind in case["special_cause_type"]]
    assert [point in rules for point in range(len(case["y"]))] == case["special_cause_flag"]
    assert list(chart.variation) == [MEANING[kind] for kind in case["point_type"]]
    assert chart.latest == MEANING[case["variation_icon"]]
    assert chart.assurance == ASSURANCE[case["assurance"]]


def ends_of(marks, rule):
    """Their flag of a point at which a pattern is complete: ours, asked of the series up to that point."""
    return [int(rule(marks[: upto + 1])[-1]) for upto in range(len(marks))]


def whole_runs(ends):
    """A series of sides in which runs of seven end at the marked points, and no other does."""
    side = np.zeros(len(ends), dtype=int)
    for at in np.flatnonzero(ends):
        side[at - 6 : at + 1] = ends[at]
    return side


@every("vector_rules")
def test_rules(case):
    given = np.array(case["input"])
    if case["fn"] == "seven_point_one_side_mean":
        found = np.abs(ends_of(given, in_long_run))
    elif case["fn"] == "part_of_seven":
        found = np.abs(in_long_run(whole_runs(given)))
    elif case["fn"] == "seven_point_trend":
        found = ends_of(given.astype(float), in_trend)
    else:
        found = np.abs(in_two_of_three(np.array(case["side"]), given == 1))
        found = found * given if case["fn"] == "part_of_two_in_three" else found
    assert list(found) == case["out"]


@every("assurance")
def test_assurance(case):
    said = tell_assurance(case["lpl"], case["upl"], case["target"], WANTED[case["improvement_direction"]])
    assert said == ASSURANCE[case["assurance"]]


KINDS = {
    "qicharts2_p": lambda case: p_chart(case["numerator"], case["denominator"]),
    "qicharts2_pp": lambda case: p_chart(case["numerator"], case["denominator"], laney=True),
    "qicharts2_u": lambda case: u_chart(case["numerator"], case["denominator"]),
    "qicharts2_up": lambda case: u_chart(case["numerator"], case["denominator"], laney=True),
    "qicharts2_c": lambda case: c_chart(case["y"]),
    # They use 3/1.128 where Making Data Count rounds to 2.66.
    "qicharts2_i": lambda case: individuals(case["y"], ranges_to_limit=3 / 1.128),
    "qicharts2_g": lambda case: g_chart(case["y"]),
    "qicharts2_t": lambda case: t_chart(case["y"]),
}


@every("qicharts2")
def test_kinds_of_chart(case):
    if case["id"] == "qicharts2_run":
        chart = run_chart(case["y"])
        value, centre, runs = chart.value, chart.centre, chart.runs[0]
        assert bool(chart.signals) == case["runs_signal"]
    else:
        chart = KINDS[case["id"]](case)
        value, centre = chart.value, chart.lines.centre
        runs = count_runs(value, centre)
        near((chart.lines.low, chart.lines.high), (case["lcl"], case["ucl"]))
    near((value, centre), (case["y"], case["cl"]))
    assert (runs.useful, runs.longest_run, runs.crossings) == (
        case["n_useful"],
        case["longest_run"],
        case["n_crossings"],
    )
    bounds = (runs.longest_by_chance, runs.fewest_crossings)
    assert bounds == (case["longest_run_max"], case["n_crossings_min"])


@every("anhoej_limits")
def test_longest_run_and_crossings_by_chance(case):
    bounds = longest_run_by_chance(case["n_useful"]), fewest_crossings_by_chance(case["n_useful"])
    assert bounds == (case["longest_run_max"], case["crossings_min"])


@every("run_count_limits")
def test_number_of_runs_by_chance(case):
    assert runs_by_chance(case["n_useful"]) == (case["fewest_runs_ok"], case["most_runs_ok"])


@every("funnel_exact_binomial")
def test_exact_funnel(case):
    inner, outer = (funnel_limits(case["target"], [case["n"]], level) for level in (0.95, 0.998))
    # Printed to six places.
    near((inner.low[0], inner.high[0]), (case["l95"], case["u95"]), 5.001e-7)
    near((outer.low[0], outer.high[0]), (case["l998"], case["u998"]), 5.001e-7)
    # Their normal limits, before they are cut at 0 and 1, are what Wilson's interval turned round comes to.
    turned = funnel_limits(case["target"], [case["n"]], 0.998, "wilson")
    normal = np.clip((case["normal_l998"], case["normal_u998"]), 0, 1)
    near((turned.low[0], turned.high[0]), normal, 5.001e-7)


@every("funnel_wilson_phe")
def test_wilson_funnel(case):
    inner, outer = (funnel_limits(0.80642448, [case["population"]], level, "wilson") for level in (0.95, 0.998))
    # In percent to six places, of a target that is itself rounded.
    near((100 * inner.low[0], 100 * inner.high[0]), (case["l95"], case["u95"]), 1e-6)
    near((100 * outer.low[0], 100 * outer.high[0]), (case["l998"], case["u998"]), 1e-6)
