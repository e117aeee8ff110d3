"""Exits from care: which ends count, how care ended, and as the Department for Education counts."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Exits",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        (
            "A",
            "S 2017-05-01 to 2017-06-01 E4B; S 2017-09-01 to 2018-03-01 E45",
            "two exits in 2018; the DfE counts the last one",
        ),
        ("B", "P 2017-05-01 to 2018-05-01 E11", "adopted; care is older than the data"),
        ("C", "S 2018-05-01 to 2019-03-31 imputed", "nobody recorded how"),
        ("D", "S 2018-05-01 to 2020-03-31 E13", "to family without parental responsibility, on the day of the figures"),
        ("E", "S 2018-05-01 to 2020-04-01 E4A", "the day after: not yet"),
        ("F", "S 2018-05-01 to 2019-05-01 E5", "independent living"),
        ("G", "S 2018-05-01 to 2019-05-01 E9", "sentenced to custody"),
    ),
)

FIGURES = Table(
    title="Exits: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 7, None),
        ("2018", 2, None),
        ("2019", 2, None),
        ("2020", 3, None),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_exits(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}
    ways = {each.id: each.rows[0].numerator for each in result.beside}
    assert ways == {
        "return_home": 1,
        "adopted": 1,
        "guardianship_or_arrangements_order": 1,
        "family_without_pr": 1,
        "grown_up": 1,
        "not_recorded": 1,
        "other": 1,
        "as_dfe": 6,
    }


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["exits"])[0]
