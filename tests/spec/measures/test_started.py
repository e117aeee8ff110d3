"""Starts of being looked after: which beginnings count, and as the Department for Education counts."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Starts",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2017-04-01 to 2017-06-01 E4A; S 2017-09-01 to open", "two starts in 2018; as the DfE counts one"),
        ("B", "S 2017-03-31 to open", "left truncation: began the day before the data"),
        (
            "C",
            "P 2018-05-01 to 2018-09-01 E4A; S 2019-05-01 to open",
            "left truncation: only the second beginning is known",
        ),
        (
            "D",
            "S 2018-05-01 to 2018-06-01 E4A; S 2018-06-01 to open",
            "a restart on the day care ended is the same period",
        ),
        (
            "E",
            "S 2019-05-01 to 2019-06-01 E4A; P 2019-07-01 to 2019-08-01 E4A; S 2019-09-01 to open",
            "two starts in 2020, one as the DfE counts, with a period between whose beginning is not known",
        ),
    ),
)

FIGURES = Table(
    title="Starts: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 6, None),
        ("2018", 2, None),
        ("2019", 1, None),
        ("2020", 3, None),
        ("0", 3, None),
        ("1", 2, None),
        ("2+", 1, None),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_started(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year", "earlier_returns"))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    assert figures_of(result, "as_dfe", keys=("year",)) == {
        "total": (4, None),
        "2018": (1, None),
        "2019": (1, None),
        "2020": (2, None),
    }


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["started"])[0]
