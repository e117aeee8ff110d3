"""Time at home before coming back: quartiles of days, of those who came back."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Days at home",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2018-05-01 to 2018-06-01 E4A; S 2018-06-02 to open", "back on day 1"),
        ("B", "S 2018-05-01 to 2018-06-01 E4B; S 2018-06-11 to open", "back on day 10"),
        (
            "C",
            "P 2017-05-01 to 2018-06-01 E4A; S 2019-06-01 to open",
            "left truncation of care does not matter: back on day 365",
        ),
        ("D", "S 2018-05-01 to 2018-06-01 E4A", "not back: not measured"),
        ("E", "S 2018-05-01 to 2018-06-01 E4A; S 2018-06-01 to open", "same day: never left"),
    ),
)

FIGURES = Table(
    title="Days at home: the figures",
    says="Three came back. A quarter, half and three quarters of three are reached by the first, second and third.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 3, None),
        ("2019", 3, None),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_time_at_home_before_re_entry(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    days = {row.quantile: row.value for row in result.rows if not row.group}
    assert days == {0.25: 1, 0.5: 10, 0.75: 365}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["time_at_home_before_re_entry"])[0]
