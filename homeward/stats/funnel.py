"""The funnel: which of many teams or councils differ from the rest by more than their size explains."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from homeward.stats.intervals import two_sided_z
from homeward.stats.series import Numbers, Values, read_counts

Method = Literal["exact", "wilson"]
Standing = Literal[
    "within the limits",
    "above the 95 % limit",
    "below the 95 % limit",
    "above the 99.8 % limit",
    "below the 99.8 % limit",
    "nothing counted",
]
INNER_LEVEL, OUTER_LEVEL = 0.95, 0.998
# With few units their spread cannot be told from chance.
_UNITS_TO_JUDGE_SPREAD = 10
_WINSORISED_SHARE = 0.1


@dataclass(frozen=True, eq=False)
class Limits:
    """The two limits of a funnel at one level, by unit or denominator: shares from 0 to 1, NaN where n is 0."""

    level: float
    low: Numbers
    high: Numbers


@dataclass(frozen=True)
class Spread:
    """How much units differ beyond chance.

    `phi` is the mean square of their winsorised standardised differences, about 1 where chance is all.
    `between` (τ) is the standard deviation between units that this leaves, as a share from 0 to 1; 0 for none.
    """

    phi: float
    between: float


@dataclass(frozen=True, eq=False)
class Funnel:
    """What a funnel shows: arrays by unit, in the order given.

    `target` and `value` are shares from 0 to 1 (NaN where the denominator is 0). `spread` is None where ten units or
    fewer, or a target of 0 or 1, do not let it be told. `notes` belong on the chart.
    """

    target: float
    value: Numbers
    inner: Limits
    outer: Limits
    standing: tuple[Standing, ...]
    spread: Spread | None
    notes: tuple[str, ...]


def funnel(
    numerators: Values,
    denominators: Values,
    target: float | None = None,
    method: Method = "exact",
    *,
    allow_for_spread: bool = True,
) -> Funnel | None:
    """Compare units' shares with a target (0 to 1), or with the share of all together; None where nothing was counted.

    Limits at 95 % and 99.8 %, see `funnel_limits`. The smooth upper limit can lie up to one person under what the
    binomial asks: with exact limits a unit stands above one only where so many or more also come by chance less often
    than in 2.5 % (0.1 %), so that a small team with 100 % is not singled out beside a target of 95 %. Among more than
    ten units, when they differ beyond chance (`spread_between`), the limits allow for it unless `allow_for_spread` is
    off; the notes say so.

    Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005),
    1185 to 1202. Raises ValueError for columns that are not equally long whole numbers without gaps, a numerator over
    its denominator, or a target outside 0 to 1.
    """
    counted, among = read_counts(numerators), read_counts(denominators)
    if counted.shape != among.shape or not (counted <= among).all():
        raise ValueError("Every unit has a numerator between 0 and its denominator.")
    if not among.sum():
        return None
    centre = float(counted.sum() / among.sum()) if target is None else target
    _check_target(centre)
    value = np.divide(counted, among, out=np.full(among.size, np.nan), where=among > 0)
    spread = spread_between(value[among > 0], among[among > 0], centre)
    between = spread.between if spread and allow_for_spread else 0.0
    inner, outer = (funnel_limits(centre, among, level, method, between) for level in (INNER_LEVEL, OUTER_LEVEL))
    as_many = _chance_of_as_many(counted, among, centre) if method == "exact" else np.zeros(among.size)
    standing = tuple(_standing(value, as_many, inner, outer, unit) for unit in range(value.size))
    return Funnel(centre, value, inner, outer, standing, spread, _notes(target, method, between))


def funnel_limits(
    target: float, denominators: Values, level: float, method: Method = "exact", between: float = 0.0
) -> Limits:
    """Return the limits at each denominator, for units or for drawing the curve; within 0 and 1.

    "exact": from the binomial, made smooth between whole counts: with r the smallest count for which P(R ≤ r) ≥ p, the
    limit is (r − (P(R ≤ r) − p) / P(R = r)) / n (Spiegelhalter 2005, see `funnel`), and 1 where that r is all of n.
    "wilson": the shares whose Wilson interval just holds the target, as the public health indicators of OHID have them.
    They come to target ± z √(target (1 − target)/n), the normal curve's limits, and are off for teams of a few dozen.
    With `between` (τ) limits are never closer to the target than z √(target (1 − target)/n + τ²).
    Raises ValueError for a target outside 0 to 1, a level that is none, or denominators that are not whole numbers.
    """
    _check_target(target)
    z = two_sided_z(level)
    among = read_counts(denominators)
    told = among > 0
    low, high = np.full(among.size, np.nan), np.full(among.size, np.nan)
    n = among[told]
    reach = z * np.sqrt(target * (1 - target) / n + between**2)
    low[told], high[told] = target - reach, target + reach
    if method == "exact":
        tail = (1 - level) / 2
        below, above = _smooth_quantile(target, n, tail), _smooth_quantile(target, n, 1 - tail)
        # Never narrower than chance alone: the normal curve is at team size.
        low[told] = np.minimum(low[told], below) if between else below
        high[told] = np.maximum(high[told], above) if between else above
    # Where next to nothing is expected the smooth limit would fall on the wrong side of the target.
    return Limits(level, np.clip(low, 0, target), np.clip(high, target, 1))


def spread_between(shares: Numbers, denominators: Numbers, target: float) -> Spread | None:
    """Return how much more than by chance shares differ, or None for ten units or fewer or a target of 0 or 1.

    Standardised differences are winsorised: the outer tenth on each side is moved in to the tenth, so that a few who
    really differ do not hide themselves. With I units, φ the mean square and weights w = n / (target (1 − target)):
    τ² = (I φ − (I − 1)) / (Σw − Σw² / Σw), or 0. Source: D. J. Spiegelhalter, Handling over-dispersion of performance
    indicators, Quality and Safety in Health Care 14 (2005), 347 to 351. Denominators are over 0.
    """
    units = shares.size
    if units <= _UNITS_TO_JUDGE_SPREAD or not 0 < target < 1:
        return None
    weight = denominators / (target * (1 - target))
    away = (shares - target) * np.sqrt(weight)
    pulled = np.clip(away, *np.quantile(away, [_WINSORISED_SHARE, 1 - _WINSORISED_SHARE]))
    phi = float(np.mean(pulled**2))
    room = weight.sum() - (weight**2).sum() / weight.sum()
    return Spread(phi, float(np.sqrt(max((units * phi - (units - 1)) / room, 0.0))))


def _check_target(target: float) -> None:
    if not 0 <= target <= 1:
        raise ValueError("A target is a share from 0 to 1.")


def _smooth_quantile(target: float, n: Numbers, chance: float) -> Numbers:
    """Return the share under which the chance lies, between the whole counts of Binomial(n, target)."""
    if target in (0, 1):
        return np.full(n.size, target)
    # Here, as most readers of figures never draw a funnel and scipy takes a while to load.
    from scipy import special

    whole = n.astype(np.int64)
    count = np.maximum(np.ceil(special.bdtrik(chance, n, target)), 0.0)
    up_to = special.bdtr(count, whole, target)
    before = np.where(count > 0, special.bdtr(np.maximum(count - 1, 0), whole, target), 0.0)
    share: Numbers = (count - (up_to - chance) / (up_to - before)) / n
    # Nothing lies beyond all of n: the limit is no longer one.
    return np.where((count == n) & (chance > 0.5), 1.0, share)


def _chance_of_as_many(counted: Numbers, among: Numbers, target: float) -> Numbers:
    """Return the chance of so many or more among so many, when each counts with the target's chance."""
    from scipy import special

    chance: Numbers = special.betainc(np.maximum(counted, 1), among - counted + 1, target)
    return np.where(counted == 0, 1.0, chance)


def _standing(value: Numbers, as_many: Numbers, inner: Limits, outer: Limits, unit: int) -> Standing:
    """Return where one unit lies; on a limit is within it."""
    share = value[unit]
    if np.isnan(share):
        return "nothing counted"
    above, below = (
        [share > limits.high[unit] and as_many[unit] < (1 - limits.level) / 2 for limits in (outer, inner)],
        [share < limits.low[unit] for limits in (outer, inner)],
    )
    if any(above):
        return "above the 99.8 % limit" if above[0] else "above the 95 % limit"
    if any(below):
        return "below the 99.8 % limit" if below[0] else "below the 95 % limit"
    return "within the limits"


def _notes(target: float | None, method: Method, between: float) -> tuple[str, ...]:
    """Return what a reader must be told, in sentences."""
    how = {"exact": "exact binomial", "wilson": "Wilson's interval turned round"}[method]
    notes = [f"Limits: 95 % and 99.8 %, {how}."]
    if method == "exact":
        notes.append("A point just above a line is within it where so many would come by chance often enough.")
    if target is None:
        notes.append("The line is the share of all units together.")
    if between:
        notes.append(
            f"Units differ beyond chance: limits allow for a standard deviation of {between:.3f} between them."
        )
    return tuple(notes)
