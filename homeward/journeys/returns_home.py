"""Returns home: children going home to a parent, how long each was followed, and whether care began again."""

from typing import Any, Literal

import narwhals as nw

from homeward.journeys.calendar import return_year
from homeward.journeys.characteristics import GROUP_COLUMNS, characteristics
from homeward.journeys.episodes import with_codes
from homeward.journeys.periods import PLAN_OF, is_return_home
from homeward.journeys.placed_with_parents import BACK_IN_PLACEMENT, DISCHARGED_HOME, FROM_ELSEWHERE
from homeward.sources.table import Column, Schema

DefinitionName = Literal["dfe", "bristol"]
"""What counts as a return home.

`dfe`: leaving care to a parent or another person with parental responsibility (E4A, E4B, E4), as in England's figures.
`bristol`: as Farmer and Patsios (2016) count it, also a placement with parents (P1) that begins after a stay elsewhere
in care. Whoever is then discharged home went home once, on the day the placement began. A placement with parents
that began before the data is no return here, nor is the discharge that ends it: of such returns only those that lasted
could be seen.
"""

RE_ENTRY, TURNED_18, DATA_END = "re_entry", "turned_18", "data_end"

RETURNS_HOME = Schema(
    "returns_home",
    "one return home, to a parent or another person with parental responsibility",
    (
        Column("child_id", "text", "id", "the child"),
        Column("child", "integer", "number", "numbers the children"),
        Column("period", "integer", "number", "numbers the periods of care in the order of child and time"),
        Column("period_number", "integer", "count", "the period of care that ended, or in which the child went home"),
        Column("home_day", "day", "day number", "the child went home"),
        Column("year", "integer", "return year", "return year in which the child went home"),
        Column("month", "integer", "YYYYMM", "month in which the child went home"),
        Column("way", "text", "word", "left_care, or placed_with_parents where the child was still looked after"),
        Column("plan", "text", "word", "planned, unplanned or plan_unknown"),
        Column("days_in_care", "integer", "days", "from the first day known to the return home"),
        Column("start_known", "integer", "0 or 1", "0 where care began before the data do: days_in_care is too short"),
        Column("re_entry_day", "day", "day number", "in care and away from home again", nullable=True),
        Column("days_to_re_entry", "integer", "days", "from going home to being in care again", nullable=True),
        Column("days_followed", "integer", "days", "from going home to the day the figures are for"),
        Column("days_to_18", "integer", "days", "from going home to the 18th birthday", nullable=True),
        Column("days_seen", "integer", "days", "from going home to what ended following the child"),
        Column("seen_until", "text", "word", "what ended it: re_entry, turned_18 or data_end"),
        Column("history_cut_off", "integer", "0 or 1", "1 where the child was in care before the data begin"),
        *GROUP_COLUMNS,
    ),
)


def derive_returns_home(
    periods: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]", *, as_of_day: int
) -> "nw.LazyFrame[Any]":
    """Return each return home as England's figures count it, with what followed it up to `as_of_day`, a day number."""
    return _with_what_followed(_by_exit(periods, episodes), as_of_day)


def derive_returns_home_of_bristol(
    periods: "nw.LazyFrame[Any]",
    episodes: "nw.LazyFrame[Any]",
    placed_with_parents: "nw.LazyFrame[Any]",
    *,
    as_of_day: int,
    data_from_day: int,
) -> "nw.LazyFrame[Any]":
    """Return each return home as Farmer and Patsios count it, with what followed it; both arguments are day numbers."""
    from_elsewhere = placed_with_parents.filter(nw.col("came_from") == FROM_ELSEWHERE)
    home_before = from_elsewhere.filter(nw.col("ended") == DISCHARGED_HOME).select("period")
    by_exit = _by_exit(periods.join(home_before, on="period", how="anti"), episodes)
    placed = _by_placement(from_elsewhere.filter(nw.col("home_day") >= data_from_day), periods, episodes)
    columns = [column for column in by_exit.collect_schema().names() if column != "row"]
    together = nw.concat([by_exit.select(columns), placed.select(columns)])
    return _with_what_followed(_with_earlier_returns(together), as_of_day)


