"""Exits home that the care plan had named: out of exits home with a plan on record."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import Further, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Plans and exits home",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2017-05-01 to 2018-05-01 E4A", "the plan was to return home"),
        ("B", "S 2017-05-01 to 2019-04-01 E4B", "it became the plan on the day itself: counts"),
        (
            "C",
            "P 2017-05-01 to 2018-05-01 E4A",
            "left truncation of care does not matter: went home against the plan of long-term fostering",
        ),
        (
            "D",
            "S 2017-05-01 to 2018-05-01 E11",
            "the plan was to return home, and the child was adopted: not an exit home",
        ),
        ("E", "S 2017-05-01 to 2018-05-01 E4A", "no plan on record"),
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
    title="Plans and exits home: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 2, 3),
        ("2019", 1, 2),
        ("2020", 1, 1),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_plan_against_outcome(engine):
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
    return calculate(journeys, ["plan_against_outcome"])[0]
