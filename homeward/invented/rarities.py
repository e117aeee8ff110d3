"""Lets a larger invented council show every code, also those that come up once in some thousand children."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from homeward.invented.margins import YEAR_DAYS
from homeward.sources.day import day_of, year_end, year_start
from homeward.sources.ssda903.codes import CODES, CONTINUES, RESPITE

FROM_IN_CARE = 400
"""Smaller councils stay as they were drawn: a child for every rare code would bend their figures."""

FREED_ON = date(2005, 12, 20)
"""The last freeing orders (D1) were made in December 2005; the child freed then is in care until it is 18."""

_FREED_BORN = date(2005, 12, 8)
_FREED_ADULT = date(2023, 12, 8)

_COLUMNS = {"LS": "legal_status", "PLACE": "place", "REC": "reason_ceased", "CIN": "need"}
_AT_EIGHTEEN = ("E5", "E6", "E7", "E17")
_ADOPTED = ("E11", "E12")
_GUARDIANS = ("E43", "E44", "E45", "E46", "E47", "E48")
_FROM_SIXTEEN = ("P2", "P3", "H5", "K3", "R5")


def show_every_code(
    generator: np.random.Generator, spells: pl.DataFrame, children: pl.DataFrame, years: range, in_care: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return spells and children in which every code good in one of the return years is shown at least once.

    A code that nobody has is given to somebody whom it fits. Councils with fewer than FROM_IN_CARE children in care are
    returned as they are.
    """
    if in_care < FROM_IN_CARE:
        return spells, children
    if any(CODES["LS"]["D1"].is_valid_in(year) and year_end(year) > day_of(FREED_ON) for year in years):
        spells, children = _with_freed_child(spells, children)
    for column, name in _COLUMNS.items():
        for code, valid in _missing(spells, column, name, years):
            spells = _given(generator, spells, column, code, valid)
    return spells, _with_every_ethnicity(generator, children)


def _missing(spells: pl.DataFrame, column: str, name: str, years: range) -> Iterator[tuple[str, list[int]]]:
    """Yield each code that nobody has in a return year in which it is good, with those years."""
    when = "ended_day" if column == "REC" else "began_day"
    for code, entry in CODES[column].items():
        valid = [year for year in years if entry.is_valid_in(year)]
        shown = spells.filter(pl.col(name) == code, _is_within(when, valid)) if valid else None
        came_later = entry.from_year is not None and column == "PLACE"
        if shown is not None and shown.is_empty() and code not in (*RESPITE, "D1") and not came_later:
            yield code, valid


def _is_within(day: str, years: list[int]) -> pl.Expr:
    return pl.any_horizontal(pl.col(day).is_between(year_start(year), year_end(year)) for year in years)


def _given(
    generator: np.random.Generator, spells: pl.DataFrame, column: str, code: str, years: list[int]
) -> pl.DataFrame:
    """Give the code to one episode that it fits, or to its whole period for a need; to none where it fits none."""
    name, when = _COLUMNS[column], "ended_day" if column == "REC" else "began_day"
    fits = spells.with_row_index("row").filter(
        _fits(column, code), _is_within(when, years), pl.col("period").is_not_null()
    )
    if fits.is_empty():
        return spells
    chosen = fits.row(int(generator.integers(fits.height)), named=True)
    here = pl.col("period") == chosen["period"] if column == "CIN" else pl.int_range(pl.len()) == chosen["row"]
    return spells.with_columns(pl.when(here).then(pl.lit(code)).otherwise(name).alias(name))


def _fits(column: str, code: str) -> pl.Expr:
    """Say which episodes a code fits: by what it means, and so that reasons and neighbours stay true."""
    age = (pl.col("began_day") - pl.col("born_day")) / YEAR_DAYS
    alone_in_period = (pl.col("began_day") == pl.col("period_began_day")) & (pl.col("reason_ceased") != CONTINUES)
    if column == "CIN":
        return pl.col("need") == "N1"
    if column == "LS":
        oldest_days = {"L": 8, "J": 300}.get(code[0], 10_000)
        short = pl.col("ended_day") - pl.col("began_day") <= oldest_days
        return (
            alone_in_period
            & short
            & pl.col("legal_status").is_in(["V2", "C1"])
            & (age >= (12 if code[0] == "J" else 0))
        )
    if column == "PLACE":
        return _fits_place(code, age)
    for family in (_AT_EIGHTEEN, _ADOPTED, _GUARDIANS):
        if code in family:
            return pl.col("reason_ceased").is_in(family)
    return pl.col("reason_ceased").is_in(["E4A", "E4", "E8"]) & (age >= (14 if code in ("E9", "E14", "E15") else 0))


def _fits_place(code: str, age: pl.Expr) -> pl.Expr:
    place = pl.col("place")
    if code[0] in "TA":
        return place.str.starts_with(code[0])
    moved_here = pl.col("reason_new").is_in(["S", "P"]) & (pl.col("reason_ceased") != CONTINUES)
    return moved_here & (place == "U6") & (age >= (16 if code in _FROM_SIXTEEN else 0))


def _with_freed_child(spells: pl.DataFrame, children: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    child = int(children["child"].to_numpy().max()) + 1
    began, ended, born = (day_of(when) for when in (FREED_ON, _FREED_ADULT, _FREED_BORN))
    spell = {
        "child": child, "born_day": born, "period": -1, "began_day": began, "ended_day": ended, "reason_new": "S",
        "legal_status": "D1", "need": "N1", "place": "U4", "reason_ceased": "E17", "exit_kind": "stayed_with_carers",
        "period_began_day": began, "period_ended_day": ended,
    }  # fmt: skip
    person = {"child": child, "born_day": born, "is_male": True, "ethnicity": "WBRI", "is_unaccompanied": False}
    return _appended(spells, spell), _appended(children, person)


def _appended(table: pl.DataFrame, row: dict[str, object]) -> pl.DataFrame:
    return pl.concat([table, pl.DataFrame([row]).cast(table.schema).select(table.columns)])


def _with_every_ethnicity(generator: np.random.Generator, children: pl.DataFrame) -> pl.DataFrame:
    missing = [code for code in CODES["ETHNIC"] if code not in set(children["ethnicity"])]
    rows = generator.permutation(children.height)[: len(missing)]
    changed = children["ethnicity"].to_list()
    for row, code in zip(rows, missing, strict=True):
        changed[row] = code
    return children.with_columns(ethnicity=pl.Series(changed)) if missing else children
