"""Damages some rows of an invented return in the ways that real returns are damaged."""

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

_NO_REASON, _NO_DATE, _MOVED, _TWICE, _VANISHED = range(5)
"""The ways: REC blanked, DECOM unreadable, DECOM moved by five days, the row twice, the child gone from then on."""


def spoil(generator: np.random.Generator, share: float, yearly: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield the Episodes of one year after the other with damage. `share` is the part of the rows hit, from 0 to 1."""
    vanished: list[str] = []
    for episodes in yearly:
        is_hit = generator.random(episodes.height) < share
        way = pl.Series(np.where(is_hit, generator.integers(0, _VANISHED + 1, episodes.height), -1))
        vanished += episodes.filter(way == _VANISHED)["CHILD"].to_list()
        yield _damaged(episodes, way).filter(~pl.col("CHILD").is_in(vanished))


def _damaged(episodes: pl.DataFrame, way: pl.Series) -> pl.DataFrame:
    decom = pl.col("DECOM")
    moved = decom.str.strptime(pl.Date, "%d/%m/%Y").dt.offset_by("5d").dt.strftime("%d/%m/%Y")
    spoilt = episodes.with_columns(
        REC=pl.when(way == _NO_REASON).then(pl.lit("")).otherwise("REC"),
        DECOM=pl.when(way == _NO_DATE).then(pl.lit("31/02/2020")).when(way == _MOVED).then(moved).otherwise(decom),
    )
    return pl.concat([spoilt, spoilt.filter(way == _TWICE)])
