"""Three or more placements in the year: which changes count."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Placements in the year to 31 March 2020",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        (
            "A",
            "S 2018-05-01 to 2019-05-01 X1; P 2019-05-01 to 2019-06-01 X1; P 2019-06-01 to open",
            "the one open on 1 April and two moves: three",
        ),
        (
            "B",
            "S 2018-05-01 to 2019-05-01 X1; L 2019-05-01 to 2019-06-01 X1; P 2019-06-01 to open",
            "a change of legal status is no move: two",
        ),
        (
            "C",
            "S 2018-05-01 to 2019-05-01 X1; T/U5 2019-05-01 to 2019-06-01 X1; P 2019-06-01 to open",
            "the carer stayed: two, three with such changes counted",
        ),
        (
            "D",
            "S 2018-05-01 to 2019-05-01 X1; P/T1 2019-05-01 to 2019-05-08 X1; P 2019-05-08 to 2019-06-01 X1; "
            "P 2019-06-01 to open",
            "hospital, and back to a place of the same type: two",
        ),
        (
            "E",
            "S 2019-05-01 to 2019-06-01 E4A; S 2019-07-01 to 2019-08-01 X1; B 2019-08-01 to open",
            "two periods of care: three",
        ),
        (
            "F",
            "P 2017-05-01 to 2019-05-01 X1; P 2019-05-01 to 2019-06-01 X1; P 2019-06-01 to 2020-03-31 E4A",
            "three, but not in care at the end of 31 March 2020",
        ),
        (
            "G",
            "P 2017-05-01 to 2019-05-01 X1; P 2019-05-01 to 2019-06-01 X1; P 2019-06-01 to open",
            "left truncation of care does not matter: three",
        ),
    ),
)

FIGURES = Table(
    title="Placements in the year to 31 March 2020: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 3, 14),
        ("2018", 0, 2),
        ("2019", 0, 6),
        ("2020", 3, 6),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_three_or_more_placements(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    assert figures_of(result, "same_carer_counted")["2020"] == (4, 6)


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["three_or_more_placements"])[0]
