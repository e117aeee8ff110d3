"""What share has come to which end by a given day, when not everybody could be followed: from counts, not people."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from homeward.stats.intervals import Interval, two_sided_z

Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
CENSORED = 0
_ALL_BUT_ROUNDING = 1 - 1e-12


@dataclass(frozen=True, eq=False)
class CountTable:
    """How many people's observation ended, by day and cause: equally long columns of whole numbers.

    `day` counts from 0, the day of the event from which time runs. `cause` is 1, 2, … for the competing events, and 0
    for people who were last seen on that day without any (censored). Rows that repeat a day and cause add up.
    """

    day: npt.ArrayLike
    cause: npt.ArrayLike
    count: npt.ArrayLike


@dataclass(frozen=True, eq=False)
class Entries:
    """How many people came under observation, by the first day on which they could be seen to have an event."""

    day: npt.ArrayLike
    count: npt.ArrayLike


@dataclass(frozen=True, eq=False)
class Incidence:
    """Estimates for every day from 0 to the last one seen; arrays by day, or by cause (in order) and day.

    `events` and `censored` are counts on the day; `at_risk` counts the people under observation and still without event
    when the day begins. `still_free` is the Kaplan-Meier share without any event after the day. `incidence` is the
    Aalen-Johansen share who had that event by the day's end, and `variance` that of this estimate. `low` and `high` are
    NaN where the method gives no interval: where the incidence is 0 or 1.
    """

    at_risk: Counts
    censored: Counts
    events: Counts
    still_free: Shares
    incidence: Shares
    variance: Shares
    low: Shares
    high: Shares

    @property
    def days(self) -> Counts:
        """Return the days that the arrays stand for, from 0 to the last."""
        return np.arange(self.at_risk.size)

    def at(self, day: int, cause: int = 1) -> tuple[float, Interval | None] | None:
        """Return the incidence of a cause by the end of a day, and its interval where there is one.

        None after the last day seen, when some were then still without event: nobody knows what came after. Raises
        ValueError for a day before 0 or a cause that was not asked for.
        """
        if day < 0 or not 1 <= cause <= len(self.incidence):
            raise ValueError("Ask for a day from 0, and a cause from 1 to the number of causes.")
        last = self.at_risk.size - 1
        if day > last and self.still_free[last] > 0:
            return None
        low, high, share = (float(each[cause - 1, min(day, last)]) for each in (self.low, self.high, self.incidence))
        return share, None if np.isnan(low) else Interval(low, high)


def cumulative_incidence(
    endings: CountTable, causes: int, entries: Entries | None = None, level: float = 0.95
) -> Incidence | None:
    """Estimate how many come to each of several competing ends by each day, or None where `endings` counts nobody.

    `causes` is the number of competing ends. On one day events come before censoring: people censored on a day were at
    risk throughout it. `entries` counts the same people as they come into sight (delayed entry); without it everybody
    is at risk from day 0 on.

    Estimators: Kaplan-Meier for `still_free`, Aalen-Johansen for `incidence`. Variance: delta method, as in Marubini
    and Valsecchi, Analysing Survival Data (1995). Interval: on the scale log(−log(incidence)), pointwise, at `level`.
    With delayed entry the few people at risk on the first days weigh much: look at `at_risk` before believing them.

    Raises ValueError where a column is not as `CountTable` says, the two tables do not count equally many people, or
    more end on a day than are then under observation.
    """
    by_cause = _daily(endings.day, endings.cause, endings.count, causes)
    if not by_cause.sum():
        return None
    at_risk = _at_risk(by_cause.sum(axis=0), entries)
    events = by_cause[1:]
    # Days without anybody at risk have no events either: 0 / 1 stands for them. Real numbers, so that cubes fit.
    risk = np.maximum(at_risk, 1).astype(np.float64)
    still_free = np.cumprod(1 - events.sum(axis=0) / risk)
    before = np.concatenate(([1.0], still_free[:-1]))
    incidence = np.minimum(np.cumsum(before * events / risk, axis=1), 1.0)
    variance = _variance(events, risk, before, incidence)
    low, high = _log_log_interval(incidence, variance, two_sided_z(level))
    return Incidence(at_risk, by_cause[CENSORED], events, still_free, incidence, variance, low, high)


def _daily(days: npt.ArrayLike, given_causes: npt.ArrayLike, counted: npt.ArrayLike, causes: int) -> Counts:
    """Return the counts by cause (0 to `causes`) and day (0 to the last)."""
    day, cause, count = _whole(days), _whole(given_causes), _whole(counted)
    if not day.shape == count.shape == cause.shape:
        raise ValueError("The columns of a table of counts are equally long.")
    if cause.max(initial=0) > causes:
        raise ValueError("A cause in the table is higher than the number of causes.")
    counts = np.zeros((causes + 1, int(day.max(initial=0)) + 1), dtype=np.int64)
    np.add.at(counts, (cause, day), count)
    return counts


def _whole(column: npt.ArrayLike) -> Counts:
    values = np.asarray(column)
    if values.size and (not np.issubdtype(values.dtype, np.integer) or values.min() < 0):
        raise ValueError("Days, causes and counts are whole numbers from 0.")
    return values.astype(np.int64)


def _at_risk(ending: Counts, entries: Entries | None) -> Counts:
    """Return how many are under observation as each day begins; those who enter that day are."""
    entering = np.zeros_like(ending)
    if entries is None:
        entering[0] = ending.sum()
    else:
        given = _daily(entries.day, np.zeros(np.shape(entries.day), np.int64), entries.count, causes=0)[0]
        if given.sum() != ending.sum() or given[ending.size :].any():
            raise ValueError("Everybody who entered must also have ended, not earlier: the two tables differ.")
        entering[: given.size] = given[: ending.size]
    at_risk = np.cumsum(entering) - np.cumsum(ending) + ending
    if (ending > at_risk).any():
        raise ValueError("On some day more people end than are under observation: some end before they enter.")
    return at_risk


def _variance(events: Counts, risk: Shares, before: Shares, incidence: Shares) -> Shares:
    """Return the delta-method variance of each incidence, by cause and day.

    It is the sum over days s up to t of (I(t) − I(s))² d/(n(n − d)) + S²(n − dₖ)dₖ/n³ − 2(I(t) − I(s)) S dₖ/n²,
    with the squares multiplied out so that running sums will do. S is the share still free before day s.
    """
    ending = events.sum(axis=0)
    left = risk - ending
    # Where all at risk have an event nothing can change afterwards: I(t) = I(s), so any finite weight gives 0.
    hazard = ending / (risk * np.maximum(left, 1))
    shared = before * events / risk**2
    own = np.cumsum(before**2 * (risk - events) * events / risk**3, axis=1)
    square = incidence**2 * np.cumsum(hazard) - 2 * incidence * np.cumsum(incidence * hazard, axis=1)
    square += np.cumsum(incidence**2 * hazard, axis=1)
    cross = incidence * np.cumsum(shared, axis=1) - np.cumsum(incidence * shared, axis=1)
    variance: Shares = np.maximum(square + own - 2 * cross, 0.0)
    return variance


def _log_log_interval(incidence: Shares, variance: Shares, z: float) -> tuple[Shares, Shares]:
    """Return the ends incidence ** exp(±z · error), with the error of log(−log(incidence)); NaN at 0 and 1."""
    share = np.where((incidence > 0) & (incidence < _ALL_BUT_ROUNDING), incidence, np.nan)
    reach = z * np.sqrt(variance) / np.abs(share * np.log(share))
    return share ** np.exp(reach), share ** np.exp(-reach)
