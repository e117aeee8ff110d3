"""Which care plan was in force for a child on a day."""

from typing import Any

import narwhals as nw

from homeward.journeys.episodes import following
from homeward.journeys.given import NO_END

RETURN_HOME = "return_home"
"""The plan that the child goes home."""


def with_plan(frame: "nw.LazyFrame[Any]", care_plans: "nw.LazyFrame[Any] | None", day: str) -> "nw.LazyFrame[Any]":
    """Add `plan`: the child's plan that was in force on the day in the column `day`; empty where none is known.

    A plan is in force from its first day until the child's next plan begins; on that day the next one is. Without a
    table of plans every plan is empty.
    """
    if care_plans is None:
        return frame.with_columns(nw.lit(None, dtype=nw.String()).alias("plan"))
    is_same = following("child") == nw.col("child")
    until = nw.when(is_same).then(following("from_day")).otherwise(nw.lit(NO_END))
    plans = care_plans.with_columns(until.alias("plan_until")).select("child", "from_day", "plan_until", "plan")
    days = frame.select("child", nw.col(day).alias("plan_day")).unique(["child", "plan_day"])
    in_force = (
        days.join(plans, on="child")
        .filter(nw.col("from_day") <= nw.col("plan_day"), nw.col("plan_day") < nw.col("plan_until"))
        .select("child", nw.col("plan_day").alias(day), "plan")
    )
    return frame.join(in_force, on=["child", day], how="left")
