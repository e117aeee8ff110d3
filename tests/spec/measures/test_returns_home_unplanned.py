"""Returns home that were not planned: out of those of which the return says."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Planned or not",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2018-05-01 to 2018-09-01 E4A", "planned"),
        ("B", "S 2018-05-01 to 2018-09-01 E4B; S 2018-10-01 to 2019-05-01 E4B", "unplanned twice"),
        ("C", "S 2018-05-01 to 2018-09-01 E4", "an older code: not known, left out"),
        (
            "D",
            "P 2017-05-01 to 2018-03-01 E4B",
            "left truncation: care is older than the data, the return home is there",
        ),
        ("E", "S 2018-05-01 to 2018-09-01 E13", "not home"),
    ),
)

FIGURES = Table(
    title="Planned or not: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 3, 4),
        ("2018", 1, 1),
        ("2019", 1, 2),
        ("2020", 1, 1),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_returns_home_unplanned(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["returns_home_unplanned"])[0]
