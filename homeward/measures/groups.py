"""The groups by which measures are given: return year, sex and age band, and which values each may have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import narwhals as nw

from homeward.journeys import Journeys
from homeward.sources.day import year_start

UNKNOWN = "unknown"
SEXES = ("female", "male")
AGE_BANDS = ("0", "1-4", "5-9", "10-15", "16+")


@dataclass(frozen=True)
class Grouping:
    """One way to group: the value of each child's row, as text, and the values that are listed even where nobody is.

    A value that is not listed (a sex not known, a year before the first return) is given only where it occurs.
    """

    value: nw.Expr
    listed: Callable[[Journeys], tuple[str, ...]]


def _years(journeys: Journeys) -> tuple[str, ...]:
    """Return the return years read that had begun on the day the figures are for."""
    return tuple(str(year) for year in journeys.years if year_start(year) <= journeys.as_of_day)


def _age_band() -> nw.Expr:
    """Return the band of `age` in whole years; unknown where the age is."""
    age = nw.col("age")
    band = nw.when(age >= 0).then(nw.lit("0")).otherwise(nw.lit(UNKNOWN))
    for lowest, name in ((1, "1-4"), (5, "5-9"), (10, "10-15"), (16, "16+")):
        band = nw.when(age >= lowest).then(nw.lit(name)).otherwise(band)
    return band


GROUPINGS: Mapping[str, Grouping] = {
    "year": Grouping(nw.col("year").cast(nw.String()), _years),
    "sex": Grouping(nw.col("sex"), lambda journeys: SEXES),
    "age_band": Grouping(_age_band(), lambda journeys: AGE_BANDS),
}
"""By key, as in the groups of a result's rows. A table counted by a key has a column `year`, `sex` or `age`."""
