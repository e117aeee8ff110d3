"""The run chart: figures over time about their median, and whether they run on one side longer than chance does."""

from dataclasses import dataclass
from math import comb, log2

import numpy as np

from homeward.stats.series import Flags, Numbers, Phase, Values, Whole, points_of, read_series, sides, split_phases
from homeward.stats.special_cause import Signal, in_long_run, in_trend

ENOUGH_TO_JUDGE = 10
# One in twenty: whole numbers, as half to the power of a thousand is no number a machine holds.
_FEWER_CROSSINGS_ONE_IN = 20
_CHANCE_IN_EACH_TAIL = 0.025


@dataclass(frozen=True)
class RunRules:
    """A published set of rules. `words` say whose; None or False leaves a rule out.

    `shift` is how many points in a row on one side make a shift, `trend` how many that all rise or fall make a trend.
    `anhoej` asks for the longest run and the crossings, `run_count` for too few or too many runs.
    """

    words: str
    anhoej: bool = False
    shift: int | None = None
    trend: int | None = None
    run_count: bool = False


# J. Anhøj and A. V. Olesen, Run charts revisited, PLoS ONE 9 (2014), e113825: up to 5 % false signals at any length.
ANHOEJ = RunRules("Anhøj and Olesen (2014): longest run and crossings", anhoej=True)
# R. J. Perla, L. P. Provost and S. K. Murray, The run chart, BMJ Quality & Safety 20 (2011), 46 to 51.
PERLA = RunRules(
    "Perla, Provost and Murray (2011): shift of 6, trend of 5, count of runs", shift=6, trend=5, run_count=True
)
# The same asked as strictly as of a control chart.
STRICT = RunRules("shift of 8, trend of 6, as on a control chart", shift=8, trend=6)


@dataclass(frozen=True)
class Runs:
    """How points lie about a line. Points on the line are skipped: they neither break a run nor lengthen it.

    `useful` counts the points off the line, `crossings` how often neighbours among them change sides. `longest_run`
    over `longest_by_chance`, or fewer crossings than `fewest_crossings`, is more than chance (Anhøj); both bounds are
    None under 10 useful points, when nothing is judged. `longest` are the positions of the (first) longest run.
    """

    useful: int
    longest_run: int
    crossings: int
    longest_by_chance: int | None
    fewest_crossings: int | None
    longest: tuple[int, ...]
    upwards: bool | None

    @property
    def runs(self) -> int:
        """Return how many runs there are: one more than crossings."""
        return self.crossings + 1 if self.useful else 0


@dataclass(frozen=True, eq=False)
class RunChart:
    """What a run chart shows: arrays by point in the unit of the values, and what is more than chance.

    `value` is NaN where a point has none: it is left out, and its neighbours count as next to each other. `centre` is
    the median of each phase's basis. `runs` has one entry for each phase. `notes` belong on the chart.
    """

    value: Numbers
    centre: Numbers
    phases: tuple[Phase, ...]
    runs: tuple[Runs, ...]
    signals: tuple[Signal, ...]
    notes: tuple[str, ...]


def run_chart(
    values: Values, rules: RunRules = ANHOEJ, *, rebased_at: tuple[int, ...] = (), baseline: int | None = None
) -> RunChart:
    """Return the run chart of a series in order of time, whatever its unit.

    `rebased_at` and `baseline` as in `control_chart.Terms`. A phase with fewer than 10 points off its median is drawn
    and not judged. An astronomical point is for people to see; no rule finds it. Raises ValueError for phases or a
    baseline that `split_phases` refuses.
    """
    value = read_series(values)
    present = np.isfinite(value)
    phases = split_phases(present, rebased_at, baseline)
    centre = np.full(value.size, np.nan)
    runs: list[Runs] = []
    signals: list[Signal] = []
    for phase in phases:
        points = points_of(phase, present)
        if points.size:
            centre[points] = np.median(value[points[: phase.basis]])
        found = count_runs(value[points], centre[points])
        runs.append(found)
        if found.useful >= ENOUGH_TO_JUDGE:
            signals += [each.moved_to(points) for each in _signals(value[points], centre[points], found, rules)]
    return RunChart(value, centre, phases, tuple(runs), tuple(signals), _notes(rules, phases, runs, present))


def count_runs(values: Numbers, line: Numbers) -> Runs:
    """Return how values without gaps lie about a line (a median, or the centre of any control chart), by point."""
    side = sides(values, line)
    off = np.flatnonzero(side)
    runs = np.split(off, np.flatnonzero(np.diff(side[off])) + 1)
    longest = max(runs, key=len)
    judged = off.size >= ENOUGH_TO_JUDGE
    return Runs(
        useful=int(off.size),
        longest_run=longest.size,
        crossings=len(runs) - 1,
        longest_by_chance=longest_run_by_chance(off.size) if judged else None,
        fewest_crossings=fewest_crossings_by_chance(off.size) if judged else None,
        longest=tuple(longest.tolist()),
        upwards=bool(side[longest[0]] > 0) if longest.size else None,
    )


def longest_run_by_chance(useful: int) -> int:
    """Return the longest run that chance explains among so many points off the line: log₂ of them, rounded, plus 3.

    Source: J. Anhøj and A. V. Olesen, Run charts revisited, PLoS ONE 9 (2014), e113825. Raises ValueError under 1.
    """
    if useful < 1:
        raise ValueError("Without points off the line there are no runs.")
    return round(log2(useful)) + 3


