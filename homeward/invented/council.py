"""Invents one council: its children's whole careers, as spells that the yearly returns are then cut from."""

import numpy as np
import polars as pl

from homeward.invented.margins import MARGINS, Days, Texts, choose
from homeward.invented.moves import Moves, invent_moves, return_years
from homeward.invented.periods import Periods, invent_periods, stock_on
from homeward.invented.recoding import recode_places
from homeward.invented.short_breaks import invent_short_breaks
from homeward.sources.day import year_end, year_start
from homeward.sources.ssda903.codes import CONTINUES, exit_kind_of, valid_codes

_RUN_UP_YEARS = 18
"""Careers begin so long before the first return that its oldest children are there."""


def spells(generator: np.random.Generator, in_care: int, first_year: int, last_year: int) -> pl.DataFrame:
    """Return every episode of the council that overlaps the returns, sorted by child and beginning.

    Columns: child, born_day, began_day, ended_day (all numbers; an end may lie after the last return), reason_new,
    legal_status, need, place, reason_ceased. About `in_care` children are in care on each 31 March.
    """
    first_day, last_day = year_start(first_year), year_end(last_year)
    periods = _fitting_periods(generator, in_care, first_year, last_year)
    periods = periods.only((periods.ended_day >= first_day) & (periods.began_day <= last_day))
    moves = invent_moves(generator, periods)
    in_care_spells = recode_places(_spells_of(generator, periods, moves))
    first_free = int(periods.child.max(initial=0)) + 1
    breaks = invent_short_breaks(generator, in_care, first_free, first_day, last_day)
    together = pl.concat([in_care_spells, breaks.select(in_care_spells.columns)])
    return together.filter(pl.col("ended_day") >= first_day, pl.col("began_day") <= last_day).sort("child", "began_day")


def _fitting_periods(generator: np.random.Generator, in_care: int, first_year: int, last_year: int) -> Periods:
    """Invent periods twice: once to see how large the council becomes, then with the number of children that fits."""
    first_day, last_day = year_start(first_year - _RUN_UP_YEARS), year_end(last_year)
    guess = max(400, in_care // 3 * (last_year - first_year + 1 + _RUN_UP_YEARS))
    trial = invent_periods(generator, guess, first_day, last_day)
    stock = np.mean([stock_on(trial, year_end(year)) for year in range(first_year, last_year + 1)])
    return invent_periods(generator, max(1, round(guess * in_care / float(stock))), first_day, last_day)


def _spells_of(generator: np.random.Generator, periods: Periods, moves: Moves) -> pl.DataFrame:
    need = choose(generator, MARGINS["starts"]["need"], len(periods.child))
    ended = np.where(moves.is_last, periods.ended_day[moves.period], np.roll(moves.began_day, -1))
    reason_ceased = _reasons_ceased(generator, periods)
    return pl.DataFrame(
        {
            "child": periods.child[moves.period],
            "born_day": periods.born_day[moves.period],
            "began_day": moves.began_day,
            "ended_day": ended,
            "reason_new": moves.reason,
            "legal_status": moves.legal_status,
            "need": need[moves.period],
            "place": moves.place,
            "reason_ceased": np.where(moves.is_last, reason_ceased[moves.period], CONTINUES),
        }
    )


def _reasons_ceased(generator: np.random.Generator, periods: Periods) -> Texts:
    """Choose for each period a REC of its kind of exit that is valid in the year in which it ends."""
    year: Days = return_years(periods.ended_day)
    codes = np.full(len(year), "E8", dtype="<U3")
    for one in np.unique(year):
        valid = valid_codes("REC", int(one))
        for kind in np.unique(periods.exit_kind):
            here = (year == one) & (periods.exit_kind == kind)
            choices = {code: 1.0 for code in valid if exit_kind_of[code] == kind} or _near(kind, valid)
            codes[here] = choose(generator, choices, int(here.sum()))
    return codes


def _near(kind: str, valid: tuple[str, ...]) -> dict[str, float]:
    """Return what a return home is coded as in the years that do not know its kind: the split of E4 came in 2015."""
    return {code: 1.0 for code in valid if code in ("E4", "E4A")} if kind.startswith("return_home") else {"E8": 1.0}


def children_of(generator: np.random.Generator, episodes: pl.DataFrame) -> pl.DataFrame:
    """Return one row a child: child, born_day, number (for the id, counted from 1), is_male, ethnicity."""
    margins = MARGINS["starts"]
    children = episodes.unique("child", maintain_order=True).select("child", "born_day")
    return children.with_columns(
        number=pl.int_range(1, pl.len() + 1),
        is_male=pl.Series(generator.random(children.height) < margins["male_share"]),
        ethnicity=pl.Series(choose(generator, margins["ethnicity"], children.height)),
    )
