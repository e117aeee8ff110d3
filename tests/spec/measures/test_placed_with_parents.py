"""Placed with parents on 31 March: out of those looked after that day."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="At home, and looked after",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2017-05-01 to 2018-01-01 X1; P/P1 2018-01-01 to open", "with parents on all three 31 Marches"),
        (
            "B",
            "S 2017-05-01 to 2019-01-01 X1; P/P1 2019-01-01 to 2019-06-01 E4A",
            "with parents on 31 March 2019, then discharged home",
        ),
        (
            "C",
            "L/P1 2017-05-01 to 2018-05-01 X1; P 2018-05-01 to open",
            "left truncation: with parents since before the data; then moved back",
        ),
        (
            "D",
            "S/P1 2017-05-01 to 2018-03-30 X1; P/T1 2018-03-30 to 2018-04-03 X1; P/P1 2018-04-03 to open",
            "in hospital on 31 March 2018: not counted as with parents that day",
        ),
    ),
)

FIGURES = Table(
    title="At home, and looked after: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 7, 11),
        ("2018", 2, 4),
        ("2019", 3, 4),
        ("2020", 2, 3),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_placed_with_parents(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["placed_with_parents"])[0]
