"""Invents times when children were missing or away, and times when they were deprived of their liberty."""

import numpy as np
import polars as pl

from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS, YEAR_DAYS
from homeward.invented.told import Told, column, periods_of, rows_of
from homeward.sources.day import year_end, year_start
from homeward.sources.ssda903.codes import RESPITE

_FROM_AGE_DAYS = int(10 * YEAR_DAYS)
_KEPT_IN = ("K2", "R1", "Z12", "Z13")
_LIBERTY_FROM = 2027


def invent_missing(generator: np.random.Generator, council: Invented) -> Told:
    """Invent the times a child of ten or over was missing (M) or away without leave (A); most befall few children."""
    margins, periods = MARGINS["missing"], periods_of(council)
    first = np.maximum(column(periods, "period_began_day"), column(periods, "born_day") + _FROM_AGE_DAYS)
    first = np.maximum(first, year_start(council.first_year))
    ended = column(periods, "period_ended_day")
    room = np.maximum(0, np.minimum(ended, year_end(council.last_year) + 1) - first)
    uneven = generator.gamma(margins["unevenness"], 1 / margins["unevenness"], len(room))
    which = np.repeat(np.arange(len(room)), generator.poisson(margins["a_year"] * uneven * room / YEAR_DAYS))
    from_day = first[which] + (generator.random(len(which)) * room[which]).astype(np.int64)
    until = from_day + np.minimum(generator.geometric(0.55, len(which)) - 1, margins["longest_days"])
    until = np.minimum(until, ended[which])
    away = generator.random(len(which)) < margins["away_share"]
    parts = {"MISSING": pl.Series(np.where(away, "A", "M")), "MIS_START": from_day, "MIS_END": until}
    rows = rows_of(column(periods, "child")[which], from_day, until, parts)
    # One child is missing once at a time: a time that begins on or before the last one's end is left out.
    rows = rows.sort("child", "MIS_START", maintain_order=True).filter(
        (pl.col("MIS_START") > pl.col("MIS_END").cum_max().shift(1).over("child")).fill_null(value=True)
    )
    columns = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
    return Told("Missing", "missing.csv", columns, rows, ("MIS_START", "MIS_END"))


def invent_liberty(generator: np.random.Generator, council: Invented) -> Told:
    """Invent the times of deprivation of liberty, told from the return of 2026/27."""
    margins = MARGINS["liberty"]
    kept = council.spells.filter(
        pl.col("place").is_in(_KEPT_IN),
        ~pl.col("legal_status").is_in(RESPITE),
        pl.col("began_day") - pl.col("born_day") > _FROM_AGE_DAYS,
        pl.col("ended_day") - pl.col("began_day") > margins["days"][0],
    )
    kept = kept.filter(pl.Series(generator.random(kept.height) < margins["share"]))
    began = column(kept, "began_day") + 5
    until = np.minimum(
        began + generator.integers(margins["days"][0], margins["days"][1], kept.height), column(kept, "ended_day")
    )
    rows = rows_of(column(kept, "child"), began, until, {"DOLO_START": began, "DOLO_END": until})
    columns = ("CHILD", "DOB", "DOLO_START", "DOLO_END")
    return Told("DoLo", "dolo.csv", columns, rows, ("DOLO_START", "DOLO_END"), first_year=_LIBERTY_FROM)
