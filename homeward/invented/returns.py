"""Cuts an invented council's careers into yearly returns in the statutory format."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from homeward.invented.margins import MARGINS, choose
from homeward.sources.day import year_end, year_start
from homeward.sources.ssda903.codes import CONTINUES, SEX, valid_codes

_NO_PROVIDER = ("T", "Z")
_MOVES = ("P", "T", "B", "U")
_SIX_YEARS_DAYS = 2192


def returns_of(
    generator: np.random.Generator, spells: pl.DataFrame, children: pl.DataFrame, years: range
) -> Iterator[tuple[int, pl.DataFrame, pl.DataFrame]]:
    """Yield for each return year its Header and its Episodes, all text, blank where nothing is to be said.

    A return holds every episode that overlaps its year, with its true beginning; one that is still open on 31 March has
    neither DEC nor REC. There are no postcodes: nothing may point to a real place.
    """
    told = _with_details(generator, spells).join(children.select("child", "number"), on="child", maintain_order="left")
    for year in years:
        here = told.filter(pl.col("began_day") <= year_end(year), pl.col("ended_day") >= year_start(year))
        known = children.join(here.select("child"), on="child", how="semi", maintain_order="left")
        yield year, _header(known, year), _episodes(here, year)


def _with_details(generator: np.random.Generator, spells: pl.DataFrame) -> pl.DataFrame:
    """Add who provides the placement, and why it ended where the next episode is a move."""
    next_moves = (pl.col("reason_new").shift(-1).is_in(_MOVES) & (pl.col("reason_ceased") == CONTINUES)).fill_null(
        False
    )
    provider = choose(generator, MARGINS["providers"], spells.height)
    why = choose(generator, MARGINS["reasons_for_move"], spells.height)
    return spells.with_columns(
        provider=pl.when(pl.col("place").str.slice(0, 1).is_in(_NO_PROVIDER))
        .then(pl.lit(""))
        .when(pl.col("place") == "P1")
        .then(pl.lit("PR0"))
        .otherwise(pl.Series(provider)),
        why_moved=pl.when(next_moves).then(pl.Series(why)).otherwise(pl.lit("")),
    )


def _header(children: pl.DataFrame, year: int) -> pl.DataFrame:
    male, female = (_sex_code(year, meaning) for meaning in ("male", "female"))
    is_under_six = pl.col("born_day") > year_end(year) - _SIX_YEARS_DAYS
    return children.select(
        _id().alias("CHILD"),
        pl.when("is_male").then(pl.lit(male)).otherwise(pl.lit(female)).alias("SEX"),
        _written("born_day").alias("DOB"),
        pl.col("ethnicity").alias("ETHNIC"),
        pl.when(is_under_six).then(pl.lit("UN1")).otherwise(pl.lit("UN5")).alias("UPN"),
        pl.lit("").alias("MOTHER"),
        pl.lit("").alias("MC_DOB"),
    )


def _sex_code(year: int, meaning: str) -> str:
    return next(code for code in valid_codes("SEX", year) if SEX[code].meaning == meaning)


def _episodes(spells: pl.DataFrame, year: int) -> pl.DataFrame:
    has_ended = pl.col("ended_day") <= year_end(year)
    blank = pl.lit("")
    return spells.select(
        _id().alias("CHILD"),
        _written("began_day").alias("DECOM"),
        pl.col("reason_new").alias("RNE"),
        pl.col("legal_status").alias("LS"),
        pl.col("need").alias("CIN"),
        pl.col("place").alias("PLACE"),
        pl.col("provider").alias("PLACE_PROVIDER"),
        pl.when(has_ended).then(_written("ended_day")).otherwise(blank).alias("DEC"),
        pl.when(has_ended).then("reason_ceased").otherwise(blank).alias("REC"),
        pl.when(has_ended).then("why_moved").otherwise(blank).alias("REASON_PLACE_CHANGE"),
        *(blank.alias(name) for name in ("HOME_POST", "PL_POST", "URN")),
    )


def _id() -> pl.Expr:
    return pl.lit("INV") + pl.col("number").cast(pl.String).str.zfill(6)


def _written(day: str) -> pl.Expr:
    return pl.col(day).cast(pl.Int32).cast(pl.Date).dt.strftime("%d/%m/%Y")
