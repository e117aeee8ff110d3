"""Starts of children who had been looked after before."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Coming back, seen from the start",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2017-05-01 to 2017-06-01 E4A; S 2019-05-31 to open", "looked after before, 729 days ago"),
        (
            "B",
            "S 2017-05-01 to 2017-05-02 E13; S 2019-05-31 to open",
            "looked after before, 759 days ago; it need not have ended at home",
        ),
        (
            "C",
            "P 2017-05-01 to 2017-06-01 E4A; S 2018-05-01 to open",
            "left truncation: the second start is known, the first is not counted",
        ),
        ("D", "S 2019-05-31 to open", "for the first time, as far as the data know"),
    ),
)

FIGURES = Table(
    title="Coming back, seen from the start: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 3, 6),
        ("2018", 0, 2),
        ("2019", 1, 1),
        ("2020", 2, 3),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_looked_after_before(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    assert figures_of(result, "within_two_years") == {"total": (1, 3), "2020": (1, 3)}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["looked_after_before"])[0]
