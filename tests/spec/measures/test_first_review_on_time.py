"""First reviews: held within 20 working days of the start."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import Further, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="First reviews",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2019-06-03 to open", "due on Monday 1 July 2019, held that day"),
        ("B", "S 2019-06-03 to open", "held the day after"),
        ("C", "S 2019-06-03 to open", "never held"),
        ("D", "S 2019-06-03 to 2019-07-01 E4A", "care ended on the day it was due: not asked for"),
        ("E", "P 2019-06-03 to open", "left truncation: nobody knows when care began"),
        ("F", "S 2020-03-03 to open", "due on 31 March 2020, not held by then"),
        ("G", "S 2020-03-04 to open", "due after the day of the figures"),
    ),
)

REVIEWS = (
    ("A", date(2019, 7, 1)),
    ("B", date(2019, 7, 2)),
    ("E", date(2019, 6, 20)),
)

FIGURES = Table(
    title="First reviews: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 1, 4),
        ("2020", 1, 4),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_first_review_on_time(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}


def test_without_a_table_of_reviews_there_is_no_figure_but_a_word_on_why():
    result = _result(reviews=None)
    assert result.rows == ()
    assert "no table of reviews" in result.note


def _result(engine="polars", reviews=REVIEWS):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine, further=Further(reviews=reviews))
    return calculate(journeys, ["first_review_on_time"])[0]
