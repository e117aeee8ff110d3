"""Children looked after on 31 March: who is in care that day."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Who is in care on each 31 March",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2018-01-01 to open", "in care on all three 31 Marches"),
        ("B", "S 2018-01-01 to 2018-03-31 E4A", "left on the day itself: not counted"),
        (
            "C",
            "S 2018-01-01 to 2018-04-01 E4A; S 2019-03-31 to open",
            "left the day after; came back on the day itself: counted all three times",
        ),
        (
            "D",
            "P 2017-05-01 to 2018-09-01 E45",
            "left truncation: care is older than the data, and counts all the same",
        ),
        (
            "E",
            "S 2018-05-01 to 2018-06-01 X1; L/U4/C1 2018-06-01 to open",
            "in care on the last two, under an interim order",
        ),
    ),
)

FIGURES = Table(
    title="Who is in care on each 31 March: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 9, None),
        ("2018", 3, None),
        ("2019", 3, None),
        ("2020", 3, None),
        ("full_care_order", 7, None),
        ("interim_care_order", 2, None),
        ("under 2 weeks", 1, None),
        ("8 weeks to under 6 months", 2, None),
        ("6 months to under 1 year", 1, None),
        ("1 to under 2 years", 3, None),
        ("2 to under 3 years", 1, None),
        ("unknown", 1, None),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_looked_after(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year", "legal_status", "time_in_care"))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}


def test_a_year_that_is_not_over_has_no_31_march_yet():
    journeys = journeys_of({"A": "S 2018-01-01 to open"}, date(2019, 9, 30), years=YEARS)
    (result,) = calculate(journeys, ["looked_after"])
    years = {row.group["year"]: (row.numerator, row.complete) for row in result.rows if "year" in row.group}
    assert years == {"2018": (1, True), "2019": (1, True), "2020": (0, False)}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["looked_after"])[0]
