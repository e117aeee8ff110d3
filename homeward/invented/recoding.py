"""Keeps an invented council's placement codes to those of their day."""

from datetime import date

import polars as pl

from homeward.sources.day import day_of
from homeward.sources.ssda903.codes import PLACE

_LAST_INDEPENDENT = date(2023, 10, 28)
_INDEPENDENT, _AFTER = "P2", "H5"
_SAME_CARER = "T"


def end_of_independent_living(spells: pl.DataFrame) -> pl.DataFrame:
    """End each independent living (P2) on that code's last day; a supported placement follows with the same carer."""
    from_day = day_of(_LAST_INDEPENDENT) + 1
    is_old, is_later = spells["place"] == _INDEPENDENT, spells["began_day"] >= from_day
    is_split = is_old & ~is_later & (spells["ended_day"] > from_day)
    supported = spells.with_columns(pl.lit(_AFTER).alias("place"))
    first = spells.filter(is_split).with_columns(ended_day=pl.lit(from_day, pl.Int64), reason_ceased=pl.lit("X1"))
    second = supported.filter(is_split).with_columns(
        began_day=pl.lit(from_day, pl.Int64), reason_new=pl.lit(_SAME_CARER)
    )
    return pl.concat(
        [spells.filter(~is_split & ~(is_old & is_later)), supported.filter(is_old & is_later), first, second]
    )


def place_in(year: int) -> pl.Expr:
    """Return the placement as a return of this year codes it.

    A code that went is told by one that took its place, from the first return without it, with the episode unchanged;
    where several took its place, children are spread over them.
    """
    place = pl.col("place")
    for code in PLACE.values():
        if not code.is_valid_in(year):
            for turn, after in enumerate(code.became):
                is_here = (pl.col("place") == code.code) & (pl.col("child") % len(code.became) == turn)
                place = pl.when(is_here).then(pl.lit(after)).otherwise(place)
    return place
