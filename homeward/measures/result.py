"""The one shape in which every measure gives its figures: counts, their denominators and intervals.

How tables are linked, for whoever hides small numbers:

- The rows of one key (all years, all age bands) add up to the total `{}`; so do those of a `Beside`. Quantiles do not.
- A share is a numerator and the rest of its denominator. A count is a numerator alone.
- `drawn_from` names a measure: this one's denominators are part of that one's numerators, group by group.
- `part_of` names a measure: this one's numerators and denominators are each part of that one's. Where this one is a
  series its months add up to that one's total, and the months of a return year to its row for that year.
- `within_days` says that this one looks so many days ahead from the event: whoever is in the denominator of a window is
  in that of each shorter one of the same event.
- Ways of counting beside a measure count a part of its numerator, or among a part of its denominator. Those of `exits`
  by kind add up to it, as do those of `returns_home` by plan. Under the definition dfe `exits` counts what
  `returns_home` has as denominators, also where both are counted `as_dfe`.
"""

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
    "outcome",
)


@dataclass(frozen=True)
class ResultRow:
    """One figure. `group` is empty for the total; every number is None when `suppressed`.

    `value`, `low` and `high` are a share from 0 to 1 with its 95 % interval, or a count or days as the measure's unit
    says. `at_days` is set in curves, `period` (`YYYY-MM`) in series, `quantile` (0 to 1) in quantiles. `complete` is
    False where time is still to pass until everybody the row is about has been counted or followed (an unfinished year,
    a month too recent): such a figure is shown and not judged.
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
    complete: bool = True

    def __post_init__(self) -> None:
        """Refuse a group the schema does not know, and a suppressed row that still shows a number."""
        unknown = set(self.group) - set(GROUP_KEYS)
        if unknown:
            raise ValueError(f"unknown group keys: {sorted(unknown)}")
        numbers = (self.numerator, self.denominator, self.value, self.low, self.high)
        if self.suppressed and any(number is not None for number in numbers):
            raise ValueError("a suppressed row shows a number")


@dataclass(frozen=True)
class RowAt:
    """Where in a measure's figures a row stands; without anything said, at the measure's own total.

    `group`, `period` and `at_days` are as in `ResultRow`; `beside` is the id of another way of counting, if it is one.
    """

    group: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""
    period: str | None = None
    at_days: int | None = None

    @classmethod
    def of(cls, row: ResultRow, beside: str = "") -> "RowAt":
        """Return where a row stands; `beside` names the other way of counting that it belongs to, if it does."""
        return cls(row.group, beside, row.period, row.at_days)


@dataclass(frozen=True)
class Beside:
    """The same measure counted another way, given beside it: a label in words, and its rows."""

    id: str
    label: str
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True)
class Result:
    """A measure's figures with all a reader needs to understand them.

    `drawn_from`, `part_of` and `within_days` link its table to those of other measures, as the head of this file says:
    small numbers are hidden in them together. `is_headline` marks the figures that a reader meets first. `note` is a
    sentence where something needs saying: why there are no rows, or what to be careful about in this source.
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
    part_of: str | None = None
    within_days: int | None = None
    is_headline: bool = False
    note: str = ""
