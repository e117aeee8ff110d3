"""Back in care within 91 days, month by month: recent months are shown and not judged."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Month by month",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2018-01-01 to 2018-06-01 E4A; S 2018-08-31 to open", "back on day 91"),
        ("B", "S 2018-01-01 to 2018-06-30 E4A; S 2018-09-30 to open", "back on day 92: too late to count"),
        (
            "C",
            "P 2017-05-01 to 2018-06-15 E4B; S 2018-06-16 to open",
            "left truncation of care does not matter: back on day 1",
        ),
        ("D", "S 2018-01-01 to 2019-12-31 E4A", "followed for 91 days"),
        ("E", "S 2018-01-01 to 2020-01-01 E4A; S 2020-01-05 to open", "followed for 90 days only: not counted yet"),
    ),
)

FIGURES = Table(
    title="Month by month: the figures",
    says="All other months have nobody. December 2019 is the last month that everybody could be followed from.",
    columns=("Month", "Back", "Out of"),
    rows=(("2018-06", 2, 3), ("2019-12", 0, 1)),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_early_re_entry_by_month(engine):
    rows = _result(engine).rows
    assert [row.period for row in rows][:1] + [row.period for row in rows][-1:] == ["2017-04", "2020-03"]
    found = [(row.period, row.numerator, row.denominator) for row in rows if row.denominator]
    assert tuple(found) == FIGURES.rows
    assert [row.period for row in rows if not row.complete] == ["2020-01", "2020-02", "2020-03"]


def test_the_months_add_up_to_the_measure_of_three_months():
    histories = {name: history for name, history, _ in CHILDREN.rows}
    months, whole = calculate(
        journeys_of(histories, AS_OF, years=YEARS), ["early_re_entry_by_month", "re_entry_within_3_months"]
    )
    added = (sum(row.numerator for row in months.rows), sum(row.denominator for row in months.rows))
    assert added == figures_of(whole)["total"] == (2, 4)


def _result(engine="polars"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    journeys = journeys_of(histories, AS_OF, years=YEARS, engine=engine)
    return calculate(journeys, ["early_re_entry_by_month"])[0]
