"""Invents what is told of arrivals: who came unaccompanied, and which earlier permanent home came to an end."""

import numpy as np
import polars as pl

from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS, pick
from homeward.invented.stays import ADULT_DAYS
from homeward.invented.told import Told, column, periods_of, rows_of, words, written
from homeward.sources.day import date_of, year_start
from homeward.sources.ssda903.codes import CODES

_PREVIOUS = tuple(CODES["PREV_PERM"])
_WITH_ORDER = ("P1", "P2", "P3")
_FIRST_ASKED = 2017
_ARRANGED_BY = ("WAL", "SCO", "NIR", "NUK", "999")
"""Who arranged the order: another nation, or a council number that no council has."""

_ORDER_OF_EXIT = {"special_guardianship": "P2", "child_arrangements_order": "P3"}
_FORMS = ("%d/%m/%Y", "zz/%m/%Y", "zz/zz/%Y", "zz/zz/zzzz")
"""How much of the date is known."""

_FORM_SHARES = (0.5, 0.2, 0.2, 0.1)
_YOUNGEST_WITH_ORDER_DAYS = 90


def invent_unaccompanied(council: Invented) -> Told:
    """Return the unaccompanied children in care, and the day on which that ceased (DUC): at 18, or when found to be."""
    periods = periods_of(council).join(
        council.children.filter("is_unaccompanied").select("child"), on="child", how="semi", maintain_order="left"
    )
    ended, adult = column(periods, "period_ended_day"), column(periods, "born_day") + ADULT_DAYS - 1
    ceased = (ended >= adult) | (periods["exit_kind"] == "assessed_adult").to_numpy()
    duc = np.where(ceased, np.minimum(ended, adult), np.iinfo(np.int32).max)
    rows = rows_of(column(periods, "child"), column(periods, "period_began_day"), ended, {"DUC": duc})
    one_each = rows.group_by("child", maintain_order=True).agg(
        pl.col("told_from").min(), pl.col("told_until").max(), pl.col("DUC").last()
    )
    return Told("UASC", "uasc.csv", ("CHILD", "SEX", "DOB", "DUC"), one_each, ("DUC",))


def invent_previous_permanence(generator: np.random.Generator, council: Invented) -> Told:
    """Invent the earlier permanence of those who come into care: what this council's own data show, or what was told.

    A child who comes again gives the same answer again, unless an order of this council has come between.
    """
    periods = periods_of(council).filter(pl.col("period_began_day") >= year_start(_FIRST_ASKED))
    told = _told_at_first(generator, periods)
    before = pl.col("exit_kind", "period_ended_day").shift(1).over("child", order_by="period_began_day")
    own = periods.with_columns(before.name.prefix("last_")).select(
        "child",
        "period_began_day",
        own=pl.col("last_exit_kind").replace_strict(_ORDER_OF_EXIT, default=None, return_dtype=pl.String),
        own_date=written("last_period_ended_day"),
    )
    has_order = pl.col("own").is_not_null()
    rows = pl.concat([own, told], how="horizontal").select(
        "child",
        told_from="period_began_day",
        told_until="period_began_day",
        PREV_PERM=pl.coalesce("own", pl.col("code").first().over("child")),
        LA_PERM=pl.when(has_order).then(pl.lit(_ARRANGED_BY[-1])).otherwise(pl.col("by").first().over("child")),
        DATE_PERM=pl.when(has_order).then("own_date").otherwise(pl.col("date").first().over("child")),
    )
    columns = ("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM")
    return Told("PrevPerm", "previous_permanence.csv", columns, rows, first_year=_FIRST_ASKED)


def _told_at_first(generator: np.random.Generator, periods: pl.DataFrame) -> pl.DataFrame:
    """Return for each period a code, who arranged the order and its date, as far as they are known."""
    code = words(_PREVIOUS, pick(generator, MARGINS["previous_permanence"], _PREVIOUS, periods.height))
    began = column(periods, "period_began_day")
    age_days = began - column(periods, "born_day")
    # A child of a few weeks has had no earlier home by order.
    known = code.is_in(_WITH_ORDER) & pl.Series(age_days > _YOUNGEST_WITH_ORDER_DAYS)
    unknown = code.is_in(_WITH_ORDER) & ~known
    on = began - (age_days * generator.uniform(0.1, 0.6, len(began))).astype(np.int64)
    form = generator.choice(len(_FORMS), size=len(began), p=_FORM_SHARES)
    dates = [f"{date_of(int(on[place])):{_FORMS[form[place]]}}" if known[place] else "" for place in range(len(on))]
    by = words(_ARRANGED_BY, generator.integers(0, len(_ARRANGED_BY), len(began)))
    return pl.DataFrame({"code": code, "by": by, "date": dates, "known": known, "unknown": unknown}).select(
        "date",
        code=pl.when("unknown").then(pl.lit("Z1")).otherwise("code"),
        by=pl.when("known").then("by").otherwise(pl.lit("")),
    )
