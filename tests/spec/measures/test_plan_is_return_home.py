"""Going home as the plan: of children in care on 31 March with a plan on record."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import Further, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Plans on 31 March",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        (
            "A",
            "S 2017-05-01 to open",
            "return home, until adoption became the plan on 31 March 2019: in force that day already",
        ),
        ("B", "S 2017-05-01 to open", "no plan on record until 1 April 2019"),
        ("C", "P 2017-05-01 to open", "left truncation of care does not matter: long-term fostering all along"),
        ("D", "S 2017-05-01 to 2018-03-30 E4A", "return home, but no longer in care"),
    ),
)

PLANS = (
    ("A", date(2017, 5, 1), "return_home"),
    ("A", date(2019, 3, 31), "adoption"),
    ("B", date(2019, 4, 1), "return_home"),
    ("C", date(2017, 5, 1), "long_term_fostering"),
    ("D", date(2017, 5, 1), "return_home"),
)

FIGURES = Table(
    title="Plans on 31 March: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 2, 7),
        ("2018", 1, 2),
        ("2019", 0, 2),
        ("2020", 1, 3),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_plan_is_return_home(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}


def test_without_a_table_of_plans_there_is_no_figure_but_a_word_on_why():
    result = _result(plans=None)
    assert result.rows == ()
    assert "no care plans were given" in result.note


def _result(engine="polars", plans=PLANS):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine, further=Further(care_plans=plans))
    return calculate(journeys, ["plan_is_return_home"])[0]
