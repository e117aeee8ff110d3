"""Invents what is told of adoption: decisions that a child should be placed, decisions that ceased, and adopters."""

import numpy as np
import polars as pl

from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS
from homeward.invented.told import Told, column, rows_of, words

_LATER = 100_000
"""A day that no return reaches."""

_DECIDED_BEFORE_DAYS, _MATCHED_BEFORE_DAYS = 25, 30
_REASONS = ("RD1", "RD2", "RD3", "RD4")
_WITH_PRESENT_CARER = ("A3", "A5")


def decisions(council: Invented) -> pl.DataFrame:
    """Return the decisions that a child should be placed for adoption, one for each period that has one.

    Columns: child, period_ended_day, is_adopted, decided, placed (day numbers; placed may be empty), ceased (the day on
    which a placement order without adoption went), by_carer.
    """
    order, placed = pl.col("legal_status") == "E1", pl.col("place").str.starts_with("A")
    grouped = council.spells.filter(pl.col("period").is_not_null()).group_by("period", maintain_order=True)
    found = grouped.agg(
        pl.col("child", "period_began_day", "period_ended_day").first(),
        is_adopted=pl.col("exit_kind").first() == "adopted",
        ordered=pl.col("began_day").filter(order).min(),
        revoked=pl.col("ended_day").filter(order).max(),
        placed=pl.col("began_day").filter(placed).min(),
        by_carer=pl.col("place").filter(placed).last().is_in(_WITH_PRESENT_CARER),
    ).filter(pl.col("ordered").is_not_null() | pl.col("placed").is_not_null())
    first = pl.min_horizontal("ordered", pl.col("placed") - 2 * _MATCHED_BEFORE_DAYS) - _DECIDED_BEFORE_DAYS
    return found.with_columns(
        decided=pl.max_horizontal(first, pl.col("period_began_day") + 1),
        ceased=pl.coalesce("revoked", "period_ended_day"),
    )


def invent_placed_for_adoption(generator: np.random.Generator, council: Invented) -> Told:
    """Return every decision and, where no adoption followed, when and why it ceased."""
    found = decisions(council)
    reason = words(_REASONS, generator.integers(0, len(_REASONS), found.height))
    rows = found.with_columns(reason=reason).select(
        "child",
        told_from="decided",
        told_until=pl.when("is_adopted").then("period_ended_day").otherwise("ceased"),
        DATE_PLACED="decided",
        DATE_PLACED_CEASED=pl.when("is_adopted").then(pl.lit(_LATER)).otherwise("ceased"),
        REASON_PLACED_CEASED=pl.when("is_adopted").then(pl.lit("")).otherwise("reason"),
    )
    columns = ("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    tied = (("REASON_PLACED_CEASED", "DATE_PLACED_CEASED"),)
    dates = ("DATE_PLACED", "DATE_PLACED_CEASED")
    return Told("PlacedAdoption", "placed_for_adoption.csv", columns, rows, dates, tied)


def invent_adoptions(generator: np.random.Generator, council: Invented) -> Told:
    """Invent the adopters of the children whose care ended in adoption."""
    found = decisions(council).filter("is_adopted", pl.col("placed").is_not_null())
    margins, draw = MARGINS["adopters"], generator.random((3, found.height))
    couple, same_sex = draw[0] < margins["couple_share"], draw[1] < margins["same_sex_share"]
    by_man = generator.random(found.height) < np.where(couple, 0.5, 0.15)
    sex = np.select([couple & ~same_sex, couple & by_man, couple, by_man], ["MF", "MM", "FF", "M1"], "F1")
    married = draw[2] < margins["married_share"]
    partners = draw[2] > (1 + margins["married_share"]) / 2
    status = np.select(
        [couple & same_sex & married, couple & same_sex & partners, couple & same_sex, couple & married, couple],
        ["L12", "L2", "L4", "L11", "L3"],
        "L0",
    )
    ended, placed = column(found, "period_ended_day"), column(found, "placed")
    decided = column(found, "decided")
    parts: dict[str, pl.Series | np.ndarray] = {
        "DATE_INT": decided,
        "DATE_MATCH": np.maximum(decided + 1, placed - _MATCHED_BEFORE_DAYS),
        "FOSTER_CARE": found["by_carer"].cast(pl.Int8).cast(pl.String),
        "NB_ADOPTR": pl.Series(np.where(couple, "2", "1")),
        "SEX_ADOPTR": pl.Series(sex),
        "LS_ADOPTR": pl.Series(status),
    }
    columns = ("CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
    rows = rows_of(column(found, "child"), ended, ended, parts)
    return Told("AD1", "adoptions.csv", columns, rows, ("DATE_INT", "DATE_MATCH"))
