"""Works out how much more or less often each kind of career must be drawn, so that published margins are met.

How it works. `stays` and `moves` draw careers from assumptions. Each career adds days in care, starts and exits to the
published groups (`contributions`). A career is then drawn more often by the factor exp(sum of tilt x amount): of all
ways to re-weigh the assumed careers so that they meet the margins, this one changes them least (in relative entropy).
One tilt belongs to each published group. They are found by Newton's method on a large pool of careers, each margin with
the tolerance that published figures of different years and tables need (they contradict each other by some per cent:
starts and exits are unequal, several tables are of 2024), and written to `tilts.toml`:

    python -m homeward.invented.calibrate > tilts.toml

A test compares invented councils with the published figures; when it fails because there are new figures, run this.
"""

import sys
from collections.abc import Iterator

import numpy as np

from homeward.invented.careers import invent_careers, spans
from homeward.invented.contributions import as_table, groups
from homeward.invented.margins import Numbers
from homeward.invented.published import TOTAL, targets
from homeward.invented.tilts import Calibration

_POOL, _CHUNK, _SEED = 400_000, 50_000, 20251120
_ROUNDS = 60
_TOLERANCE = 0.06
"""How far margins of many children give way to each other: a tilt of 1 leaves a relative error of this, squared."""


def calibrate(pool: int = _POOL) -> Calibration:
    """Return the calibration from a pool of so many careers, always the same for the same pool and figures."""
    generator = np.random.Generator(np.random.PCG64(_SEED))
    chunks = [invent_careers(generator, _CHUNK) for _ in range(max(1, pool // _CHUNK))]
    table = np.concatenate([as_table(careers) for careers in chunks])
    errors, scales = _relative_errors(table)
    slack = _slack(table.mean(axis=0))
    found = _solve(errors, slack)
    weight, normaliser = _weights(errors, found)
    tilts = np.zeros(len(groups()))
    for number, target in enumerate(targets()):
        step = found[number] / scales[number]
        tilts[groups().index((target.measure, target.grouping, target.group))] += step
        tilts[groups().index((target.of, *TOTAL))] -= step * target.share
    span = np.concatenate([spans(careers) for careers in chunks])
    days = float(weight @ table[:, groups().index(("looked_after", *TOTAL))])
    return Calibration(tilts, normaliser, days, float(weight @ span))


def _relative_errors(table: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each career and target by how much it misses, in units of what is wanted; and those units."""
    errors, scales = [], []
    for target in targets():
        got = table[:, groups().index((target.measure, target.grouping, target.group))]
        whole = table[:, groups().index((target.of, *TOTAL))]
        scale = target.share * float(whole.mean())
        errors.append((got - target.share * whole) / scale)
        scales.append(scale)
    return np.column_stack(errors), np.array(scales)


def _slack(mean: Numbers) -> Numbers:
    """Return the relative error each target may keep: more where the pool has few such children."""
    few = [mean[groups().index((target.of, *TOTAL))] * target.share for target in targets()]
    in_days = [target.of == "looked_after" for target in targets()]
    events = np.where(in_days, np.array(few) / 365, np.array(few)) * _POOL
    return np.sqrt(_TOLERANCE**2 + 4.0 / events)


def _solve(errors: Numbers, slack: Numbers) -> Numbers:
    """Return the tilts that minimise the dual: log mean weight plus the slack's penalty."""
    tilts = np.zeros(errors.shape[1])
    for _ in range(_ROUNDS):
        weight, value = _weights(errors, tilts)
        mean = weight @ errors
        slope = mean + slack**2 * tilts
        bend = (errors * weight[:, None]).T @ errors - np.outer(mean, mean) + np.diag(slack**2)
        step = np.linalg.solve(bend, -slope)
        value += float(slack**2 @ tilts**2) / 2
        for size in _shrinking():
            tried = tilts + size * step
            if _weights(errors, tried)[1] + float(slack**2 @ tried**2) / 2 <= value + 1e-4 * size * float(slope @ step):
                break
        tilts = tried
        if float(np.abs(slope).max()) < 1e-6:
            break
    return tilts


def _shrinking() -> Iterator[float]:
    yield from (0.5**power for power in range(20))


def _weights(errors: Numbers, tilts: Numbers) -> tuple[Numbers, float]:
    """Return the weight of each career, adding up to 1, and the logarithm of the mean weight."""
    score = errors @ tilts
    top = float(score.max())
    weight = np.exp(score - top)
    return weight / weight.sum(), top + float(np.log(weight.mean()))


def _written(calibration: Calibration) -> str:
    lines = [
        "# How much more or less often careers are drawn, by published group. Worked out by calibrate.py; do not edit.",
        f"normaliser = {calibration.normaliser:.6f}",
        f"days_in_care = {calibration.days_in_care:.3f}",
        f"days_spanned = {calibration.days_spanned:.3f}",
        "",
        "[tilts]",
    ]
    names = [" ".join(group) for group in groups()]
    lines += [f'"{name}" = {tilt:.7g}' for name, tilt in zip(names, calibration.tilts, strict=True)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(_written(calibrate()))
