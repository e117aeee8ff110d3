"""Invents the permanence plans of children in care, which often differ from how care then ends."""

import numpy as np
import polars as pl

from homeward.invented.council import Invented
from homeward.invented.margins import MARGINS, Flags, pick_by
from homeward.invented.told import Told, column, periods_of, rows_of, words
from homeward.sources.ssda903.codes import CODES

_PLANS = tuple(CODES["PLAN"])
_GOING_HOME = ("return_home_planned", "return_home_unplanned", "left_to_family_without_pr")


def invent_plans(generator: np.random.Generator, council: Invented) -> Told:
    """Invent a first plan for every stay that lasts long enough, and a later one for some. ASSUMED throughout."""
    margins = MARGINS["plans"]
    periods = periods_of(council)
    periods = periods.filter(pl.col("period_ended_day") - pl.col("period_began_day") > margins["first_after_days"])
    days = column(periods, "period_ended_day") - column(periods, "period_began_day")
    changed = (days > margins["long_days"]) & (generator.random(len(days)) < margins["changed_share"])
    later = periods.filter(pl.Series(changed)).with_columns(
        plan_from=pl.col("period_began_day") + pl.Series(days[changed] // 2)
    )
    first = periods.with_columns(plan_from=pl.col("period_began_day") + margins["first_after_days"])
    both = pl.concat([first, later])
    parts = {"PLAN_FROM": column(both, "plan_from"), "PLAN": _plans(generator, both["exit_kind"])}
    told = rows_of(column(both, "child"), column(both, "plan_from"), column(both, "period_ended_day"), parts)
    # A plan that stays the same is not told anew.
    told = told.sort("child", "PLAN_FROM", maintain_order=True).filter(
        (pl.col("PLAN") != pl.col("PLAN").shift(1).over("child", "told_until")).fill_null(value=True)
    )
    return Told("CarePlans", "care_plans.csv", ("CHILD", "PLAN_FROM", "PLAN"), told, ("PLAN_FROM",))


def _plans(generator: np.random.Generator, kinds: pl.Series) -> pl.Series:
    tables = {
        name: {plan.upper(): share for plan, share in table.items()}
        for name, table in MARGINS["plans"].items()
        if isinstance(table, dict)
    }
    which = np.select(
        [_is_in(kinds, _GOING_HOME), _is_in(kinds, ("adopted",)), _is_in(kinds, ("special_guardianship",))],
        [0, 1, 2],
        3,
    )
    return words(_PLANS, pick_by(generator, tables, _PLANS, which)).str.to_lowercase()


def _is_in(kinds: pl.Series, some: tuple[str, ...]) -> Flags:
    found: Flags = kinds.is_in(some).to_numpy()
    return found
