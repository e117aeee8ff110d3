"""Placements with parents that ended: back in a placement, discharged home, or otherwise."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="How living at home under an order ended",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        (
            "A",
            "S 2017-05-01 to 2017-09-01 X1; P/P1 2017-09-01 to 2018-05-01 X1; P 2018-05-01 to open",
            "placed elsewhere again on 1 May 2018",
        ),
        ("B", "S/P1 2017-05-01 to 2018-05-01 E4A", "discharged home"),
        (
            "C",
            "L/P1 2017-05-01 to 2018-01-01 X1; P/P1 2018-01-01 to 2018-02-01 X1; P 2018-02-01 to open",
            "left truncation; to the other parent, then elsewhere: one ending in 2018",
        ),
        (
            "D",
            "S/P1 2017-05-01 to 2018-05-01 X1; P/T2 2018-05-01 to 2018-05-08 X1; P/P1 2018-05-08 to 2019-05-01 E41",
            "a holiday does not end it; left under an order",
        ),
        ("E", "S/P1 2017-05-01 to 2018-05-01 imputed", "nobody recorded how: left out"),
        ("F", "S/P1 2017-05-01 to open", "still at home: not ended"),
    ),
)

FIGURES = Table(
    title="How living at home under an order ended: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 2, 4),
        ("2018", 1, 1),
        ("2019", 1, 2),
        ("2020", 0, 1),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_placed_with_parents_ended_in_care(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    assert figures_of(result, "discharged_home")["total"] == (1, 4)


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["placed_with_parents_ended_in_care"])[0]
