"""How sure a share is: the range that fits what was counted."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Interval:
    """A confidence interval, both ends included, in the unit of what it is about (a share: 0 to 1)."""

    low: float
    high: float


def two_sided_z(level: float) -> float:
    """Return the standard normal point that leaves (1 − level) / 2 above it: 1.96 for 0.95.

    Raises ValueError unless the level lies between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError("The level of an interval lies between 0 and 1, as 0.95.")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(numerator: int, denominator: int, level: float = 0.95) -> Interval | None:
    """Return Wilson's score interval for a share, or None where nothing was counted (denominator 0).

    The ends lie within 0 and 1; a numerator of 0 has the low end 0 and a full one the high end 1, exactly. Without
    continuity correction. Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209 to 212.
    Raises ValueError unless 0 ≤ numerator ≤ denominator and the level lies between 0 and 1.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError("A numerator lies between 0 and its denominator.")
    z = two_sided_z(level)
    if denominator == 0:
        return None
    share = numerator / denominator
    scale = 1 + z * z / denominator
    middle = (share + z * z / (2 * denominator)) / scale
    half = z * sqrt(share * (1 - share) / denominator + z * z / (4 * denominator * denominator)) / scale
    # At the ends the two terms are equal, and only rounding would keep them apart.
    low = 0.0 if numerator == 0 else max(0.0, middle - half)
    high = 1.0 if numerator == denominator else min(1.0, middle + half)
    return Interval(low, high)


def exact(numerator: int, denominator: int, level: float = 0.95) -> Interval | None:
    """Return the exact binomial interval for a share, or None where nothing was counted (denominator 0).

    It holds the true share at least as often as the level says, so it is wider than `wilson`. The ends lie within 0 and
    1; a numerator of 0 has the low end 0 and a full one the high end 1. Source: C. J. Clopper and E. S. Pearson, The
    use of confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26 (1934), 404 to 413.
    Raises ValueError unless 0 ≤ numerator ≤ denominator and the level lies between 0 and 1.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError("A numerator lies between 0 and its denominator.")
    if not 0 < level < 1:
        raise ValueError("The level of an interval lies between 0 and 1, as 0.95.")
    if denominator == 0:
        return None
    # Here, as Wilson's interval is the usual one and needs no scipy, which takes a while to load.
    from scipy.special import betaincinv

    others, tail = denominator - numerator, (1 - level) / 2
    low = float(betaincinv(numerator, others + 1, tail)) if numerator else 0.0
    high = float(betaincinv(numerator + 1, others, 1 - tail)) if others else 1.0
    return Interval(low, high)
