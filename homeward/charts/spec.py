"""The description of a chart before it is drawn: what it says in words, and the figures it shows."""

from dataclasses import dataclass
from typing import Literal

from homeward.measures.early_warning import Sign

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


@dataclass(frozen=True)
class RunPoint:
    """One figure of a run chart: the share (0 to 1) of the months from `first` to `last` (`YYYY-MM`), both included.

    `low` and `high` are the limits of chance, None where it was not judged. A hollow point is not complete yet. A point
    without a value is hidden, or there was nobody. `sign` says of what sign of change it is part.
    """

    label: str
    first: str
    last: str
    value: float | None
    low: float | None = None
    high: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    is_hidden: bool = False
    is_hollow: bool = False
    sign: Sign = ""


@dataclass(frozen=True)
class RunChart:
    """Shares over time about their median (`centre`, None where nothing is judged); `points` ascend without gaps.

    `label_heading` says what the points are (Month), `note` is a sentence to stand below.
    """

    id: str
    title: str
    description: str
    axis_title: str
    label_heading: str
    points: tuple[RunPoint, ...]
    centre: float | None = None
    note: str = ""


@dataclass(frozen=True)
class SmallMultiples:
    """The same kind of chart several times, small and on one scale: bars by year are drawn as points, or curves.

    `panels` are named by their labels; `label_heading` says what the labels are.
    """

    id: str
    title: str
    description: str
    axis_title: str
    label_heading: str
    panels: tuple[tuple[str, BarChart | CurveChart], ...]


ChartSpec = BarChart | CurveChart | RunChart | SmallMultiples


@dataclass(frozen=True)
class ChartTable:
    """The same figures as rows of text; every row is as long as `headers`."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
