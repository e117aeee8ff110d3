"""The ruler: an axis from zero to a round number, with few enough marks that their labels never touch."""

from dataclasses import dataclass
from math import ceil, floor, log10

from homeward.charts.figures import written
from homeward.charts.spec import Format
from homeward.charts.svg import width_of

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class Scale:
    """Values from 0 to `top` laid between two places of the drawing; `ticks` are the values to mark."""

    top: float
    starts_at: float
    ends_at: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        """Return where a value stands; what lies outside the ruler stands at its end."""
        within = min(max(value, 0.0), self.top)
        return self.starts_at + (self.ends_at - self.starts_at) * within / self.top


def round_step(wanted: float) -> float:
    """Return the smallest 1, 2 or 5 times a power of ten that is not below `wanted`."""
    power: float = 10.0 ** floor(log10(wanted))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= wanted * (1 - 1e-9))


def value_scale(highest: float, as_format: Format, starts_at: float, ends_at: float, most: int = 5) -> Scale:
    """Return a ruler from 0 that holds `highest`, with at most `most` steps; shares never go beyond 100 %."""
    at_least, at_most = (0.05, 1.0) if as_format == "percent" else (5.0, float("inf"))
    span = min(max(highest, at_least), at_most)
    step = round_step(span / most)
    steps = ceil(span / step - 1e-9)
    top = min(steps * step, at_most)
    return Scale(top, starts_at, ends_at, tuple(tick * step for tick in range(steps + 1) if tick * step <= top + 1e-9))


def roomy_scale(highest: float, as_format: Format, starts_at: float, ends_at: float) -> Scale:
    """Return a ruler along the width of the drawing whose labels have room beside one another."""
    for most in (5, 4, 3, 2):
        scale = value_scale(highest, as_format, starts_at, ends_at, most)
        widest = max(width_of(written(tick, as_format)) for tick in scale.ticks)
        if widest + 8 <= (ends_at - starts_at) / max(1, len(scale.ticks) - 1):
            break
    return scale


def month_scale(last_day: int, starts_at: float, ends_at: float) -> Scale:
    """Return a ruler of months since the start, up to `last_day` days; ticks are months in days."""
    months = last_day * 12 / DAYS_IN_YEAR
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120) if months / step <= 6), 240)
    marks = range(0, floor(months + 0.1) + 1, step)
    return Scale(float(max(last_day, 1)), starts_at, ends_at, tuple(float(days_in(month)) for month in marks))


def days_in(months: int) -> int:
    """Return the days counted as so many months, half days dropped, as re-entry's windows are (6: 183, 72: 2191)."""
    return ceil(months * DAYS_IN_YEAR / 12 - 0.5)
