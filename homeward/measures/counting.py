"""Counting: what every kind of figure has in common, from the events it is about to the children behind it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar, Literal

import narwhals as nw

from homeward.journeys import Events
from homeward.measures.groups import BY_ALL
from homeward.measures.result import ResultRow, RowAt
from homeward.sources.table import Table

Part = Literal["numerator", "denominator"]


class NotListedError(LookupError):
    """There is no such number, so no children stand behind it. The message is one sentence, fit for the screen."""


@dataclass(frozen=True, eq=False)
class Counting(ABC):
    """Which events are counted, said once: figures are worked out of it, and children behind them are listed by it.

    `table` holds the events; only those that meet the condition `where` are asked about. `by` are the keys of the
    groups for which figures are given, or by which those without groups may be narrowed; the first is known for every
    event asked about. Each kind of figure adds what it needs.
    """

    table: Table
    _: KW_ONLY
    where: nw.Expr | None = None
    by: Sequence[str] = BY_ALL

    stands_at: ClassVar[Literal["period", "at_days"] | None] = None
    """What tells its rows apart besides their groups: a month, a day, or nothing."""

    @property
    def frame(self) -> "nw.LazyFrame[Any]":
        """The events asked about."""
        return self.table.lazy() if self.where is None else self.table.lazy().filter(self.where)

    @abstractmethod
    def rows(self, events: Events) -> tuple[ResultRow, ...]:
        """Work the figures out: in all, then by each key of `by`. The engine counts; only counts leave it."""

    @abstractmethod
    def behind(self, at: RowAt, part: Part) -> nw.Expr | None:
        """Say which of the events asked about a number counts, besides those of other groups; None where it is all.

        Raises NotListedError where the figures have no such number.
        """


def refuse_denominator(part: Part) -> None:
    """Raise NotListedError for a denominator, in figures that are out of nothing."""
    if part == "denominator":
        raise NotListedError(
            "This figure is a plain number, out of nothing: list the children behind the number itself."
        )
