"""The XmR chart: single figures over time, with limits from how much one differs from the next."""

import numpy as np

from homeward.stats.control_chart import PLAIN, ControlChart, Terms, build_chart, lines_about
from homeward.stats.series import Numbers, Values, Whole, read_series
from homeward.stats.special_cause import Lines

# Three standard deviations in units of the mean moving range; 1.128 is the mean range of two in standard deviations.
RANGES_TO_LIMIT = 2.66
MEAN_RANGE_OF_TWO = 1.128
# The upper limit of a moving range, in mean moving ranges.
_OUTLYING_RANGE = 3.267


def individuals(
    values: Values, terms: Terms = PLAIN, *, screen: bool = False, ranges_to_limit: float = RANGES_TO_LIMIT
) -> ControlChart:
    """Return the XmR chart of a series in order of time, whatever its unit.

    Limits: mean ± 2.66 × mean moving range, near limits at two thirds of that. A value alone has no limits (NaN); where
    nothing varies the limits are the mean. With `screen`, moving ranges over 3.267 times their mean are left out once
    before the limits are worked out; as in Making Data Count's own workbooks this is off, and the notes say which.
    Sources: D. J. Wheeler, Understanding Variation (1993); screening: L. S. Nelson, Control charts for individual
    measurements, Journal of Quality Technology 14 (1982), 172 to 173.
    """
    series = read_series(values)

    def lines_of(points: Whole, basis: Whole) -> Lines:
        return individual_lines(series[basis], points.size, screen, ranges_to_limit)

    screening = "with outlying moving ranges left out" if screen else "no moving range left out"
    note = f"Limits: mean ± {ranges_to_limit:.4g} × mean moving range, {screening}."
    return build_chart("XmR chart", series, terms, lines_of, (note,))


def individual_lines(basis: Numbers, points: int, screen: bool, ranges_to_limit: float) -> Lines:
    """Return the lines that the values of `basis` set for so many points; NaN limits where there is only one value."""
    reach = ranges_to_limit * mean_moving_range(basis, screen)
    return lines_about(np.full(points, basis.mean()), np.full(points, reach))


def mean_moving_range(values: Numbers, screen: bool = False) -> float:
    """Return the mean difference, without sign, of each value from the one before; NaN for fewer than two values."""
    if values.size < 2:
        return np.nan
    ranges = np.abs(np.diff(values))
    kept = ranges[ranges <= _OUTLYING_RANGE * ranges.mean()] if screen else ranges
    return float(kept.mean())
