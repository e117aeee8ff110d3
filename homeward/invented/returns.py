"""Cuts an invented council's careers into yearly returns in the statutory format."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from homeward.invented.absences import invent_liberty, invent_missing
from homeward.invented.adoption import invent_adoptions, invent_placed_for_adoption
from homeward.invented.arrivals import invent_previous_permanence, invent_unaccompanied
from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS, YEAR_DAYS, pick_by
from homeward.invented.outcomes import invent_leavers, invent_outcomes
from homeward.invented.plans import invent_plans
from homeward.invented.recoding import place_in
from homeward.invented.reviews import invent_reviews
from homeward.invented.social_workers import invent_social_workers
from homeward.invented.told import Told, words, written
from homeward.sources.day import year_end, year_start
from homeward.sources.rows import INVENTED_ID
from homeward.sources.ssda903.codes import CODES, CONTINUES, SEX, valid_codes

HEADER_FILE, EPISODES_FILE = "header.csv", "episodes.csv"
_MOVES = ("P", "T", "B", "U")
_SIX_YEARS_DAYS = 2192
_MOTHERS_FROM_DAYS = int(15 * YEAR_DAYS)
_MOTHER_OF_HUNDRED = 3
_PROVIDERS, _WHY = tuple(CODES["PLACE_PROVIDER"]), tuple(CODES["REASON_PLACE_CHANGE"])


def returns_of(generator: np.random.Generator, council: Invented) -> Iterator[tuple[int, dict[str, pl.DataFrame]]]:
    """Yield for each return year its tables by file name, all text, blank where nothing is to be said.

    A return holds every episode that overlaps its year, with its true beginning; one that is still open on 31 March has
    neither DEC nor REC. There are no postcodes and no URNs: nothing may point to a real place.
    """
    tables = _other_tables(generator, council)
    spells = _with_details(generator, council.spells)
    known = council.children.with_columns(_id().alias("CHILD"), written("born_day").alias("DOB"))
    for year in council.years:
        here = spells.filter(pl.col("began_day") <= year_end(year), pl.col("ended_day") >= year_start(year))
        told = {table.file: table.cut(year) for table in tables if table.is_in(year)}
        named = pl.concat([part.select("child") for part in (here, *told.values())])
        people = _people(known.join(named, on="child", how="semi", maintain_order="left"), year)
        files = {HEADER_FILE: _header(people, year), EPISODES_FILE: _episodes(here, people, year)}
        for table in tables:
            if table.is_in(year):
                joined = told[table.file].join(people, on="child", maintain_order="left")
                files[table.file] = joined.select(table.columns)
        yield year, files


def _other_tables(generator: np.random.Generator, council: Invented) -> list[Told]:
    return [
        invent_reviews(generator, council),
        invent_unaccompanied(council),
        invent_outcomes(generator, council),
        invent_leavers(generator, council),
        invent_adoptions(generator, council),
        invent_placed_for_adoption(generator, council),
        invent_previous_permanence(generator, council),
        invent_missing(generator, council),
        invent_social_workers(generator, council),
        invent_liberty(generator, council),
        invent_plans(generator, council),
    ]


def _with_details(generator: np.random.Generator, spells: pl.DataFrame) -> pl.DataFrame:
    """Add who provides the placement, and why it ended where the next episode is a move and neither is temporary."""
    is_temporary = pl.col("place").str.starts_with("T")
    next_moves = pl.col("reason_new").shift(-1).is_in(_MOVES) & (pl.col("reason_ceased") == CONTINUES)
    lasting = ~is_temporary & ~is_temporary.shift(-1)
    tables = MARGINS["providers"]
    kinds = (
        pl.col("place")
        .str.slice(0, 1)
        .replace_strict({name: n for n, name in enumerate(tables)}, default=len(tables) - 1)
    )
    which = spells.select(kinds.cast(pl.Int64)).to_series().to_numpy()
    provider = words(_PROVIDERS, pick_by(generator, tables, _PROVIDERS, which))
    why = words(_WHY, pick_by(generator, {"": MARGINS["reasons_for_move"]}, _WHY, np.zeros(spells.height, np.int64)))
    return spells.with_columns(
        provider=pl.when(pl.col("place").str.slice(0, 1).is_in(["T", "Z"]))
        .then(pl.lit(""))
        .when(pl.col("place") == "P1")
        .then(pl.lit("PR0"))
        .otherwise(provider),
        why_moved=pl.when((next_moves & lasting).fill_null(value=False)).then(why).otherwise(pl.lit("")),
    )


def _people(children: pl.DataFrame, year: int) -> pl.DataFrame:
    """Add SEX, as the return of a year codes it; some who came when the code stood are of unknown sex."""
    codes = {meaning: _sex_code(year, meaning) for meaning in ("male", "female", "unknown")}
    male, female = (pl.lit(codes[meaning]) for meaning in ("male", "female"))
    sex = pl.when("is_male").then(male).otherwise(female)
    if codes["unknown"]:
        sex = pl.when("is_sex_unknown").then(pl.lit(codes["unknown"])).otherwise(sex)
    return children.with_columns(SEX=sex)


def _sex_code(year: int, meaning: str) -> str:
    return next((code for code in valid_codes("SEX", year) if SEX[code].meaning == meaning), "")


def _header(people: pl.DataFrame, year: int) -> pl.DataFrame:
    is_under_six = pl.col("born_day") > year_end(year) - _SIX_YEARS_DAYS
    is_mother = (
        ~pl.col("is_male")
        & (pl.col("number") % 100 < _MOTHER_OF_HUNDRED)
        & (pl.col("born_day") + _MOTHERS_FROM_DAYS + 300 <= year_end(year))
    )
    is_girl = ~pl.col("is_male") & (pl.col("SEX") != "U")
    return people.select(
        "CHILD",
        "SEX",
        "DOB",
        pl.col("ethnicity").alias("ETHNIC"),
        pl.when(is_under_six).then(pl.lit("UN1")).otherwise(pl.lit("UN5")).alias("UPN"),
        pl.when(is_girl & is_mother)
        .then(pl.lit("1"))
        .when(is_girl)
        .then(pl.lit("0"))
        .otherwise(pl.lit(""))
        .alias("MOTHER"),
        pl.when(is_girl & is_mother)
        .then(_written_later("born_day", _MOTHERS_FROM_DAYS + 200))
        .otherwise(pl.lit(""))
        .alias("MC_DOB"),
    )


def _written_later(day: str, by: int) -> pl.Expr:
    return (pl.col(day) + by).cast(pl.Int32).cast(pl.Date).dt.strftime("%d/%m/%Y")


def _episodes(spells: pl.DataFrame, people: pl.DataFrame, year: int) -> pl.DataFrame:
    has_ended = pl.col("ended_day") <= year_end(year)
    blank = pl.lit("")
    return spells.join(people.select("child", "CHILD"), on="child", maintain_order="left").select(
        "CHILD",
        written("began_day").alias("DECOM"),
        pl.col("reason_new").alias("RNE"),
        pl.col("legal_status").alias("LS"),
        pl.col("need").alias("CIN"),
        place_in(year).alias("PLACE"),
        pl.col("provider").alias("PLACE_PROVIDER"),
        pl.when(has_ended).then(written("ended_day")).otherwise(blank).alias("DEC"),
        pl.when(has_ended).then("reason_ceased").otherwise(blank).alias("REC"),
        pl.when(has_ended).then(_why_moved(year)).otherwise(blank).alias("REASON_PLACE_CHANGE"),
        *(blank.alias(name) for name in ("HOME_POST", "PL_POST", "URN")),
    )


def _why_moved(year: int) -> pl.Expr:
    """Return why the placement ended; a reason that the return of this year has no code for is another reason."""
    known = pl.col("why_moved").is_in([*valid_codes("REASON_PLACE_CHANGE", year), ""])
    return pl.when(known).then("why_moved").otherwise(pl.lit("OTHER"))


def _id() -> pl.Expr:
    return pl.lit(INVENTED_ID) + pl.col("number").cast(pl.String).str.zfill(6)
