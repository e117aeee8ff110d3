"""Returns home after an earlier one: within the data."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Going home again",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        (
            "A",
            "S 2017-05-01 to 2017-06-01 E4A; S 2018-05-01 to 2018-06-01 E4B; S 2019-05-01 to 2019-06-01 E4A",
            "three returns home, two of them again",
        ),
        ("B", "S 2018-05-01 to 2018-06-01 E13; S 2018-07-01 to 2018-08-01 E4A", "left before, but not home"),
        (
            "C",
            "P 2017-05-01 to 2017-06-01 E4A; S 2018-05-01 to 2018-06-01 E4A",
            "left truncation: again, and perhaps not for the first time",
        ),
    ),
)

FIGURES = Table(
    title="Going home again: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 3, 6),
        ("2018", 0, 2),
        ("2019", 2, 3),
        ("2020", 1, 1),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_repeat_returns(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    assert figures_of(result, "whole_history")["total"] == (2, 4)


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["repeat_returns"])[0]
