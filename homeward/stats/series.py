"""A run of figures over time, and the stretches of it whose lines are worked out on their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Values = Sequence[float | None] | npt.NDArray[np.generic]
ENOUGH_TO_FIX = 12
# Sums and powers of the same figures differ by rounding; what is this much closer than the largest figure is equal.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Phase:
    """A stretch of points with lines of their own: positions from 0, first and last included.

    `basis` is the number of points with a value that set the lines. `trial` is True where they are fewer than 12: such
    lines may still move, and are shown as trial limits.
    """

    first: int
    last: int
    basis: int

    @property
    def trial(self) -> bool:
        """Return whether fewer than 12 points set the lines."""
        return self.basis < ENOUGH_TO_FIX


def read_series(values: Values) -> Numbers:
    """Return the values in order as numbers; None and NaN mean that a point has none. Raises ValueError for others."""
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1 or np.isinf(numbers).any():
        raise ValueError("A series is one row of finite numbers; leave a value empty where there is none.")
    return numbers


def read_counts(values: Values) -> Numbers:
    """Return a series of counts, as `read_series` does. Raises ValueError unless they are whole numbers from 0."""
    counts = read_series(values)
    told = counts[np.isfinite(counts)]
    if (told < 0).any() or (told % 1 != 0).any():
        raise ValueError("Counts are whole numbers from 0.")
    return counts


def split_phases(present: Flags, rebased_at: Sequence[int], baseline: int | None) -> tuple[Phase, ...]:
    """Return the phases of a series, in order; an empty series has none.

    `present` tells which points have a value, `rebased_at` the positions at which a new phase begins. With a `baseline`
    the first so many points with a value set each phase's lines, which then stay fixed; without, all of them do.

    Raises ValueError for a baseline under 12 points, and for positions that do not go up from 1 to the last point.
    """
    starts = [0, *rebased_at]
    goes_up = all(earlier < later for earlier, later in pairwise(starts))
    if not goes_up or (rebased_at and starts[-1] >= present.size):
        raise ValueError("New phases begin at positions that go up, from 1 to the last point.")
    if baseline is not None and baseline < ENOUGH_TO_FIX:
        raise ValueError(f"Lines are fixed on {ENOUGH_TO_FIX} points or more; leave the baseline empty until then.")
    if not present.size:
        return ()
    ends = [*starts[1:], present.size]
    counted = [int(present[first:end].sum()) for first, end in zip(starts, ends, strict=True)]
    basis = [count if baseline is None else min(count, baseline) for count in counted]
    return tuple(Phase(first, end - 1, size) for first, end, size in zip(starts, ends, basis, strict=True))


def points_of(phase: Phase, present: Flags) -> Whole:
    """Return the positions in the whole series of a phase's points with a value; its basis is the first `basis`."""
    return phase.first + np.flatnonzero(present[phase.first : phase.last + 1])


def sides(values: Numbers, line: Numbers) -> Whole:
    """Return for each value 1 above its line, −1 below, 0 on it or where either is missing.

    A difference under a millionth of a millionth of the largest value or line is rounding, and counts as none.
    """
    both = np.concatenate((values, line))
    largest = np.max(np.abs(both), where=np.isfinite(both), initial=0.0)
    away = np.nan_to_num(values - line)
    return np.where(np.abs(away) > _ROUNDING * largest, np.sign(away), 0).astype(np.int64)
