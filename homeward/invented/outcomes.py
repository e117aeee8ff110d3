"""Invents the yearly outcomes: health and feelings of children in care all year, and how those who left live now."""

from typing import Any

import numpy as np
import polars as pl

from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS, YEAR_DAYS, Days, Flags, pick
from homeward.invented.told import Told, column, periods_of, rows_of, words
from homeward.sources.day import year_end, year_start
from homeward.sources.ssda903.codes import CODES, valid_codes

_SDQ_REASONS = tuple(CODES["SDQ_REASON"])
_OTHER_AGE = "SDQ1"
_FLAGS = ("CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
_TOUCH = tuple(CODES["IN_TOUCH"])
_HIGHEST_SCORE = 40
_LEAVER_AGES = (17, 21)
_QUALIFYING_DAYS = 91


def invent_outcomes(generator: np.random.Generator, council: Invented) -> Told:
    """Invent OC2 for the children who were in care all through a return year and still are on its last day."""
    periods = periods_of(council)
    rows = pl.concat([_outcomes_in(generator, periods, year) for year in council.years])
    columns = (
        "CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", *_FLAGS, "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"
    )  # fmt: skip
    return Told("OC2", "oc2.csv", columns, rows)


def _outcomes_in(generator: np.random.Generator, periods: pl.DataFrame, year: int) -> pl.DataFrame:
    first, last = year_start(year), year_end(year)
    here = periods.filter(pl.col("period_began_day") <= first, pl.col("period_ended_day") > last)
    age = (last - column(here, "born_day")) / YEAR_DAYS
    score, why = _scores(generator, (age >= 4) & (age < 17))
    flags = {name: _flag(generator, name, here.height) for name in _FLAGS}
    flags["HEALTH_CHECK"] = np.where(age < 5, flags["HEALTH_CHECK"], "")
    misuse = flags["SUBSTANCE_MISUSE"] == "1"
    received = np.where(misuse, _flag(generator, "INTERVENTION_RECEIVED", here.height), "")
    offered = np.where(received == "0", _flag(generator, "INTERVENTION_OFFERED", here.height), "")
    parts: dict[str, Any] = {
        "SDQ_SCORE": score,
        "SDQ_REASON": why,
        **flags,
        "INTERVENTION_RECEIVED": received,
        "INTERVENTION_OFFERED": offered,
    }
    day = np.full(here.height, last)
    return rows_of(column(here, "child"), day, day, {name: pl.Series(values) for name, values in parts.items()})


def _scores(generator: np.random.Generator, asked: Flags) -> tuple[pl.Series, pl.Series]:
    """Return the score of a child's feelings (SDQ, 0 to 40), or why there is none."""
    margins = MARGINS["outcomes"]
    score = generator.normal(margins["score_mean"], margins["score_spread"], len(asked)).round()
    has_score = asked & (generator.random(len(asked)) >= margins["no_score_share"])
    why = words(_SDQ_REASONS, pick(generator, margins["why_no_score"], _SDQ_REASONS, len(asked)))
    number = pl.Series(np.clip(score, 0, _HIGHEST_SCORE).astype(np.int64)).cast(pl.String)
    table = pl.select(
        pl.when(pl.Series(has_score)).then(number).otherwise(pl.lit("")).alias("score"),
        pl.when(pl.Series(has_score))
        .then(pl.lit(""))
        .when(pl.Series(asked))
        .then(why)
        .otherwise(pl.lit(_OTHER_AGE))
        .alias("why"),
    )
    return table["score"], table["why"]


def _flag(generator: np.random.Generator, name: str, number: int) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    return np.where(generator.random(number) * 100 < MARGINS["outcomes"][name], "1", "0")


def invent_leavers(generator: np.random.Generator, council: Invented) -> Told:
    """Invent OC3: how young people live around their 17th to 21st birthdays after they left care at 16 or later."""
    left = periods_of(council).filter(
        pl.col("period_ended_day") - pl.col("born_day") >= int(16 * YEAR_DAYS),
        pl.col("period_ended_day") - pl.col("period_began_day") >= _QUALIFYING_DAYS,
        ~pl.col("exit_kind").is_in(["died", "moved_abroad", "assessed_adult", "other_authority"]),
    )
    last = left.unique("child", keep="last", maintain_order=True)
    rows = pl.concat([_leavers_in(generator, last, year) for year in council.years])
    return Told("OC3", "oc3.csv", ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"), rows)


def _leavers_in(generator: np.random.Generator, left: pl.DataFrame, year: int) -> pl.DataFrame:
    last = year_end(year)
    age = pl.lit(last - 1).sub(pl.col("born_day")) / YEAR_DAYS
    here = left.filter(
        pl.col("period_ended_day") <= last, age.is_between(_LEAVER_AGES[0], _LEAVER_AGES[1] + 1, closed="left")
    )
    touch = pick(generator, MARGINS["leavers"]["in_touch"], _TOUCH, here.height)
    known = np.isin(touch, [_TOUCH.index(code) for code in ("YES", "RHOM")])
    parts = {
        "IN_TOUCH": words(_TOUCH, touch),
        "ACTIV": pl.Series(_activity(generator, year, known)),
        "ACCOM": pl.Series(_home(generator, year, known, touch == _TOUCH.index("RHOM"))),
    }
    day = np.full(here.height, last)
    return rows_of(column(here, "child"), day, day, parts)


def _activity(generator: np.random.Generator, year: int, known: Flags) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    codes = np.array([code for code in valid_codes("ACTIV", year) if code != "0"])
    busy = np.char.find(codes, "G") < 0
    wanted = MARGINS["leavers"]["busy_share"]
    shares = np.where(busy, wanted / busy.sum(), (1 - wanted) / (~busy).sum())
    return np.where(known, _drawn(generator, codes, shares, len(known)), "0")


def _home(
    generator: np.random.Generator, year: int, known: Flags, with_parents: Flags
) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    codes = np.array([code for code in valid_codes("ACCOM", year) if code != "0"])
    suits = np.char.endswith(codes, "1")
    wanted = MARGINS["leavers"]["suitable_share"]
    shares = np.where(suits, wanted / suits.sum(), (1 - wanted) / (~suits).sum())
    return np.select([with_parents, known], ["B1", _drawn(generator, codes, shares, len(known))], "0")


def _drawn(
    generator: np.random.Generator,
    codes: "np.ndarray[tuple[int], np.dtype[np.str_]]",
    shares: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    number: int,
) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    places: Days = np.searchsorted(np.cumsum(shares) / shares.sum(), generator.random(number), side="right")
    return codes[np.minimum(places, len(codes) - 1)]
