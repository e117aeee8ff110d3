"""Time in care before going home: quartiles of days, of those whose start is known."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Days in care",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2018-05-01 to 2018-05-11 E4A", "10 days"),
        ("B", "S 2018-05-01 to 2018-05-21 E4B", "20 days"),
        ("C", "S 2018-05-01 to 2018-05-31 E4A", "30 days"),
        ("D", "S 2017-05-01 to 2018-05-01 E4A", "365 days"),
        (
            "E",
            "P 2017-05-01 to 2018-05-01 E4A",
            "left truncation: at least 365 days, nobody knows how many, not measured",
        ),
        ("F", "S 2018-05-01 to 2018-06-30 E13", "not home"),
    ),
)

FIGURES = Table(
    title="Days in care: the figures",
    says="Of four measured at least a quarter (one) took up to 10 days, half (two) up to 20, three quarters up to 30.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 4, None),
        ("2019", 4, None),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_time_in_care_before_return(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    days = {row.quantile: row.value for row in result.rows if not row.group}
    assert days == {0.25: 10, 0.5: 20, 0.75: 30}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["time_in_care_before_return"])[0]
