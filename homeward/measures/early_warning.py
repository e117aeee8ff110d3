"""What the months of early re-entry say: whether more or fewer children come back soon than chance explains."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import Literal

import numpy as np

from homeward.measures.months import month_number, months_in_words
from homeward.measures.result import Result, ResultRow
from homeward.stats.funnel import OUTER_LEVEL, Funnel, funnel
from homeward.stats.run_chart import ENOUGH_TO_JUDGE, RunChart, run_chart
from homeward.stats.series import Whole, sides
from homeward.stats.special_cause import in_long_run

Verdict = Literal["something changed", "no sign of change", "too few", "hidden", "nothing to show"]
Sign = Literal["", "long run above", "long run below", "more than by chance", "fewer than by chance"]

READ_WITH_CARE = (
    "Neither more nor fewer is good alone: a return home can fail, and coming back into care can protect a child."
)
PERIODS = {1: ("month", "months"), 3: ("quarter", "quarters"), 6: ("half-year", "half-years")}
"""How many months may be taken together, and what that is called."""

CHANCE_LIMITS = OUTER_LEVEL
"""The share of figures that stay between the limits where nothing changes."""

# Where more are zero the median nears 0, below which no figure can lie: runs about it then mean nothing.
_MOST_ZEROS = 1 / 3
_RUN: dict[str, Sign] = {"above": "long run above", "below": "long run below"}
_BEYOND: dict[str, Sign] = {"above": "more than by chance", "below": "fewer than by chance"}
_OTHER_SIDE = {"above": "below", "below": "above"}
_SHARE = {"above": "larger", "below": "smaller"}
_MORE = {"above": "more children", "below": "fewer children"}
_NOTHING = "There are no complete months with returns home, so there is nothing to read."
_JUDGED_WITHIN = "The service can judge it from its own figures, in which nothing is hidden."
_SURE_OF_CHANGE = (
    "Chance alone shows such a sign in up to one in ten charts like this: ask what changed, and look at the children "
    "behind the figures."
)
_WHY = {
    1: "",
    3: "Quarters are shown, as in more than a third of the months nobody came back early.",
    6: "Half-years are shown, as in more than a third of the quarters nobody came back early.",
}
_ROUNDING = 1e-9
# April begins a quarter, a half-year and a return year.
_APRIL = 3


@dataclass(frozen=True)
class WatchedPeriod:
    """One figure of the chart: the months from `first` to `last` (`YYYY-MM`, both included).

    Out of `denominator` returns home after `numerator` the child came back early; `value` is their share (0 to 1), None
    of nobody. All three are None where `is_hidden`. `low` and `high` are the least and the largest share that chance
    explains, None where nothing was judged. A period that is not `complete` is shown and never judged. `sign` says of
    what sign of change it is part.
    """

    first: str
    last: str
    numerator: int | None
    denominator: int | None
    value: float | None
    complete: bool
    is_hidden: bool = False
    low: float | None = None
    high: float | None = None
    sign: Sign = ""

    @property
    def in_words(self) -> str:
        """The period as readers say it: `March 2021`, `April to June 2021`."""
        return months_in_words(self.first, self.last)


@dataclass(frozen=True)
class EarlyWarning:
    """How a series of shares is read as an early warning.

    `months_together` (1, 3 or 6) is how long each of `periods` is, and `why_so_long` why. `centre` is the median that
    the periods were judged about, None where none were. `says` is the reading in one sentence, `how_sure` how far to
    trust it, `signs` every sign of change in a sentence, the one that ends last first. `caution` belongs beside it.
    """

    id: str
    title: str
    unit: str
    months_together: int
    why_so_long: str
    periods: tuple[WatchedPeriod, ...]
    centre: float | None
    verdict: Verdict
    says: str
    how_sure: str
    signs: tuple[str, ...] = ()
    caution: str = READ_WITH_CARE

    @property
    def is_mostly_hidden(self) -> bool:
        """True where more than half of the complete periods are hidden: a picture of the rest would mislead."""
        complete = [period for period in self.periods if period.complete]
        return sum(period.is_hidden for period in complete) * 2 > len(complete)


@dataclass(frozen=True)
class _Found:
    """A sign of change: its sentence, the positions of its periods among those judged, and how each is marked."""

    sentence: str
    marks: dict[int, Sign]


def read_early_warning(result: Result) -> EarlyWarning:
    """Read a series of shares by month, whole or with small numbers hidden; nothing but the result is used.

    Where too few come back early for months to be compared, quarters or half-years are. Change is judged by longest run
    and crossings about the median (`stats.run_chart`), single periods by exact binomial limits at 99.8 % about the
    share of all (`stats.funnel`): together they cry wolf in up to one series of ten in which nothing changes. Charts of
    days or cases between events would ask for the day of each, which a result does not tell.

    A hidden month is always one of few children, so that those left over are no fair picture: then nothing is judged.
    Months before a gap are left out. Raises ValueError where the measure is not a series.
    """
    if result.kind != "series":
        raise ValueError(f"{result.id} is a {result.kind}: it has no months")
    months = _unbroken([_month(row) for row in result.rows if not row.group])
    drawn = EarlyWarning(result.id, result.title, result.unit, 1, "", months, None, "nothing to show", _NOTHING, "")
    complete = [month for month in months if month.complete]
    if any(month.is_hidden for month in complete):
        return replace(drawn, verdict="hidden", says=_told_of_hidden(complete), how_sure=_JUDGED_WITHIN)
    if not any(month.denominator for month in complete):
        return drawn
    together = _months_to_take_together(months)
    longer = together or max(PERIODS)
    drawn = replace(drawn, months_together=longer, why_so_long=_WHY[longer], periods=_take_together(months, longer))
    return _judge(drawn) if together else replace(drawn, verdict="too few", says=_too_rare(drawn))


def _month(row: ResultRow) -> WatchedPeriod:
    if row.period is None:
        raise ValueError("a row of a series lacks its period")
    counts = (row.numerator, row.denominator, row.value)
    return WatchedPeriod(row.period, row.period, *counts, complete=row.complete, is_hidden=row.suppressed)


def _unbroken(months: Sequence[WatchedPeriod]) -> tuple[WatchedPeriod, ...]:
    """Return the months in order, from the last back to where one is missing."""
    ordered = sorted(months, key=lambda month: month.first)
    numbers = [month_number(month.first) for month in ordered]
    gaps = [at for at, (one, other) in enumerate(pairwise(numbers), 1) if other != one + 1]
    return tuple(ordered[gaps[-1] if gaps else 0 :])


def _take_together(months: Sequence[WatchedPeriod], together: int) -> tuple[WatchedPeriod, ...]:
    """Add months up to periods of so many, counted from April; the first and the last may hold fewer.

    A period is hidden where one of its months is, and complete where all are.
    """
    grouped = groupby(months, key=lambda month: (month_number(month.first) - _APRIL) // together)
    return tuple(_added(tuple(part)) for _, part in grouped)


def _added(months: tuple[WatchedPeriod, ...]) -> WatchedPeriod:
    first, last, complete = months[0].first, months[-1].last, all(month.complete for month in months)
    if any(month.is_hidden for month in months):
        return WatchedPeriod(first, last, None, None, None, complete, is_hidden=True)
    back, home = (sum(getattr(month, name) or 0 for month in months) for name in ("numerator", "denominator"))
    return WatchedPeriod(first, last, back, home, back / home if home else None, complete)


def _months_to_take_together(months: Sequence[WatchedPeriod]) -> int | None:
    """Return the shortest period of which at most a third of those with returns home have nobody back, or None."""
    for together in PERIODS:
        shares = [each.value for each in _take_together(months, together) if each.complete and each.value is not None]
        if shares and shares.count(0.0) <= _MOST_ZEROS * len(shares):
            return together
    return None


def _judged(periods: Sequence[WatchedPeriod]) -> list[int]:
    """Return the positions of the periods that may be judged."""
    return [at for at, period in enumerate(periods) if period.complete and period.value is not None]


def _judge(drawn: EarlyWarning) -> EarlyWarning:
    """Ask the run chart and the limits of chance about the periods that are complete."""
    places, many = _judged(drawn.periods), PERIODS[drawn.months_together][1]
    asked = [drawn.periods[at] for at in places]
    runs = run_chart([period.value for period in asked])
    if runs.runs[0].useful < ENOUGH_TO_JUDGE:
        return replace(drawn, verdict="too few", says=_too_short(runs.runs[0].useful, many))
    limits = funnel([p.numerator for p in asked], [p.denominator for p in asked], allow_for_spread=False)
    if limits is None:
        raise ValueError("periods with a share have nobody in their denominators")
    placed = [*_long_runs(asked, runs, many), *_beyond_limits(asked, limits)]
    found = [*sorted(placed, key=lambda each: max(each.marks), reverse=True), *_few_crossings(runs, many)]
    read = replace(drawn, periods=_marked(drawn.periods, places, limits, placed), centre=float(runs.centre[0]))
    if not found:
        return replace(read, verdict="no sign of change", says=_no_sign(read), how_sure=_no_proof(asked, many))
    signs = tuple(each.sentence for each in found)
    return replace(read, verdict="something changed", says=signs[0], how_sure=_SURE_OF_CHANGE, signs=signs)


def _marked(
    periods: Sequence[WatchedPeriod], places: list[int], limits: Funnel, found: list[_Found]
) -> tuple[WatchedPeriod, ...]:
    """Return all periods, those judged with their limits and with the sign they are part of, the last where of two."""
    marks = {at: sign for each in found for at, sign in each.marks.items()}
    lows, highs = _explained_by_chance([periods[at] for at in places], limits)
    marked = list(periods)
    for number, at in enumerate(places):
        marked[at] = replace(periods[at], low=lows[number], high=highs[number], sign=marks.get(number, ""))
    return tuple(marked)


def _explained_by_chance(asked: Sequence[WatchedPeriod], limits: Funnel) -> tuple[list[float], list[float]]:
    """Return the least and the largest share of each period that whole children make and chance explains.

    The funnel's limits are smooth between whole counts, and a count just above one can still be within it: whether the
    next count is beyond it is asked of the funnel.
    """
    among = np.array([period.denominator or 0 for period in asked], dtype=np.float64)
    least = np.ceil(limits.outer.low * among - _ROUNDING) + 0.0
    largest = np.floor(limits.outer.high * among + _ROUNDING)
    more = np.minimum(largest + 1, among)
    asked_of = funnel(more, among, limits.target, allow_for_spread=False)
    if asked_of is not None:
        is_beyond = np.array([standing == _standing_beyond("above") for standing in asked_of.standing])
        largest = np.where(is_beyond, largest, more)
    return (least / among).tolist(), (largest / among).tolist()


def _long_runs(asked: list[WatchedPeriod], runs: RunChart, many: str) -> list[_Found]:
    """Return every run on one side of the median that is longer than chance explains."""
    side = sides(runs.value, runs.centre)
    off = np.flatnonzero(side)
    longest = runs.runs[0].longest_by_chance or off.size
    marks = in_long_run(side[off], longest + 1)
    stretches = np.split(np.arange(off.size), np.flatnonzero(np.diff(marks)) + 1)
    found = []
    for stretch in stretches:
        if marks[stretch[0]]:
            way = "above" if marks[stretch[0]] > 0 else "below"
            since = _since(asked, off[stretch], is_latest=stretch[-1] == off.size - 1)
            told = f"{stretch.size} {many} lie {way} the median and none {_OTHER_SIDE[way]}"
            sentence = f"{since} a {_SHARE[way]} share than usual came back early: {told}."
            found.append(_Found(sentence, dict.fromkeys(off[stretch].tolist(), _RUN[way])))
    return found


def _since(asked: list[WatchedPeriod], points: Whole, *, is_latest: bool) -> str:
    first, last = asked[int(points[0])].first, asked[int(points[-1])].last
    return f"Since {months_in_words(first, first)}" if is_latest else f"From {months_in_words(first, last)}"


def _beyond_limits(asked: list[WatchedPeriod], limits: Funnel) -> list[_Found]:
    """Return the single periods that lie beyond the outer limits: those above together, and those below."""
    found = []
    for way in ("above", "below"):
        beyond = [at for at, standing in enumerate(limits.standing) if standing == _standing_beyond(way)]
        if beyond:
            told = [f"{asked[at].in_words} ({asked[at].numerator} of {asked[at].denominator})" for at in beyond]
            sentence = f"In {_listed(told)} {_MORE[way]} came back early than chance explains."
            found.append(_Found(sentence, dict.fromkeys(beyond, _BEYOND[way])))
    return found


def _standing_beyond(way: str) -> str:
    return f"{way} the 99.8 % limit"


def _few_crossings(runs: RunChart, many: str) -> list[_Found]:
    """Return the sign that no single period bears: the share crosses the median less often than by chance."""
    found = runs.runs[0]
    if found.fewest_crossings is None or found.crossings >= found.fewest_crossings:
        return []
    is_above = sides(runs.value, runs.centre) > 0
    earlier, later = is_above[: is_above.size // 2], is_above[is_above.size // 2 :]
    sentence = (
        f"Something changed, though not in one clear step: of the earlier {earlier.size} {many} {earlier.sum()} lie "
        f"above the median, of the later {later.size} it is {later.sum()} (the median is crossed {found.crossings} "
        f"times, where chance explains {found.fewest_crossings} or more)."
    )
    return [_Found(sentence, {})]


def _told_of_hidden(complete: Sequence[WatchedPeriod]) -> str:
    hidden = sum(month.is_hidden for month in complete)
    return (
        f"{hidden} of {len(complete)} months {'is' if hidden == 1 else 'are'} hidden because of small numbers, so "
        "these figures cannot show whether anything changed."
    )


def _too_rare(drawn: EarlyWarning) -> str:
    """Say of how many half-years nobody came back early; with so many, figures of periods do not tell."""
    shares = [drawn.periods[at].value for at in _judged(drawn.periods)]
    return (
        f"Too few children came back early to tell whether anything changed: in {shares.count(0.0)} of {len(shares)} "
        f"{PERIODS[drawn.months_together][1]} nobody did."
    )


def _too_short(useful: int, many: str) -> str:
    return (
        f"Too few {many} to tell whether anything changed: {useful} lie above or below the median, and "
        f"{ENOUGH_TO_JUDGE} are needed."
    )


def _no_sign(read: EarlyWarning) -> str:
    many = PERIODS[read.months_together][1]
    return f"No sign of change: over {len(_judged(read.periods))} {many} the share moved only as chance moves it."


def _no_proof(asked: Sequence[WatchedPeriod], many: str) -> str:
    one = next(name for name, several in PERIODS.values() if several == many)
    usual = median(period.denominator or 0 for period in asked)
    return (
        f"That is no proof that nothing changed: with about {usual:.0f} returns home a {one}, only a change that is "
        "large or lasts long shows."
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
