"""Moves invented placements to the codes that replaced them, on the day the old code went."""

from datetime import date

import polars as pl

from homeward.sources.day import day_of

_REPLACED = (
    ("P2", date(2023, 10, 28), ("H5",)),
    ("H5", date(2024, 3, 31), ("K3",)),
    ("Z1", date(2025, 3, 31), ("Z11", "Z12", "Z13", "Z14")),
)
"""A placement code, the last day on which an episode may hold it, and what comes after."""

_SAME_CARER = "T"


def recode_places(spells: pl.DataFrame) -> pl.DataFrame:
    """End each spell whose code goes on that day, and let a new one begin the day after with the same carer.

    Real returns may also recode an open episode where it stands; here it is told as a change of placement.
    """
    for old, last_on, new in _REPLACED:
        spells = _recode(spells, old, day_of(last_on) + 1, new)
    return spells


def _recode(spells: pl.DataFrame, old: str, from_day: int, new: tuple[str, ...]) -> pl.DataFrame:
    replacement = pl.Series(new).gather(spells["child"] % len(new)).alias("place")
    is_old, begins_after = spells["place"] == old, spells["began_day"] >= from_day
    is_split = is_old & ~begins_after & (spells["ended_day"] > from_day)
    later = spells.with_columns(replacement)
    first_part = spells.filter(is_split).with_columns(ended_day=pl.lit(from_day, pl.Int64), reason_ceased=pl.lit("X1"))
    second_part = later.filter(is_split).with_columns(
        began_day=pl.lit(from_day, pl.Int64), reason_new=pl.lit(_SAME_CARER)
    )
    kept = spells.filter(~is_split & ~(is_old & begins_after))
    return pl.concat([kept, later.filter(is_old & begins_after), first_part, second_part])