_OF_PERIOD = (
    *("period", "child", "child_id", "period_number", "start_day", "start_known", "history_cut_off", "earlier_returns"),
    *("next_start_day", "adult_day", "born_number", "unaccompanied_until", "sex", "ethnicity"),
)


def _by_exit(periods: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    plan = nw.col("exit_kind").replace_strict(PLAN_OF, default="plan_unknown", return_dtype=nw.String())
    return with_codes(periods.filter(is_return_home()), episodes, "last_row").select(
        *_OF_PERIOD,
        *("legal_status", "need", "place"),
        nw.col("end_day").alias("home_day"),
        nw.col("end_number").alias("home_number"),
        nw.lit("left_care").alias("way"),
        plan.alias("plan"),
        nw.col("next_start_day").alias("re_entry_day"),
    )


def _by_placement(
    spells: "nw.LazyFrame[Any]", periods: "nw.LazyFrame[Any]", episodes: "nw.LazyFrame[Any]"
) -> "nw.LazyFrame[Any]":
    """Return the placements with parents as returns home. The child as on the first day, the place as before it."""
    is_back = nw.col("ended") == BACK_IN_PLACEMENT
    back = nw.when(is_back).then(nw.col("away_day")).otherwise(nw.col("next_start_day"))
    rows = episodes.select("period", nw.col("decom_day").alias("home_day"), "legal_status", "need", "place")
    chosen = spells.select("period", "home_day", "home_number", "ended", "away_day")
    return (
        chosen.join(rows, on=["period", "home_day"])
        .join(periods.select(*_OF_PERIOD), on="period")
        .select(
            *_OF_PERIOD,
            *("legal_status", "need", "place", "home_day", "home_number"),
            nw.lit("placed_with_parents").alias("way"),
            nw.lit("plan_unknown").alias("plan"),
            back.alias("re_entry_day"),
        )
    )


def _with_earlier_returns(returns: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    number = nw.col("child_id").cum_count().over("child", order_by="home_day")
    return returns.with_columns((number - 1).alias("earlier_returns"))


def _with_what_followed(returns: "nw.LazyFrame[Any]", as_of_day: int) -> "nw.LazyFrame[Any]":
    home, number = nw.col("home_day"), nw.col("home_number")
    followed = returns.with_columns(
        *characteristics(day=home, number=number, days_in_care=home - nw.col("start_day")),
        return_year(number).alias("year"),
        (number // 100).alias("month"),
        (home - nw.col("start_day")).alias("days_in_care"),
        (nw.col("re_entry_day") - home).alias("days_to_re_entry"),
        (nw.lit(as_of_day) - home).alias("days_followed"),
        (nw.col("adult_day") - home).alias("days_to_18"),
    )
    return followed.with_columns(*_what_ended_it())


def _what_ended_it() -> tuple[nw.Expr, nw.Expr]:
    """Return after how many days following a child ended, and why: back in care, 18, or the figures' day.

    A recorded re-entry counts even where it comes after the 18th birthday that is on record.
    """
    is_back = ~nw.col("days_to_re_entry").is_null()
    is_18 = nw.col("days_to_18") <= nw.col("days_followed")
    # Whoever was 18 already when they went home could never come back: that is so from day 0.
    birthday = nw.when(nw.col("days_to_18") > 0).then(nw.col("days_to_18")).otherwise(nw.lit(0))
    seen = nw.when(is_18).then(birthday).otherwise(nw.col("days_followed"))
    day = nw.when(is_back).then(nw.col("days_to_re_entry")).otherwise(seen)
    grown = nw.when(is_18).then(nw.lit(TURNED_18)).otherwise(nw.lit(DATA_END))
    why = nw.when(is_back).then(nw.lit(RE_ENTRY)).otherwise(grown)
    return day.alias("days_seen"), why.alias("seen_until")
