"""Still in care two years after starting under the age of five."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import Child, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Two years on",
    says="As on 31 March 2020; the data begin on 1 April 2017. All were born on 1 January 2016, F in 2012.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2017-05-01 to open", "still in care"),
        ("B", "S 2017-05-01 to 2019-05-01 E45", "left on day 730"),
        ("C", "S 2017-05-01 to 2019-05-02 E45", "left on day 731: still in care at the end of day 730"),
        (
            "D",
            "S 2018-04-01 to 2018-05-01 E4A; S 2018-06-01 to open",
            "followed for 730 days from the first start only; not in care without a break",
        ),
        ("E", "P 2017-05-01 to open", "left truncation: nobody knows when care began"),
        ("F", "S 2017-05-01 to open", "was five already"),
        ("G", "S 2018-04-02 to open", "followed for 729 days: not yet"),
    ),
)

FIGURES = Table(
    title="Two years on: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 2, 4),
        ("2018", 2, 3),
        ("2019", 0, 1),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_under_five_still_in_care_after_two_years(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(
        histories,
        AS_OF,
        years=YEARS,
        engine=engine,
        children=[Child(name, date(2012 if name == "F" else 2016, 1, 1)) for name in histories],
    )
    return calculate(journeys, ["under_five_still_in_care_after_two_years"])[0]
