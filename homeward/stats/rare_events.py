"""Charts for what happens seldom: days, or cases, between one event and the next."""

import numpy as np

from homeward.stats.control_chart import PLAIN, ControlChart, Terms, build_chart
from homeward.stats.individuals import MEAN_RANGE_OF_TWO, individual_lines
from homeward.stats.series import Values, Whole, read_counts, read_series
from homeward.stats.special_cause import Lines

_POWER = 3.6
_LIMIT = 3.0


def t_chart(days_between: Values, terms: Terms = PLAIN) -> ControlChart:
    """Return the chart of days between rare events, one point an event; more days mean fewer events.

    Days to the power 1/3.6 are near to normal where events are independent: their mean ± 3/1.128 mean moving ranges
    are brought back to days. Lines are not under 0. Source: L. S. Nelson, A control chart for parts-per-million
    nonconforming items, Journal of Quality Technology 26 (1994), 239 to 240. Raises ValueError for days under 0.
    """
    days = read_series(days_between)
    if (days < 0).any():
        raise ValueError("Days between events are 0 or more.")
    evened = days ** (1 / _POWER)

    def lines_of(points: Whole, basis: Whole) -> Lines:
        lines = individual_lines(evened[basis], points.size, False, _LIMIT / MEAN_RANGE_OF_TWO)
        drawn = (lines.centre, lines.low, lines.high, lines.near_low, lines.near_high)
        return Lines(*(np.maximum(line, 0.0) ** _POWER for line in drawn))

    note = f"Lines are worked out on days to the power 1/{_POWER} and brought back: mean ± 3/1.128 mean moving ranges."
    return build_chart("t chart", days, terms, lines_of, (note,))


def g_chart(cases_between: Values, terms: Terms = PLAIN) -> ControlChart:
    """Return the chart of cases without the event between two with it; more cases mean a rarer event.

    Limits: mean ± 3 √(mean (mean + 1)), not under 0: they are those of geometric counts. As such counts are lopsided
    the centre line is the median, so that half the points lie on each side, and there are no near limits (NaN). Source:
    J. C. Benneyan, Number-between g-type statistical quality control charts for monitoring adverse events, Health Care
    Management Science 4 (2001), 305 to 318. Raises ValueError unless cases are whole numbers from 0.
    """
    cases = read_counts(cases_between)

    def lines_of(points: Whole, basis: Whole) -> Lines:
        mean = cases[basis].mean()
        reach = _LIMIT * np.sqrt(mean * (mean + 1))
        drawn = (np.median(cases[basis]), max(mean - reach, 0.0), mean + reach, np.nan, np.nan)
        return Lines(*(np.full(points.size, line) for line in drawn))

    note = "Limits: mean ± 3 standard deviations of geometric counts; the centre line is the median."
    return build_chart("g chart", cases, terms, lines_of, (note,))
