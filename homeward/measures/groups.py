"""The groups by which measures are given, which values each may have, and counting by all of them at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from homeward.journeys import Events
from homeward.journeys.characteristics import (
    AGE_BANDS,
    ETHNICITY_OF,
    LEGAL_STATUSES,
    NEEDS,
    SEXES,
    TIMES_IN_CARE,
    UNKNOWN,
)
from homeward.journeys.engine import collect_counts
from homeward.journeys.journeys import UNACCOMPANIED
from homeward.sources.day import year_start

MOST_RETURNS = 2
EARLIER_RETURNS = ("0", "1", "2+")

BY_YEAR = ("year",)
BY_CHILD = ("year", "age_band", "sex", "ethnicity", "legal_status", "need", "unaccompanied")
"""What a child is on any day of care."""

BY_START = (*BY_CHILD, "earlier_returns")
"""The same, and what lies before a start of care."""

BY_ALL = (*BY_START, "time_in_care")
"""Every group."""


@dataclass(frozen=True)
class Grouping:
    """One way to group: the value of each child's row, and the values, as text, that are listed even where nobody is.

    A value that is not listed (a sex not known, a year before the first return) is given only where it occurs.
    `unlisted` are the other words there may be, `written` says how a value other than its text is written.
    """

    value: nw.Expr
    listed: Callable[[Events], tuple[str, ...]]
    unlisted: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)


def listed_years(events: Events) -> tuple[str, ...]:
    """Return the return years read that had begun on the day the figures are for."""
    return tuple(str(year) for year in events.years if year_start(year) <= events.as_of_day)


def _always(*values: str) -> Callable[[Events], tuple[str, ...]]:
    return lambda events: values


def _earlier_returns() -> nw.Expr:
    returns = nw.col("earlier_returns")
    return nw.when(returns > MOST_RETURNS).then(nw.lit(MOST_RETURNS)).otherwise(returns)


GROUPINGS: Mapping[str, Grouping] = {
    "year": Grouping(nw.col("year"), listed_years),
    "age_band": Grouping(nw.col("age_band"), _always(*AGE_BANDS), (UNKNOWN,)),
    "sex": Grouping(nw.col("sex"), _always(*SEXES), (UNKNOWN,)),
    "ethnicity": Grouping(nw.col("ethnicity"), _always(*dict.fromkeys(ETHNICITY_OF.values())), (UNKNOWN,)),
    "legal_status": Grouping(nw.col("legal_status"), _always(*LEGAL_STATUSES), ("freeing_order", UNKNOWN)),
    "need": Grouping(nw.col("need"), _always(*NEEDS), (UNKNOWN,)),
    "time_in_care": Grouping(nw.col("time_in_care"), _always(*(name for _, name in TIMES_IN_CARE)), (UNKNOWN,)),
    "earlier_returns": Grouping(
        _earlier_returns(), _always(*EARLIER_RETURNS), written={str(MOST_RETURNS): EARLIER_RETURNS[-1]}
    ),
    "unaccompanied": Grouping(nw.col("unaccompanied"), _always("yes", "no")),
}
"""By key, as in the groups of a result's rows. A table counted by a key has a column of the key's name."""

Counts = Mapping[str, Mapping[str, tuple[int, ...]]]
"""By key, then by value: one count for each condition asked about, and the number of rows last."""


def keys_known(events: Events, keys: Sequence[str]) -> tuple[str, ...]:
    """Return the keys whose values the source tells: without the table UASC nobody knows who is unaccompanied."""
    return tuple(key for key in keys if key != "unaccompanied" or UNACCOMPANIED in events.tables_read)


def count_by(frame: "nw.LazyFrame[Any]", keys: Sequence[str], *conditions: nw.Expr) -> Counts:
    """Count by each key, all in one question to the engine, how many rows meet each condition and how many there are.

    Only counts leave the engine.
    """
    names = [f"condition_{number}" for number in range(len(conditions))]
    ones = [
        nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0)).alias(name)
        for name, condition in zip(names, conditions, strict=True)
    ]
    marked = frame.select(*(GROUPINGS[key].value.alias(key) for key in keys), *ones)
    parts = [
        marked.group_by(key)
        .agg(*(nw.col(name).sum() for name in names), nw.len().alias("rows"))
        .select(nw.lit(key).alias("key"), nw.col(key).cast(nw.String()).alias("value"), *_whole(*names, "rows"))
        for key in keys
    ]
    counts: dict[str, dict[str, tuple[int, ...]]] = {key: {} for key in keys}
    for row in collect_counts(nw.concat(parts)):
        written = GROUPINGS[row["key"]].written.get(row["value"], row["value"])
        counts[row["key"]][written] = tuple(int(row[name]) for name in (*names, "rows"))
    return counts


def _whole(*names: str) -> list[nw.Expr]:
    return [nw.col(name).cast(nw.Int64) for name in names]


def values_of(key: str, found: Sequence[str], events: Events) -> list[str]:
    """Return the values of a key in the order in which they are given: those listed, and whatever else was found.

    Years are put in order; other values stand as they are listed, with those not listed at the end. Where the events
    are narrowed to some values, those are all there is.
    """
    listed = events.narrowed_to.get(key, GROUPINGS[key].listed(events))
    others = sorted(set(found).difference(listed))
    return sorted([*listed, *others]) if key == "year" else [*listed, *others]
