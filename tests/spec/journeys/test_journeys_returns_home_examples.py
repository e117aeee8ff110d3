"""Returns home: what is one, whether care began again, how long it was followed, and what came before."""

from datetime import date

import pytest

from homeward.sources.day import date_of
from tests.build_rows import journeys_of, rows_of
from tests.spec.worked_example import Table

RETURNS = Table(
    title="Returns home and what followed",
    says="Each row is one child, as on 31 March 2020; the data begin on 1 April 2017. Shown is the last return home.",
    columns=("Episodes", "Home on", "Plan", "Days to re-entry", "Days followed", "Earlier returns", "History cut off"),
    rows=(
        ("S 2018-05-01 to 2019-03-31 E4A", date(2019, 3, 31), "planned", None, 366, 0, 0),
        ("S 2018-05-01 to 2019-03-31 E4B; S 2019-04-01 to open", date(2019, 3, 31), "unplanned", 1, 366, 0, 0),
        ("S 2018-05-01 to 2018-06-01 E4; S 2019-06-01 to open", date(2018, 6, 1), "plan_unknown", 365, 669, 0, 0),
        (
            "S 2018-05-01 to 2018-06-01 E4A; S 2018-07-01 to 2018-08-01 E13; S 2018-09-01 to 2018-10-01 E4B",
            date(2018, 10, 1),
            "unplanned",
            None,
            547,
            1,
            0,
        ),
        ("P 2017-06-01 to 2018-06-01 E4A", date(2018, 6, 1), "planned", None, 669, 0, 1),
        ("S 2017-03-31 to 2018-06-01 E4A", date(2018, 6, 1), "planned", None, 669, 0, 1),
        (
            "P 2017-06-01 to 2017-09-01 E4A; S 2018-01-01 to 2018-06-01 E4A",
            date(2018, 6, 1),
            "planned",
            None,
            669,
            1,
            1,
        ),
        ("S 2018-05-01 to 2018-06-01 E4A; S 2020-04-01 to open", date(2018, 6, 1), "planned", None, 669, 0, 0),
        ("S 2018-05-01 to 2020-03-31 E4A", date(2020, 3, 31), "planned", None, 0, 0, 0),
    ),
)

NOT_HOME = Table(
    title="What is not a return home",
    says="As on 31 March 2020. All but the last two are exits.",
    columns=("Episodes", "Why"),
    rows=(
        ("S 2018-05-01 to 2019-03-31 imputed", "imputed: it was worked out that care ended, not how"),
        ("S 2018-05-01 to 2019-03-31 E13", "to family without parental responsibility"),
        ("S 2018-05-01 to 2019-03-31 E41", "a child arrangements order"),
        ("S 2018-05-01 to 2019-03-31 E8", "any other reason"),
        ("S 2018-05-01 to 2020-04-01 E4A", "after the day of the figures"),
        ("S 2018-05-01 to 2019-03-31 E4A; S 2019-03-31 to open", "a restart the same day: care never ended"),
    ),
)


def _names(rows):
    return [f"child {number:02}" for number in range(len(rows))]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_returns_home_and_what_followed(engine):
    names = _names(RETURNS.rows)
    histories = {name: row[0] for name, row in zip(names, RETURNS.rows, strict=True)}
    journeys = journeys_of(histories, date(2020, 3, 31), years=(2018, 2019, 2020), engine=engine)
    last = {row["child_id"]: row for row in rows_of(journeys.returns_home)}
    for name, (history, *expected) in zip(names, RETURNS.rows, strict=True):
        row = last[name]
        found = [date_of(row["home_day"]), row["plan"], row["days_to_re_entry"], row["days_followed"]]
        assert [*found, row["earlier_returns"], row["history_cut_off"]] == expected, history


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_what_is_not_a_return_home(engine):
    names = _names(NOT_HOME.rows)
    histories = {name: row[0] for name, row in zip(names, NOT_HOME.rows, strict=True)}
    journeys = journeys_of(histories, date(2020, 3, 31), engine=engine)
    assert rows_of(journeys.returns_home) == []
    assert [row["child_id"] for row in rows_of(journeys.exits)] == names[:-2]
