"""Which points of a chart are more than chance, by which rule, and what that means in words."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from homeward.stats.series import Flags, Numbers, Whole, sides

Wanted = Literal["higher is better", "lower is better", "read together", "neither"]
Variation = Literal["common cause", "improving", "concerning", "special cause upwards", "special cause downwards"]
Assurance = Literal["reliably meets the target", "reliably misses the target", "meets or misses the target by chance"]
_IN_A_ROW = 7
_GOOD_SIDE = {"higher is better": 1, "lower is better": -1}


@dataclass(frozen=True)
class Signal:
    """One rule that fired: its words, the points that it fired for (positions from 0), and the way they point.

    `upwards` is None where the rule says that something changed, not which way.
    """

    rule: str
    points: tuple[int, ...]
    upwards: bool | None

    def moved_to(self, positions: Whole) -> "Signal":
        """Return the same signal with its points given as positions in a longer series: `positions[point]`."""
        return replace(self, points=tuple(positions[list(self.points)].tolist()))


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of a chart by point: the centre, both limits, and both near limits two thirds of the way out.

    Each is in the unit of the values and NaN where there is none.
    """

    centre: Numbers
    low: Numbers
    high: Numbers
    near_low: Numbers
    near_high: Numbers


def in_long_run(side: Whole, length: int = _IN_A_ROW) -> Whole:
    """Return 1 (above) or −1 (below) for every point within `length` or more in a row on one side, else 0.

    `side` is 1, −1 or 0 by point; a point on the line (0) breaks a run.
    """
    above, below = (_in_pattern(side == way, length, length, side.size) for way in (1, -1))
    return above.astype(np.int64) - below


def in_trend(values: Numbers, length: int = _IN_A_ROW) -> Whole:
    """Return 1 (rising) or −1 (falling) for every point within `length` or more that all rise or fall, else 0.

    Two equal values in a row break a trend. A point at which one trend ends and the next begins belongs to the earlier,
    so that what was said of it stays.
    """
    step = np.diff(values)
    rising, falling = (_in_pattern(way * step > 0, length - 1, length, values.size) for way in (1, -1))
    marks = rising.astype(np.int64) - falling
    turns = np.flatnonzero(rising & falling)
    marks[turns] = np.sign(step[turns - 1])
    return marks


def in_two_of_three(side: Whole, near: Flags) -> Whole:
    """Return 1 or −1 for every point of three in a row on one side of which two or three are near a limit, else 0.

    `near` is True for points between a near limit and its limit. All three get the mark, the one that is not near too.
    """
    if side.size < 3:
        return np.zeros_like(side)
    two_near = sliding_window_view(near, 3).sum(axis=1) >= 2
    one_side = sliding_window_view(side, 3)
    ups, downs = ((one_side == way).all(axis=1) & two_near for way in (1, -1))
    return _covered(ups, 3, side.size).astype(np.int64) - _covered(downs, 3, side.size)


def find_special_causes(values: Numbers, lines: Lines) -> tuple[Signal, ...]:
    """Return the rules that fired, each point under the first that names it; values have no gaps and are one phase.

    In this order: outside a limit; seven rising or falling; two of three near the same limit, with all three on one
    side of the centre (the two are named; a point outside a limit is not near it); seven on one side of the centre.
    Source: NHS England and NHS Improvement, Making Data Count (2018 and later). As there, a point on the centre breaks
    a run of seven, and the whole pattern is named backwards from where it is complete.
    """
    side = sides(values, lines.centre)
    outside = np.maximum(sides(values, lines.high), 0) + np.minimum(sides(values, lines.low), 0)
    beyond = np.maximum(sides(values, lines.near_high), 0) + np.minimum(sides(values, lines.near_low), 0)
    near = (beyond != 0) & (outside == 0)
    rules = (
        ("above the upper limit", "below the lower limit", outside),
        ("seven or more rising", "seven or more falling", in_trend(values)),
        ("two of three near the upper limit", "two of three near the lower limit", in_two_of_three(side, near) * near),
        ("seven or more above the centre line", "seven or more below the centre line", in_long_run(side)),
    )
    free = np.ones(values.size, dtype=np.bool_)
    found = []
    for upper_words, lower_words, marks in rules:
        for words, way in ((upper_words, 1), (lower_words, -1)):
            points = np.flatnonzero(free & (marks == way))
            if points.size:
                found.append(Signal(words, tuple(points.tolist()), way == 1))
        free &= marks == 0
    return tuple(found)


def tell_variation(upwards: bool | None, wanted: Wanted) -> Variation:
    """Return what a point means whose signal points up (True) or down (False), or has none (None).

    Without a wanted direction the word only says which way.
    """
    if upwards is None:
        return "common cause"
    good = _GOOD_SIDE.get(wanted)
    if good is None:
        return "special cause upwards" if upwards else "special cause downwards"
    return "improving" if upwards == (good == 1) else "concerning"


def tell_assurance(low: float, high: float, target: float | None, wanted: Wanted) -> Assurance | None:
    """Return whether a process between these limits meets its target, or None where that cannot be asked.

    Limits that touch the target may meet or miss it. None without a target, without limits (NaN), or without a wanted
    direction. `low`, `high` and `target` are in one unit. Source: NHS England and NHS Improvement, Making Data Count
    (2018 and later).
    """
    good = _GOOD_SIDE.get(wanted)
    if target is None or good is None or np.isnan(low) or np.isnan(high):
        return None
    if low <= target <= high:
        return "meets or misses the target by chance"
    return "reliably meets the target" if (low > target) == (good == 1) else "reliably misses the target"


def _in_pattern(holds: Flags, window: int, length: int, size: int) -> Flags:
    """Return which of so many points lie in a pattern of `length` points, for which `holds` is true `window` times."""
    if holds.size < window:
        return np.zeros(size, dtype=np.bool_)
    return _covered(np.all(sliding_window_view(holds, window), axis=1), length, size)


def _covered(begins: Flags, length: int, size: int) -> Flags:
    """Return which points lie in a pattern of so many points; `begins` tells where one begins."""
    covered = np.zeros(size, dtype=np.bool_)
    for offset in range(length):
        covered[offset : offset + begins.size] |= begins
    return covered
