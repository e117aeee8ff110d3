"""Invents one council: its children's whole careers, as dated episodes that the yearly returns are then cut from."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from homeward.invented.chosen import Council, choose_council
from homeward.invented.kinds import KIN, KINDS, LEGAL, NEEDS, PLACES, codes_of_kind, is_among
from homeward.invented.margins import MARGINS, Days, Flags, pick_by
from homeward.invented.moves import REASONS
from homeward.invented.published import groups_of, latest
from homeward.invented.rarities import show_every_code
from homeward.invented.recoding import end_of_independent_living
from homeward.invented.short_breaks import invent_short_breaks
from homeward.sources.day import year_end, year_start
from homeward.sources.ssda903.codes import CONTINUES, ETHNIC, REC, SEX

_CODES = tuple(REC)
_ONE_OF_UNKNOWN_SEX = 100


@dataclass(frozen=True)
class Invented:
    """What a council's returns are cut from.

    `children`: child, born_day, number (for the id, counted from 1), is_male, is_sex_unknown, ethnicity,
    is_unaccompanied. `spells`: every episode, sorted by child and beginning: child, born_day, period (its number in the
    council, none for short breaks), began_day, ended_day, reason_new, legal_status, need, place, reason_ceased,
    exit_kind, and the first and last day of the period. Days are day numbers; an end may lie after the last return.
    """

    children: pl.DataFrame
    spells: pl.DataFrame
    first_year: int
    last_year: int

    @property
    def years(self) -> range:
        """Return the return years."""
        return range(self.first_year, self.last_year + 1)


def invent_council(generator: np.random.Generator, in_care: int, first_year: int, last_year: int) -> Invented:
    """Invent a council with about `in_care` children in care on each 31 March of the return years."""
    first_day, last_day = year_start(first_year), year_end(last_year)
    council = choose_council(generator, in_care, first_day, last_day)
    spells = end_of_independent_living(_spells(generator, council, last_year))
    spells = spells.filter(pl.col("period_ended_day") >= first_day, pl.col("period_began_day") <= last_day)
    children = _children(generator, council).join(spells, on="child", how="semi", maintain_order="left")
    short = invent_short_breaks(generator, in_care, len(council.born_day), first_day, last_day)
    guests = short.unique("child", maintain_order=True).select(
        "child",
        "born_day",
        is_male=pl.col("child") % 2 == 0,
        ethnicity=pl.lit("WBRI"),
        is_unaccompanied=pl.lit(False),
    )
    children, spells = pl.concat([children, guests]), pl.concat([spells, short.select(spells.columns)])
    spells, children = show_every_code(generator, spells, children, range(first_year, last_year + 1), in_care)
    children = _with_unknown_sex(children.with_columns(number=pl.int_range(1, pl.len() + 1)), spells)
    return Invented(children, spells.sort("child", "began_day", maintain_order=True), first_year, last_year)


def _with_unknown_sex(children: pl.DataFrame, spells: pl.DataFrame) -> pl.DataFrame:
    """Add `is_sex_unknown`: one in a hundred of those who first came when the return had a code for it."""
    first_year = next(code.from_year or 0 for code in SEX.values() if code.meaning == "unknown")
    first = (
        spells.group_by("child")
        .agg(pl.col("began_day").min() >= year_start(first_year))
        .rename({"began_day": "is_new"})
    )
    joined = children.join(first, on="child", how="left", maintain_order="left")
    turn = pl.col("is_new").cum_sum() % _ONE_OF_UNKNOWN_SEX
    return joined.with_columns(is_sex_unknown=pl.col("is_new") & (turn == 1)).drop("is_new")


def _spells(generator: np.random.Generator, council: Council, last_year: int) -> pl.DataFrame:
    stays, episodes = council.careers.stays, council.careers.episodes
    at = council.first_day[stays.child] + stays.began
    ended = at + stays.days
    rec = _end_codes(generator, council, ended, last_year)
    stay = episodes.stay
    return pl.DataFrame(
        {
            "child": stays.child[stay],
            "born_day": council.born_day[stays.child][stay],
            "period": stay,
            "began_day": at[stay] + episodes.began,
            "ended_day": at[stay] + episodes.ends(stays),
            "reason_new": _words(REASONS, episodes.reason),
            "legal_status": _words(LEGAL, episodes.legal),
            "need": _words(NEEDS, stays.need[stay]),
            "place": _words(PLACES, episodes.place),
            "reason_ceased": pl.select(
                pl.when(pl.Series(episodes.is_last)).then(_words(_CODES, rec)[stay]).otherwise(pl.lit(CONTINUES))
            ).to_series(),
            "exit_kind": _words(KINDS, stays.kind)[stay],
            "period_began_day": at[stay],
            "period_ended_day": ended[stay],
        }
    )


def _words(codes: tuple[str, ...], places: Days) -> pl.Series:
    return pl.Series(codes).gather(pl.Series(places, dtype=pl.Int64))


def _end_codes(generator: np.random.Generator, council: Council, ended: Days, last_year: int) -> Days:
    """Choose for each period a REC (its place in _CODES) of its kind that is valid in the year in which it ends."""
    stays, episodes = council.careers.stays, council.careers.episodes
    year = np.minimum(_return_years(ended), last_year)
    by_kin = is_among(episodes.place[episodes.is_last], PLACES, KIN)
    codes = np.full(len(year), _CODES.index("E8"), dtype=np.int64)
    for one in np.unique(year):
        for number, kind in enumerate(KINDS):
            here = np.flatnonzero((year == one) & (stays.kind == number))
            if len(valid := codes_of_kind(kind, int(one))):
                codes[here] = _end_code(generator, valid, by_kin[here])
    return codes


def _end_code(generator: np.random.Generator, valid: tuple[str, ...], by_kin: Flags) -> Days:
    """Choose among codes that say the same; special guardianship by whether the child lives with kin."""
    weights = {code: MARGINS["end_codes"].get(code, 1.0) for code in valid}
    of_kin = {code: weight for code, weight in weights.items() if code not in ("E46", "E48")}
    of_others = {code: weight for code, weight in weights.items() if code not in ("E45",)}
    return pick_by(
        generator, {"others": of_others or weights, "kin": of_kin or weights}, _CODES, by_kin.astype(np.int64)
    )


def _return_years(days: Days) -> Days:
    """Return the return year of each day number (the year of the 31 March that ends it)."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months - 3) // 12 + 1971


