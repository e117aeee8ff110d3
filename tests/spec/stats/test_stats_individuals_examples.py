"""XmR charts: the limits, the four rules in their order, and what they say about a target, by hand."""

import pytest

from homeward.stats.control_chart import Terms
from homeward.stats.individuals import individuals
from homeward.stats.special_cause import tell_assurance
from tests.spec.worked_example import Table

LIMITS = Table(
    title="Limits of single figures",
    says=(
        "Mean ± 2.66 × the mean difference from one figure to the next. The near limits lie two thirds of the way out. "
        "No difference is left out, however large, unless it is asked for."
    ),
    columns=("Figures", "Mean", "Lower limit", "Upper limit", "By hand"),
    rows=(
        ("5 7 6 8", 6.5, 2.0667, 10.9333, "differences 2, 1, 2: 2.66 × 5/3 = 4.4333"),
        ("4 4 4 4", 4.0, 4.0, 4.0, "nothing varies"),
        ("5 7 — 6 8", 6.5, 2.0667, 10.9333, "a missing month is left out"),
    ),
)

STEADY = "5 6 5 6 5 6 5 6 5 6 5 6"
RULES = Table(
    title="The four rules, in their order",
    says=(
        f"Each series goes on after twelve months of {STEADY}, which fix the mean at 5.5, the limits at 2.84 and 8.16, "
        "the near limits at 3.73 and 7.27. A point has the first rule that names it. Months are counted from 1."
    ),
    columns=("Then", "Rule", "Months", "Why"),
    rows=(
        ("9", "above the upper limit", "13", "9 is over 8.16"),
        ("2", "below the lower limit", "13", "2 is under 2.84"),
        ("5 5.1 5.2 5.3 5.4 5.6 5.7 5.8", "seven or more rising", "13 to 20", "each over the one before"),
        ("8 6 8", "two of three near the upper limit", "13, 15", "all three over 5.5, two of them over 7.27"),
        ("8 5 8", None, "", "one of the three is under 5.5"),
        ("7 6.5 7 6.5 7 6.5", "seven or more above the centre line", "12 to 18", "with the 6 of month 12"),
        ("7 6.5 7 5.5 7 6.5 7", None, "", "a point on the centre line ends the run"),
        ("5.1 5.2 5.3 5.3 5.4 5.6 5.7", None, "", "two equal values end the trend"),
    ),
)

TARGETS = Table(
    title="Will the target be met?",
    says="Higher is better here. Limits of 40 and 60 mean that chance alone moves the figure between them.",
    columns=("Lower limit", "Upper limit", "Target", "Said"),
    rows=(
        (40.0, 60.0, 30.0, "reliably meets the target"),
        (40.0, 60.0, 40.0, "meets or misses the target by chance"),
        (40.0, 60.0, 50.0, "meets or misses the target by chance"),
        (40.0, 60.0, 70.0, "reliably misses the target"),
        (40.0, 60.0, None, None),
    ),
)


def figures_of(text):
    return [None if figure == "—" else float(figure) for figure in text.split()]


@pytest.mark.parametrize(("figures", "mean", "low", "high", "by_hand"), LIMITS.rows)
def test_limits(figures, mean, low, high, by_hand):
    lines = individuals(figures_of(figures)).lines
    assert [round(float(line[0]), 4) for line in (lines.centre, lines.low, lines.high)] == [mean, low, high]


@pytest.mark.parametrize(("then", "rule", "months", "why"), RULES.rows)
def test_rules(then, rule, months, why):
    chart = individuals(figures_of(f"{STEADY} {then}"), Terms(baseline=12))
    first, _to, last = months.partition(" to ")
    expected = range(int(first), int(last) + 1) if last else [int(month) for month in months.split(", ") if month]
    named = [(signal.rule, tuple(point + 1 for point in signal.points)) for signal in chart.signals]
    assert named == ([(rule, tuple(expected))] if rule else [])


@pytest.mark.parametrize(("low", "high", "target", "said"), TARGETS.rows)
def test_targets(low, high, target, said):
    assert tell_assurance(low, high, target, "higher is better") == said
