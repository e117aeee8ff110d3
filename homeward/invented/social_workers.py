"""Invents who was a child's social worker from when to when, and why that changed."""

import numpy as np
import polars as pl

from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS, pick
from homeward.invented.told import Told, column, periods_of, rows_of, spread, words
from homeward.sources.day import year_end, year_start
from homeward.sources.ssda903.codes import CODES

_REASONS = tuple(CODES["SW_REASON"])
_FIRST_TOLD = 2024


def invent_social_workers(generator: np.random.Generator, council: Invented) -> Told:
    """Invent the workers of each period of care, one after the other without a gap, told from the return of 2023/24.

    ASSUMED: how long a child keeps a worker. The ids (SW and a number) stand for nobody.
    """
    margins = MARGINS["social_workers"]
    periods = periods_of(council).filter(pl.col("period_ended_day") >= year_start(_FIRST_TOLD))
    began, last = column(periods, "period_began_day"), year_end(council.last_year) + 1
    first = np.maximum(began, year_start(_FIRST_TOLD))
    ended = column(periods, "period_ended_day")
    which, number = spread(
        generator.poisson(np.maximum(0, np.minimum(ended, last) - first) / margins["days_with_one"]) + 1
    )
    at = first[which] + (generator.random(len(which)) * (np.minimum(ended, last) - first)[which]).astype(np.int64)
    at = np.where(number == 0, first[which], at)
    drawn = pl.DataFrame({"which": which, "at": at}).unique(["which", "at"]).sort("which", "at")
    which, at = column(drawn, "which"), column(drawn, "at")
    until = np.where(np.diff(which, append=-1) != 0, ended[which], np.roll(at, -1))
    workers = max(3, council.children.height // margins["children_each"])
    parts = {
        "SW_ID": pl.Series(generator.integers(1, workers + 1, len(which)))
        .cast(pl.String)
        .str.zfill(6)
        .str.replace("^", "SW"),
        "SW_DECOM": at,
        "SW_DEC": until,
        "SW_REASON": words(_REASONS, pick(generator, margins["reason"], _REASONS, len(which))),
    }
    rows = rows_of(column(periods, "child")[which], at, until, parts).filter(pl.col("SW_DECOM") < last)
    columns = ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON")
    return Told("SWEpisodes", "social_workers.csv", columns, rows, ("SW_DECOM", "SW_DEC"), first_year=_FIRST_TOLD)