def _children(generator: np.random.Generator, council: Council) -> pl.DataFrame:
    alone = council.careers.stays.unaccompanied[council.careers.stays.is_first]
    boys = np.where(alone, MARGINS["starts"]["unaccompanied_boys_share"], _other_boys())
    group = pick_by(
        generator,
        {"others": _other_ethnicity(), "alone": MARGINS["ethnicity"]["unaccompanied"]},
        _GROUPS,
        alone.astype(np.int64),
    )
    codes = pick_by(generator, {name: MARGINS["ethnicity"]["codes"][name] for name in _GROUPS}, tuple(ETHNIC), group)
    return pl.DataFrame(
        {
            "child": np.arange(len(alone)),
            "born_day": council.born_day,
            "is_male": generator.random(len(alone)) < boys,
            "ethnicity": _words(tuple(ETHNIC), codes),
            "is_unaccompanied": alone,
        }
    )


_GROUPS = tuple(MARGINS["ethnicity"]["codes"])


def _other_boys() -> float:
    """Return the share of boys, from 0 to 1, among the other children: the mean of those in care, starting and leaving.

    The three differ a little, and a child has one sex: each published share is met to within a few per cent.
    """
    share, boys_alone = 0.0, MARGINS["starts"]["unaccompanied_boys_share"]
    for measure in ("looked_after", "started", "exits"):
        alone = latest(measure, unaccompanied="yes").number
        others = latest(measure, unaccompanied="no").number
        share += (latest(measure, sex="male").number - boys_alone * alone) / others / 3
    return share


def _other_ethnicity() -> dict[str, float]:
    """Return how the other children are spread over ethnic groups: what is published, less those unaccompanied."""
    stock = {name: latest("looked_after", ethnicity=name).number for name in groups_of("looked_after", "ethnicity")}
    alone = latest("looked_after", unaccompanied="yes").number
    shares: dict[str, float] = MARGINS["ethnicity"]["unaccompanied"]
    return {name: max(number - alone * shares[name] / sum(shares.values()), 1.0) for name, number in stock.items()}