def fewest_crossings_by_chance(useful: int) -> int:
    """Return the fewest crossings that chance explains: the lower 5 % point of Binomial(useful − 1, ½), exactly.

    Source as in `longest_run_by_chance`. Raises ValueError under 1.
    """
    if useful < 1:
        raise ValueError("Without points off the line there are no crossings.")
    tries, ways = useful - 1, 0
    for crossings in range(tries + 1):
        ways += comb(tries, crossings)
        if _FEWER_CROSSINGS_ONE_IN * ways >= 2**tries:
            break
    return crossings


def chance_of_runs(above: int, below: int) -> Numbers:
    """Return the exact chance of 0, 1, 2, … runs (the index) when so many points above and below come in any order.

    Source: F. S. Swed and C. Eisenhart, Tables for testing randomness of grouping in a sequence of alternatives,
    Annals of Mathematical Statistics 14 (1943), 66 to 87. Raises ValueError for counts under 0.
    """
    if min(above, below) < 0:
        raise ValueError("Points above and below are counted from 0.")
    orders = comb(above + below, above)
    return np.array([_orders_with(runs, above, below) / orders for runs in range(above + below + 1)])


def runs_by_chance(useful: int) -> tuple[int, int]:
    """Return the fewest and the most runs that chance explains among so many points, half of them on each side.

    Beyond either lies at most 2.5 % of the exact distribution (`chance_of_runs`). Printed tables differ by one run at
    some lengths. Raises ValueError under 2.
    """
    if useful < 2:
        raise ValueError("Two points or more make runs.")
    chance = chance_of_runs(useful // 2, useful - useful // 2)
    up_to, from_on = np.cumsum(chance), np.cumsum(chance[::-1])[::-1]
    fewest = np.flatnonzero(up_to > _CHANCE_IN_EACH_TAIL)[0]
    most = np.flatnonzero(from_on > _CHANCE_IN_EACH_TAIL)[-1]
    return int(fewest), int(most)


def _orders_with(runs: int, above: int, below: int) -> int:
    """Return how many orders of the points have exactly so many runs."""
    if not above or not below:
        return int(runs == min(above + below, 1))
    if runs < 2:
        return 0
    half = runs // 2
    if runs % 2 == 0:
        return 2 * comb(above - 1, half - 1) * comb(below - 1, half - 1)
    more_above = comb(above - 1, half) * comb(below - 1, half - 1)
    return more_above + comb(above - 1, half - 1) * comb(below - 1, half)


def _signals(values: Numbers, line: Numbers, runs: Runs, rules: RunRules) -> list[Signal]:
    """Return what the rules find among the points of one phase, at positions within it."""
    found = []
    off = np.flatnonzero(sides(values, line))
    everywhere = tuple(off.tolist())
    if rules.anhoej and runs.longest_run > (runs.longest_by_chance or 0):
        words = f"longest run: {runs.longest_run} points, where chance explains up to {runs.longest_by_chance}"
        found.append(Signal(words, runs.longest, runs.upwards))
    if rules.anhoej and runs.crossings < (runs.fewest_crossings or 0):
        words = f"crossings of the median: {runs.crossings}, where chance explains {runs.fewest_crossings} or more"
        found.append(Signal(words, everywhere, None))
    if rules.shift:
        marks = in_long_run(sides(values, line)[off], rules.shift)
        found += _one_way_each(f"{rules.shift} or more in a row", ("above the median", "below the median"), off, marks)
    if rules.trend:
        new = np.flatnonzero(np.diff(values, prepend=np.nan) != 0)
        marks = in_trend(values[new], rules.trend)
        found += _one_way_each(f"{rules.trend} or more in a row", ("rising", "falling"), new, marks)
    if rules.run_count:
        fewest, most = runs_by_chance(runs.useful)
        if not fewest <= runs.runs <= most:
            words = f"runs: {runs.runs}, where chance explains {fewest} to {most}"
            found.append(Signal(words, everywhere, None))
    return found


def _one_way_each(words: str, ways: tuple[str, str], points: Whole, marks: Whole) -> list[Signal]:
    """Return a signal for the points marked 1, and one for those marked −1, where there are any."""
    chosen: list[tuple[str, Flags, bool]] = [(ways[0], marks == 1, True), (ways[1], marks == -1, False)]
    return [Signal(f"{words} {way}", tuple(points[of].tolist()), up) for way, of, up in chosen if of.any()]


def _notes(rules: RunRules, phases: tuple[Phase, ...], runs: list[Runs], present: Flags) -> tuple[str, ...]:
    """Return what a reader must be told, in sentences."""
    notes = [f"Centre: median. Rules: {rules.words}."]
    notes += [
        f"Too few to judge from point {phase.first + 1} on: {found.useful} points off the median, "
        f"{ENOUGH_TO_JUDGE} are needed."
        for phase, found in zip(phases, runs, strict=True)
        if found.useful < ENOUGH_TO_JUDGE
    ]
    if not present.all():
        notes.append(f"Points without a value: {int((~present).sum())}. They are left out.")
    return tuple(notes)
