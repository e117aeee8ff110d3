"""Looks for what cannot well be true in the joined histories. Nothing is changed: each find is told, once a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from homeward.sources.day import day_of, year_end, year_start
from homeward.sources.findings import Finding
from homeward.sources.ssda903.codes import CONTINUES, STARTED
from homeward.sources.ssda903.joined_tables import JoinedTable
from homeward.sources.ssda903.noticed import at_rows

_ACT_IN_FORCE = day_of(date(1991, 10, 14))
_LAST_FREEING_ORDER = day_of(date(2005, 12, 30))
_SIXTEEN_FROM_YEAR = 2024
_BREAK_AT_MOST_DAYS = 17


@dataclass(frozen=True)
class EpisodeCheck:
    """One check of an episode: `is_odd` says of which it speaks, `column` where to look; words are on the shelf."""

    rule: str
    column: str
    is_odd: pl.Expr


_BEGAN, _ENDED, _LS, _PLACE = (pl.col(name) for name in ("decom_day", "dec_day", "legal_status", "place"))
_LASTED_DAYS = _ENDED - _BEGAN
_IS_TEMPORARY = _PLACE.str.starts_with("T")
_IS_FOLLOWED = pl.col("child_id") == pl.col("child_id").shift(-1)
_GOES_ON_FROM_BEFORE = (pl.col("child_id") == pl.col("child_id").shift(1)) & (_ENDED.shift(1) == _BEGAN)
_RECORDED_END = _ENDED.is_not_null() & (pl.col("reason_ceased") != CONTINUES)

EPISODE_CHECKS = (
    EpisodeCheck("born_after_start", "DECOM", pl.col("born_day") > _BEGAN),
    EpisodeCheck("began_as_adult", "DECOM", pl.col("turns_18_day") <= _BEGAN),
    EpisodeCheck(
        "stayed_as_adult",
        "DEC",
        (pl.col("turns_18_day") > _BEGAN)
        & (pl.col("turns_18_day") < _ENDED.fill_null(pl.col("data_to_day")))
        & (pl.col("end_imputed") == 0),
    ),
    EpisodeCheck("began_before_1991", "DECOM", _BEGAN < _ACT_IN_FORCE),
    EpisodeCheck("parents_by_agreement", "PLACE", (_PLACE == "P1") & (_LS == "V2")),
    EpisodeCheck(
        "period_begins_in_temporary_place", "PLACE", _IS_TEMPORARY & (pl.col("reason_new_episode") == STARTED)
    ),
    EpisodeCheck("period_ends_in_temporary_place", "PLACE", _IS_TEMPORARY & _RECORDED_END),
    EpisodeCheck("need_changed_in_period", "CIN", _GOES_ON_FROM_BEFORE & (pl.col("need") != pl.col("need").shift(1))),
    EpisodeCheck("care_after_death", "REC", (pl.col("reason_ceased") == "E2") & _IS_FOLLOWED),
    EpisodeCheck("care_after_adoption", "REC", pl.col("reason_ceased").is_in(["E11", "E12"]) & _IS_FOLLOWED),
    EpisodeCheck("remand_under_ten", "LS", _LS.is_in(["J1", "J2", "J3"]) & (pl.col("turns_10_day") > _BEGAN)),
    EpisodeCheck(
        "independent_under_sixteen",
        "PLACE",
        _PLACE.is_in(["P2", "H5", "K3"])
        & (pl.col("turns_16_day") > _BEGAN)
        & (pl.col("last_seen_year") >= _SIXTEEN_FROM_YEAR),
    ),
    EpisodeCheck(
        "provider_differs_from_place", "PLACE_PROVIDER", (_PLACE == "P1") != (pl.col("place_provider") == "PR0")
    ),
    EpisodeCheck(
        "emergency_too_long", "DEC", ((_LS == "L2") & (_LASTED_DAYS > 21)) | ((_LS == "L3") & (_LASTED_DAYS > 7))
    ),
    EpisodeCheck("temporary_too_long", "DEC", (_PLACE == "T4") & (_LASTED_DAYS > 7)),
    EpisodeCheck("freeing_order_too_late", "LS", (_LS == "D1") & (_BEGAN > _LAST_FREEING_ORDER)),
)


def check_histories(
    kept: pl.DataFrame,
    children: pl.DataFrame,
    breaks: pl.DataFrame,
    joined: Mapping[str, JoinedTable],
    years: tuple[int, ...],
) -> Iterator[Finding]:
    """Yield what is odd in the joined episodes (sorted by child and beginning), the short breaks and the other tables.

    `kept` are the episodes with file and line, `breaks` the rows of short breaks as read.
    """
    birthdays = _birthdays(children)
    yield from _odd_episodes(kept, birthdays, years)
    yield from _odd_breaks(breaks)
    yield from _outside_care(kept, joined, years)
    for table in joined.values():
        told = table.rows.select("child_id", "born_day", "file", "line").drop_nulls("born_day")
        with_birthday = told.join(birthdays.rename({"born_day": "header_day"}), on="child_id", maintain_order="left")
        differs = with_birthday.filter(pl.col("born_day") != pl.col("header_day"))
        yield from at_rows("birth_date_differs", differs, "DOB")
    yield from _odd_adoptions(joined)
    if "UASC" in joined:
        dated = joined["UASC"].rows.join(birthdays, on="child_id", suffix="_header", maintain_order="left")
        yield from at_rows("unaccompanied_as_adult", dated.filter(pl.col("until_day") > pl.col("turns_18_day")), "DUC")


def _birthdays(children: pl.DataFrame) -> pl.DataFrame:
    """Return the day on which each child turns 10, 16 and 18; one born on 29 February does so on 1 March."""
    born = pl.col("born_day").cast(pl.Date)
    is_leap_day = (born.dt.month() == 2) & (born.dt.day() == 29)
    turns = {
        f"turns_{age}_day": born.dt.offset_by(f"{age}y").cast(pl.Int32) + (is_leap_day & (age % 4 != 0)).cast(pl.Int32)
        for age in (10, 16, 18)
    }
    return children.select("child_id", "born_day").drop_nulls().with_columns(**turns)


def _odd_episodes(kept: pl.DataFrame, birthdays: pl.DataFrame, years: tuple[int, ...]) -> Iterator[Finding]:
    known = kept.join(birthdays, on="child_id", how="left", maintain_order="left").with_columns(
        data_to_day=pl.lit(year_end(years[-1]), pl.Int32)
    )
    odd = known.select("file", "line", *(check.is_odd.fill_null(False).alias(check.rule) for check in EPISODE_CHECKS))
    for check in EPISODE_CHECKS:
        yield from at_rows(check.rule, odd.filter(check.rule), check.column)


def _odd_breaks(breaks: pl.DataFrame) -> Iterator[Finding]:
    last = breaks.unique(["child_id", "decom_day"], keep="last", maintain_order=True)
    both = last.filter(pl.col("legal_status").n_unique().over("child_id") > 1)
    yield from at_rows("respite_of_both_kinds", both, "LS", "legal_status")
    is_long = (pl.col("legal_status") == "V3") & (pl.col("dec_day") - pl.col("decom_day") > _BREAK_AT_MOST_DAYS)
    yield from at_rows("respite_too_long", last.filter(is_long), "DEC")


def _outside_care(kept: pl.DataFrame, joined: Mapping[str, JoinedTable], years: tuple[int, ...]) -> Iterator[Finding]:
    """Yield reviews and times missing, since the data begin, outside all episodes of a child who has any."""
    spans = kept.select("child_id", "decom_day", "dec_day").sort("decom_day")
    for table, name, column in (("Reviews", "review_day", "REVIEW"), ("Missing", "from_day", "MIS_START")):
        if table in joined:
            told = joined[table].rows.select("child_id", name, "file", "line")
            days = told.filter(pl.col(name) >= year_start(years[0]))
            days = days.join(kept, on="child_id", how="semi", maintain_order="left").sort(name, maintain_order=True)
            found = days.join_asof(spans, left_on=name, right_on="decom_day", by="child_id", check_sortedness=False)
            outside = found.filter(pl.col("decom_day").is_null() | (pl.col(name) > pl.col("dec_day")))
            yield from at_rows("outside_care", outside.sort("file", "line"), column)


def _odd_adoptions(joined: Mapping[str, JoinedTable]) -> Iterator[Finding]:
    if "AD1" not in joined or "PlacedAdoption" not in joined:
        return
    placed = joined["PlacedAdoption"].rows
    adopted = joined["AD1"].rows.drop_nulls("decided_day").join(placed, on="child_id", how="semi")
    yield from at_rows(
        "adoption_dates_differ", adopted.join(placed, on=["child_id", "decided_day"], how="anti"), "DATE_INT"
    )
