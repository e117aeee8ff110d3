"""The one shape in which every measure gives its figures: counts, their denominators and intervals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["count", "share", "quantile", "curve", "series"]
Direction = Literal["higher is better", "lower is better", "read together", "neither"]
GROUP_KEYS = (
    "year",
    "age_band",
    "sex",
    "ethnicity",
    "legal_status",
    "need",
    "time_in_care",
    "earlier_returns",
    "unaccompanied",
)


@dataclass(frozen=True)
class ResultRow:
    """One figure. `group` is empty for the total; every number is None when `suppressed`.

    `value`, `low` and `high` are a share from 0 to 1 with its 95 % interval, or a count or days as the measure's unit
    says. `at_days` is set in curves, `period` (`YYYY-MM`) in series, `quantile` (0 to 1) in quantiles.
    """

    group: Mapping[str, str]
    numerator: int | None
    denominator: int | None
    value: float | None
    low: float | None = None
    high: float | None = None
    suppressed: bool = False
    at_days: int | None = None
    period: str | None = None
    quantile: float | None = None

    def __post_init__(self) -> None:
        """Refuse a group the schema does not know, and a suppressed row that still shows a number."""
        unknown = set(self.group) - set(GROUP_KEYS)
        if unknown:
            raise ValueError(f"unknown group keys: {sorted(unknown)}")
        numbers = (self.numerator, self.denominator, self.value, self.low, self.high)
        if self.suppressed and any(number is not None for number in numbers):
            raise ValueError("a suppressed row shows a number")


@dataclass(frozen=True)
class Beside:
    """The same measure counted another way, given beside it: a label in words, and its rows."""

    id: str
    label: str
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True)
class Result:
    """A measure's figures with all a reader needs to understand them.

    `drawn_from` is the id of the measure whose numerators this one's denominators are part of, if any: the two tables
    are linked, and small numbers are hidden in both together.
    """

    id: str
    title: str
    unit: str
    kind: Kind
    direction: Direction
    why: str
    definition: str
    owner: str
    rows: tuple[ResultRow, ...]
    beside: tuple[Beside, ...] = field(default=())
    drawn_from: str | None = None
