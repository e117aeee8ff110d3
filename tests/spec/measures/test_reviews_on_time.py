"""All reviews: the second 3 months after the first, later ones 6 months after the one before."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import Further, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="All reviews",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        (
            "A",
            "S 2018-06-04 to 2019-07-01 E4A",
            "first (20 June) and second (20 September) in time; the third was due on 20 March 2019 and came a day "
            "late; the next fell due after care ended",
        ),
        (
            "B",
            "P 2017-05-01 to open",
            "left truncation: what is due after the first review seen is not known; after the second it was due on "
            "1 April 2019 and held; the next, due on 1 October 2019, was not",
        ),
    ),
)

REVIEWS = (
    ("A", date(2018, 6, 20)),
    ("A", date(2018, 9, 20)),
    ("A", date(2019, 3, 21)),
    ("B", date(2018, 6, 1)),
    ("B", date(2018, 10, 1)),
    ("B", date(2019, 4, 1)),
)

FIGURES = Table(
    title="All reviews: the figures",
    says="The total first, then by group.",
    columns=("Group", "Number", "Out of"),
    rows=(
        ("total", 3, 5),
        ("2019", 2, 3),
        ("2020", 1, 2),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_reviews_on_time(engine):
    result = _result(engine)
    found = figures_of(result, keys=("year",))
    assert found == {group: (number, out_of) for group, number, out_of in FIGURES.rows}


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine, further=Further(reviews=REVIEWS))
    return calculate(journeys, ["reviews_on_time"])[0]
