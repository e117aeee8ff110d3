"""Charts of counts over time: shares of those who could (p), rates (u) and counts (c), each with its own limits."""

import numpy as np

from homeward.stats.control_chart import PLAIN, ControlChart, LinesOf, Terms, build_chart, lines_about
from homeward.stats.individuals import MEAN_RANGE_OF_TWO, mean_moving_range
from homeward.stats.series import Numbers, Values, Whole, read_counts, read_series
from homeward.stats.special_cause import Lines

_LIMIT = 3.0


def p_chart(numerators: Values, denominators: Values, terms: Terms = PLAIN, *, laney: bool = False) -> ControlChart:
    """Return the chart of shares (0 to 1) whose denominators vary: the limits widen where few were counted.

    Limits: p ± 3 √(p(1 − p)/n), with p from all counts together, within 0 and 1. With `laney` they are also multiplied
    by the mean moving range of the standardised shares over 1.128 (p′ chart): for large denominators, where shares
    move more than the binomial lets them. A denominator of 0 gives a point without value.

    Sources: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931); p′: D. B. Laney, Improved
    control charts for attributes, Quality Engineering 14 (2002), 531 to 537. Raises ValueError for columns that are not
    equally long whole numbers, or a numerator over its denominator.
    """
    counted, among = read_counts(numerators), read_counts(denominators)
    shares = _divide(counted, among)
    if (counted > among).any():
        raise ValueError("A numerator lies between 0 and its denominator.")
    lines_of = _lines_of(counted, among, laney, binomial=True)
    kind, note = ("p′ chart", _LANEY) if laney else ("p chart", "Limits: three standard deviations of the binomial.")
    return build_chart(kind, shares, terms, lines_of, (note,))


def u_chart(counts: Values, exposures: Values, terms: Terms = PLAIN, *, laney: bool = False) -> ControlChart:
    """Return the chart of rates: counts for each unit of exposure (placements, child-years), which may vary.

    Limits: u ± 3 √(u/n), with u from all counts together, not under 0; `laney` as in `p_chart` (u′ chart). An exposure
    of 0 gives a point without value. Sources as in `p_chart`. Raises ValueError for columns that are not equally long,
    counts that are not whole, or exposures under 0.
    """
    counted, exposed = read_counts(counts), read_series(exposures)
    if (exposed < 0).any():
        raise ValueError("An exposure is 0 or more.")
    rates = _divide(counted, exposed)
    lines_of = _lines_of(counted, exposed, laney, binomial=False)
    kind, note = ("u′ chart", _LANEY) if laney else ("u chart", "Limits: three standard deviations of the Poisson.")
    return build_chart(kind, rates, terms, lines_of, (note,))


def c_chart(counts: Values, terms: Terms = PLAIN) -> ControlChart:
    """Return the chart of counts where every period offers the same chance: mean ± 3 √mean, not under 0.

    Source: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931). Raises ValueError for counts
    that are not whole numbers from 0.
    """
    counted = read_counts(counts)
    note = "Limits: three standard deviations of the Poisson."
    lines_of = _lines_of(counted, np.ones_like(counted), laney=False, binomial=False)
    return build_chart("c chart", counted, terms, lines_of, (note,))


_LANEY = "Limits: three standard deviations, widened or narrowed by how much the points vary beyond counting (Laney)."


def _divide(counted: Numbers, among: Numbers) -> Numbers:
    """Return counts over denominators; NaN where either is missing or the denominator is 0."""
    if counted.shape != among.shape:
        raise ValueError("Counts and denominators are equally long.")
    if ((among == 0) & (counted > 0)).any():
        raise ValueError("Something was counted where the denominator is 0.")
    shares: Numbers = np.divide(counted, among, out=np.full(counted.size, np.nan), where=among > 0)
    return shares


def _lines_of(counted: Numbers, among: Numbers, laney: bool, binomial: bool) -> LinesOf:
    """Return how lines follow from counts, which are binomial (shares) or Poisson (rates)."""

    def lines_of(points: Whole, basis: Whole) -> Lines:
        centre = float(counted[basis].sum() / among[basis].sum())
        spread = np.sqrt(centre * (1 - centre if binomial else 1.0) / among[points])
        away = counted[basis] / among[basis] - centre
        scale = _beyond_counting(away, spread[: basis.size]) if laney else 1.0
        most = 1.0 if binomial else np.inf
        return lines_about(np.full(points.size, centre), _LIMIT * scale * spread, 0.0, most)

    return lines_of


def _beyond_counting(away: Numbers, spread: Numbers) -> float:
    """Return how many times as much standardised values vary as counting alone would; 1 where nothing can vary."""
    if not spread.all():
        return 1.0
    return mean_moving_range(away / spread) / MEAN_RANGE_OF_TWO
