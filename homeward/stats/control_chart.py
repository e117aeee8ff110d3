"""A control chart: figures over time, the lines between which chance moves them, and the points that are more."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from homeward.stats.series import ENOUGH_TO_FIX, Numbers, Phase, Whole, points_of, read_series, split_phases
from homeward.stats.special_cause import (
    Assurance,
    Lines,
    Signal,
    Variation,
    Wanted,
    find_special_causes,
    tell_assurance,
    tell_variation,
)

LinesOf = Callable[[Whole, Whole], Lines]


@dataclass(frozen=True)
class Terms:
    """How a chart is to be read, the same for every kind.

    `wanted` is the direction that is better. `target` is in the unit of the values. `rebased_at` are the positions
    (from 0) at which lines and rules start anew: the reason and the day are the caller's to keep, and a phase is never
    found by the machine. `baseline` is how many first points with a value of each phase set its lines (12 or more);
    without it all of them do.
    """

    wanted: Wanted = "neither"
    target: float | None = None
    rebased_at: tuple[int, ...] = ()
    baseline: int | None = None


PLAIN = Terms()


@dataclass(frozen=True, eq=False)
class ControlChart:
    """What a control chart shows: arrays by point, in the unit of the values (a p chart: shares from 0 to 1).

    `value` is NaN where a point has none; such a point is left out, and its neighbours count as next to each other.
    `signals` name each point at most once. `variation` is each point's word, None where it has no value. `latest` is
    the word of the last point with a value, and `assurance` what its limits say about the target. `notes` say in words
    how the lines were made and what to be careful about; they belong on the chart.
    """

    kind: str
    value: Numbers
    lines: Lines
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]
    variation: tuple[Variation | None, ...]
    latest: Variation | None
    assurance: Assurance | None
    notes: tuple[str, ...]


def lines_about(centre: Numbers, reach: Numbers, least: float = -np.inf, most: float = np.inf) -> Lines:
    """Return the lines at the centre ± the reach of the limits, near limits at two thirds, none past least or most."""
    near = reach * 2 / 3
    outer = (np.clip(centre + step, least, most) for step in (-reach, reach, -near, near))
    return Lines(centre, *outer)


def build_chart(kind: str, values: Numbers, terms: Terms, lines_of: LinesOf, notes: tuple[str, ...]) -> ControlChart:
    """Return the chart of a series, phase by phase.

    `lines_of` takes the positions of a phase's points with a value, and those of them that set the lines, and returns
    the lines for the former. Raises ValueError for terms that `split_phases` refuses.
    """
    value = read_series(values)
    present = np.isfinite(value)
    phases = split_phases(present, terms.rebased_at, terms.baseline)
    lines = Lines(*(np.full(value.size, np.nan) for _ in fields(Lines)))
    signals: list[Signal] = []
    for phase in phases:
        points = points_of(phase, present)
        if not points.size:
            continue
        of_phase = lines_of(points, points[: phase.basis])
        for field in fields(Lines):
            getattr(lines, field.name)[points] = getattr(of_phase, field.name)
        signals += [each.moved_to(points) for each in find_special_causes(value[points], of_phase)]
    ways = {point: signal.upwards for signal in signals for point in signal.points}
    words = tuple(tell_variation(ways.get(at), terms.wanted) if told else None for at, told in enumerate(present))
    last = int(np.flatnonzero(present)[-1]) if present.any() else None
    return ControlChart(
        kind,
        value,
        lines,
        phases,
        tuple(signals),
        words,
        None if last is None else words[last],
        None if last is None else tell_assurance(lines.low[last], lines.high[last], terms.target, terms.wanted),
        (*notes, *_cautions(value, phases, terms)),
    )


def _cautions(value: Numbers, phases: tuple[Phase, ...], terms: Terms) -> list[str]:
    """Return what a reader of any chart must be told, in sentences."""
    cautions = [
        f"Trial limits: {phase.basis} points from point {phase.first + 1} on set the lines, {ENOUGH_TO_FIX} are needed."
        for phase in phases
        if phase.trial
    ]
    if terms.baseline is not None:
        cautions.append(f"The first {terms.baseline} points with a value of each phase set its lines.")
    if terms.rebased_at:
        begins = ", ".join(str(position + 1) for position in terms.rebased_at)
        cautions.append(f"Lines and rules start anew at point {begins}.")
    missing = int(np.isnan(value).sum())
    if missing:
        cautions.append(f"Points without a value: {missing}. They are left out; those around them count as neighbours.")
    return cautions
