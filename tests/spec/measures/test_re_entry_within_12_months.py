"""Back in care within 12 months of going home: who is asked about, and who came back in time."""

from datetime import date

import pytest

from homeward.measures import calculate
from homeward.measures.re_entry import window_days
from tests.build_rows import Child, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
MEASURE = "re_entry_within_12_months"
BORN = date(2008, 5, 1)

WHO_COUNTS = Table(
    title="Who counts",
    says=(
        "Each row is one child, as on 31 March 2020: after how many returns home they were back in time, out of how "
        "many that are asked about, and the same without children who turned 18 within that time."
    ),
    columns=("Born on", "Episodes", "Back", "Out of", "Back, without 18", "Out of, without 18", "Why"),
    rows=(
        (BORN, "S 2018-01-01 to 2018-06-01 E4A; S 2019-06-01 to open", 1, 1, 1, 1, "back on day 365"),
        (
            BORN,
            "S 2018-01-01 to 2018-06-01 E4A; S 2019-06-02 to open",
            0,
            1,
            0,
            1,
            "back on day 366: too late to count",
        ),
        (BORN, "S 2018-01-01 to 2018-06-01 E4B; S 2018-06-02 to open", 1, 1, 1, 1, "back on day 1"),
        (BORN, "S 2018-01-01 to 2018-06-01 E4A; S 2018-06-01 to open", 0, 0, 0, 0, "the same day: never left care"),
        (BORN, "S 2018-01-01 to 2019-04-01 E4A", 0, 1, 0, 1, "followed for 365 days: asked about"),
        (BORN, "S 2018-01-01 to 2019-04-02 E4A", 0, 0, 0, 0, "followed for 364 days: not yet"),
        (
            BORN,
            "S 2018-01-01 to 2019-04-02 E4A; S 2019-06-01 to open",
            0,
            0,
            0,
            0,
            "not followed long enough, though back already: else only those who came back would be asked about",
        ),
        (BORN, "S 2018-01-01 to 2018-03-31 imputed; S 2018-06-01 to open", 0, 0, 0, 0, "an imputed exit is no return"),
        (BORN, "S 2018-01-01 to 2018-06-01 E13; S 2018-07-01 to open", 0, 0, 0, 0, "left, but not home (E13)"),
        (
            BORN,
            "P 2017-05-01 to 2018-06-01 E4A; S 2018-07-01 to open",
            1,
            1,
            1,
            1,
            "left truncation: care began before the data, the return home and what followed are all there",
        ),
        (
            BORN,
            "S 2017-05-01 to 2017-06-01 E4A; S 2017-09-01 to 2018-06-01 E4A; S 2019-12-01 to open",
            1,
            2,
            1,
            2,
            "went home twice, came back within a year once",
        ),
        (date(2000, 12, 1), "S 2018-01-01 to 2018-06-01 E4A", 0, 1, 0, 0, "turned 18 on day 183: cannot come back"),
        (
            date(2000, 12, 1),
            "S 2018-01-01 to 2018-06-01 E4A; S 2018-07-01 to open",
            1,
            1,
            0,
            0,
            "turned 18 on day 183, and had come back by then: left out beside all the same",
        ),
        (date(2001, 6, 1), "S 2018-01-01 to 2018-06-01 E4A", 0, 1, 0, 0, "turned 18 on day 365"),
        (date(2001, 6, 2), "S 2018-01-01 to 2018-06-01 E4A", 0, 1, 0, 1, "turned 18 on day 366"),
        (None, "S 2018-01-01 to 2018-06-01 E4A", 0, 1, 0, 1, "date of birth not known"),
    ),
)

WINDOWS = Table(
    title="What so many months are in days",
    says="Day 1 is the day after going home; the window ends with the day given.",
    columns=("Months", "Last day"),
    rows=((3, 91), (6, 183), (12, 365), (24, 730), (60, 1826), (72, 2191)),
)

TOGETHER = Table(
    title="The same children together, by group",
    says="Year, age and sex are those of the return home; all of them are girls.",
    columns=("Group", "Back", "Out of"),
    rows=(
        ("total", 5, 12),
        ("2018", 1, 1),
        ("2019", 4, 10),
        ("2020", 0, 1),
        ("female", 5, 12),
        ("5-9", 1, 1),
        ("10-15", 3, 6),
        ("16+", 1, 4),
        ("unknown", 0, 1),
    ),
)


@pytest.mark.parametrize(("months", "days"), WINDOWS.rows)
def test_a_window_ends_with_its_last_day(months, days):
    assert window_days(months) == days


@pytest.mark.parametrize("example", WHO_COUNTS.rows, ids=lambda row: row[-1])
def test_who_counts(example):
    born_on, history, *expected, _ = example
    (result,) = calculate(_journeys({"child": (born_on, history)}), [MEASURE])
    ways = (figures_of(result).get("total", (0, 0)), figures_of(result, "without_turned_18").get("total", (0, 0)))
    assert [*ways[0], *ways[1]] == expected


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_together_by_group(engine):
    children = {f"child {number:02}": row[:2] for number, row in enumerate(WHO_COUNTS.rows)}
    (result,) = calculate(_journeys(children, engine), [MEASURE])
    found = figures_of(result, keys=("year", "sex", "age_band"))
    assert found == {group: (back, out_of) for group, back, out_of in TOGETHER.rows}


def test_of_nobody_there_is_no_share():
    (result,) = calculate(_journeys({"child": (BORN, "S 2018-01-01 to open")}), [MEASURE])
    assert {(row.numerator, row.denominator, row.value, row.low, row.high) for row in result.rows} == {
        (0, 0, None, None, None)
    }
    assert [row.group["year"] for row in result.rows if "year" in row.group] == ["2018", "2019", "2020"]


def _journeys(children, engine="polars"):
    return journeys_of(
        {name: history for name, (_, history) in children.items()},
        AS_OF,
        children=[Child(name, born_on) for name, (born_on, _) in children.items()],
        years=(2018, 2019, 2020),
        engine=engine,
    )
