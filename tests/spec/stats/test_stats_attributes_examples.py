"""Charts of counts: limits that widen where few were counted, worked out by hand."""

import pytest

from homeward.stats.attributes import c_chart, p_chart, u_chart
from tests.spec.worked_example import Table

SHARES = Table(
    title="Shares of those who could (p chart)",
    says="20 of 80 are a quarter: 0.25 ± 3 √(0.25 × 0.75 / n), kept within 0 and 1. A month without anybody has none.",
    columns=("Numerator", "Denominator", "Share", "Lower limit", "Upper limit", "By hand"),
    rows=(
        (3, 10, 0.3, 0.0, 0.6608, "± 3 × 0.1369"),
        (5, 20, 0.25, 0.0, 0.5405, "± 3 × 0.0968"),
        (0, 0, None, None, None, "nothing could be counted"),
        (12, 50, 0.24, 0.0663, 0.4337, "± 3 × 0.0612"),
    ),
)

BEYOND_COUNTING = Table(
    title="The same, adjusted for how much they vary beyond counting (p′ chart)",
    says=(
        "In standard deviations the shares above are 0.3651, 0 and −0.1633: they differ from one to the next by 0.2642 "
        "on average, where counting alone makes 1.128. All limits shrink to 0.2342 of their reach."
    ),
    columns=("Numerator", "Denominator", "Lower limit", "Upper limit", "By hand"),
    rows=(
        (3, 10, 0.1538, 0.3462, "± 0.4108 × 0.2342"),
        (5, 20, 0.182, 0.318, "± 0.2905 × 0.2342"),
        (0, 0, None, None, "nothing could be counted"),
        (12, 50, 0.207, 0.293, "± 0.1837 × 0.2342"),
    ),
)

RATES = Table(
    title="Counts for each child-year (u chart)",
    says="Six in ten child-years are 0.6: ± 3 √(0.6 / n), not under 0.",
    columns=("Count", "Child-years", "Rate", "Lower limit", "Upper limit", "By hand"),
    rows=(
        (4, 8.0, 0.5, 0.0, 1.4216, "± 3 × 0.2739"),
        (2, 2.0, 1.0, 0.0, 2.2432, "± 3 × 0.5477"),
    ),
)

COUNTS = Table(
    title="Counts where each month offers the same chance (c chart)",
    says="The mean of the three months ± 3 times its root, not under 0.",
    columns=("Counts", "Mean", "Lower limit", "Upper limit", "By hand"),
    rows=(
        ("4 9 5", 6.0, 0.0, 13.3485, "6 ± 3 × 2.4495"),
        ("16 20 12", 16.0, 4.0, 28.0, "16 ± 3 × 4"),
        ("0 0 0", 0.0, 0.0, 0.0, "nothing happened, nothing varies"),
    ),
)


def limits(chart):
    """Return value, lower and upper limit by point, None where there are none."""
    columns = (chart.value, chart.lines.low, chart.lines.high)
    rows = zip(
        *([None if each != each else round(float(each), 4) for each in column] for column in columns), strict=True
    )
    return list(rows)


def test_shares():
    numerators, denominators, *expected, _by_hand = zip(*SHARES.rows, strict=True)
    assert limits(p_chart(numerators, denominators)) == list(zip(*expected, strict=True))


def test_shares_beyond_counting():
    numerators, denominators, *expected, _by_hand = zip(*BEYOND_COUNTING.rows, strict=True)
    found = limits(p_chart(numerators, denominators, laney=True))
    assert [row[1:] for row in found] == list(zip(*expected, strict=True))


def test_rates():
    counts, years, *expected, _by_hand = zip(*RATES.rows, strict=True)
    assert limits(u_chart(counts, years)) == list(zip(*expected, strict=True))


@pytest.mark.parametrize(("counts", "mean", "low", "high", "by_hand"), COUNTS.rows)
def test_counts(counts, mean, low, high, by_hand):
    chart = c_chart([int(count) for count in counts.split()])
    assert (chart.lines.centre[0], *limits(chart)[0][1:]) == (mean, low, high)
