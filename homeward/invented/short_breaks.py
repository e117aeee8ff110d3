"""Invents children with short breaks (respite), who are in the return and in no count of children in care."""

import numpy as np
import polars as pl

from homeward.invented.margins import MARGINS, YEAR_DAYS, Days
from homeward.sources.day import year_start
from homeward.sources.ssda903.codes import REC

_BREAKS_EVERY_DAYS = 45
_OLDEST_YEARS = 17.5


def invent_short_breaks(
    generator: np.random.Generator, in_care: int, first_child: int, first_day: int, last_day: int
) -> pl.DataFrame:
    """Return episodes of short breaks between two days, by children numbered from `first_child`.

    Columns are those of `Invented.spells`: some children have single breaks (V3), some one agreement (V4), never both.
    """
    margins = MARGINS["short_breaks"]
    children = max(2, int(in_care * margins["per_hundred_in_care"] / 100))
    under_agreement = max(1, int(children * margins["agreement_share"]))
    born = first_day - generator.integers(int(5 * YEAR_DAYS), int(12 * YEAR_DAYS), children)
    agreements = _agreements(generator, under_agreement, first_day, last_day)
    breaks = _single_breaks(generator, np.arange(under_agreement, children), first_day, last_day)
    spells = pl.concat([agreements, breaks])
    return spells.with_columns(
        born_day=pl.Series(born[spells["child"].to_numpy()]),
        child=pl.col("child") + first_child,
        period=pl.lit(None, pl.Int64),
        reason_new=pl.lit("S"),
        need=pl.lit("N2"),
        reason_ceased=_went_home(),
        exit_kind=pl.lit("short_break"),
        period_began_day="began_day",
        period_ended_day="ended_day",
    ).filter(pl.col("ended_day") - pl.col("born_day") < _OLDEST_YEARS * YEAR_DAYS)


def _went_home() -> pl.Expr:
    """Return the REC of going home as planned on the day the break ended."""
    split_on = year_start(REC["E4A"].from_year or 0)
    return pl.when(pl.col("ended_day") >= split_on).then(pl.lit("E4A")).otherwise(pl.lit("E4"))


def _agreements(generator: np.random.Generator, children: int, first_day: int, last_day: int) -> pl.DataFrame:
    began = first_day + generator.integers(0, max(1, (last_day - first_day) // 2), children)
    ended = began + generator.integers(200, 700, children)
    columns = {"child": np.arange(children), "began_day": began, "ended_day": ended}
    return pl.DataFrame(columns).with_columns(legal_status=pl.lit("V4"), place=pl.lit("U6"))


def _single_breaks(generator: np.random.Generator, children: Days, first_day: int, last_day: int) -> pl.DataFrame:
    mornings = np.arange(first_day + 10, last_day - 10, _BREAKS_EVERY_DAYS)
    child = np.repeat(children, len(mornings))
    began = np.tile(mornings, len(children)) + generator.integers(0, 10, len(child))
    columns = {"child": child, "began_day": began, "ended_day": began + generator.integers(1, 5, len(child))}
    return pl.DataFrame(columns).with_columns(legal_status=pl.lit("V3"), place=pl.lit("R1"))
