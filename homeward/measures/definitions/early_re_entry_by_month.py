"""How many of those who went home in each month were back in care within 91 days: fit for a run chart."""

from dataclasses import replace

import narwhals as nw

from homeward.journeys import Journeys
from homeward.journeys.calendar import months
from homeward.journeys.engine import collect_counts
from homeward.measures.definition import Counted, Definition
from homeward.measures.re_entry import WHY, window_days
from homeward.measures.returning import BRISTOL, OWNER
from homeward.measures.shares import share_row

_WINDOW_DAYS = window_days(3)


def _count(journeys: Journeys) -> Counted:
    followed = journeys.returns_home.lazy().filter(nw.col("days_followed") >= _WINDOW_DAYS)
    is_back = nw.when(nw.col("days_to_re_entry") <= _WINDOW_DAYS).then(nw.lit(1)).otherwise(nw.lit(0))
    by_month = followed.select("month", is_back.alias("back")).group_by("month")
    found = collect_counts(by_month.agg(nw.col("back").sum(), nw.len().alias("rows")))
    counts = {int(each["month"]): (int(each["back"]), int(each["rows"])) for each in found}
    last_day_of = dict(months(journeys.data_from_day, journeys.as_of_day))
    # Returns that tell ends of an earlier year again tell of months before the data; those are followed long enough.
    every = sorted({*last_day_of, *counts})
    return Counted(
        tuple(
            replace(
                share_row({}, *counts.get(month, (0, 0))),
                period=f"{month // 100}-{month % 100:02}",
                complete=last_day_of.get(month, 0) + _WINDOW_DAYS <= journeys.as_of_day,
            )
            for month in every
        )
    )


DEFINITION = Definition(
    id="early_re_entry_by_month",
    title="Back in care within 91 days, by the month of going home",
    unit="share of returns home",
    kind="series",
    direction="read together",
    why=WHY
    + " Month by month it shows soon enough whether a change in how the service works is a change for children.",
    definition=(
        f"For each month: out of the returns home in it that were followed for {_WINDOW_DAYS} days by the day of the "
        f"figures, those after which the child's next period of care began on day 1 to {_WINDOW_DAYS}. A month of "
        "whose returns home some were not followed that long yet is there, counts those who were, and is marked as "
        "not complete: it must not be judged. Each return home counts. A restart of care on the day of going home "
        "is no re-entry, short breaks (V3, V4) are left out, and an end of care that is not recorded is no return. "
        f"{BRISTOL}"
    ),
    owner=OWNER,
    count=_count,
    part_of="re_entry_within_3_months",
)
