"""The description of a chart before it is drawn: what it says in words, and the figures it shows."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["percent", "number"]


@dataclass(frozen=True)
class Bar:
    """One bar. `value`, `low` and `high` are shares from 0 to 1, or numbers, as the chart's format says.

    A bar without a value is an empty slot, and `note` says why. A hollow bar shows a figure that is not complete yet,
    and `note` says so. `numerator` and `denominator` are what the value was made from, for the table.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    is_hidden: bool = False
    is_hollow: bool = False
    note: str = ""


@dataclass(frozen=True)
class BarChart:
    """Bars from zero with their intervals, one under another; `label_heading` says what the labels are."""

    id: str
    title: str
    description: str
    axis_title: str
    label_heading: str
    format: Format
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class CurvePoint:
    """The height of a step curve from `at_days` on (a share from 0 to 1), its 95 % band, and what it was made from."""

    at_days: int
    value: float | None
    low: float | None = None
    high: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class CurveChart:
    """A step curve of shares over months, with its band; `points` ascend in `at_days`."""

    id: str
    title: str
    description: str
    axis_title: str
    time_title: str
    points: tuple[CurvePoint, ...]


ChartSpec = BarChart | CurveChart


@dataclass(frozen=True)
class ChartTable:
    """The same figures as rows of text; every row is as long as `headers`."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
