"""Exits from care that were returns home: out of which exits, in which year, planned and unplanned apart."""

from datetime import date

import pytest

from homeward.measures import calculate
from tests.build_rows import Child, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)

CHILDREN = Table(
    title="Eight children",
    says="As on 31 March 2020; the data begin on 1 April 2017.",
    columns=("Child", "Sex", "Born on", "Episodes", "Counts as"),
    rows=(
        ("A", "female", date(2010, 6, 1), "S 2018-01-01 to 2018-03-31 E4A", "return home 2018, planned, aged 7"),
        ("B", "male", date(2010, 6, 1), "S 2018-01-01 to 2018-04-01 E4B", "return home 2019, unplanned, aged 7"),
        ("C", "male", date(2018, 6, 1), "P 2019-01-01 to 2019-05-31 E4", "return home 2020, plan unknown, aged 0"),
        ("D", "female", date(2003, 6, 1), "S 2018-01-01 to 2019-06-01 E45", "another exit 2020, aged 16"),
        ("E", "male", date(2010, 6, 1), "S 2018-01-01 to 2019-03-31 imputed", "exit 2019, not known how, aged 8"),
        ("F", "female", date(2010, 6, 1), "S 2018-01-01 to 2020-04-01 E4A", "no exit yet"),
        (
            "G",
            "female",
            None,
            "S 2018-01-01 to 2018-05-01 E4A; S 2018-05-01 to 2018-09-01 E4B; S 2019-01-01 to 2019-02-01 E4A",
            "two returns home 2019, one unplanned and one planned; the restart on 1 May 2018 is no exit",
        ),
        ("H", "unknown", date(2010, 6, 1), "S 2018-01-01 to open", "no exit"),
    ),
)

FIGURES = Table(
    title="Returns home out of all exits",
    says="A group in which nobody left care has no share, which is not a share of 0.",
    columns=("Group", "Returns home", "Exits"),
    rows=(
        ("total", 5, 7),
        ("2018", 1, 1),
        ("2019", 3, 4),
        ("2020", 1, 2),
        ("female", 3, 4),
        ("male", 2, 3),
        ("0", 1, 1),
        ("5-9", 2, 3),
        ("16+", 0, 1),
        ("unknown", 2, 2),
    ),
)

BESIDE = Table(
    title="Counted another way, beside it",
    says="Planned and unplanned apart, out of recorded exits only, and each child's last exit of the year only (G).",
    columns=("Way", "Group", "Returns home", "Exits"),
    rows=(
        ("planned", "total", 2, 7),
        ("planned", "2019", 1, 4),
        ("unplanned", "total", 2, 7),
        ("unplanned", "2019", 2, 4),
        ("plan_unknown", "total", 1, 7),
        ("plan_unknown", "2019", 0, 4),
        ("without_imputed_exits", "total", 5, 6),
        ("without_imputed_exits", "2019", 3, 3),
        ("as_dfe", "total", 4, 6),
        ("as_dfe", "2019", 2, 3),
    ),
)


@pytest.fixture(params=["polars", "duckdb"])
def result(request):
    journeys = journeys_of(
        {row[0]: row[3] for row in CHILDREN.rows},
        AS_OF,
        children=[Child(name, born_on, sex) for name, sex, born_on, *_ in CHILDREN.rows],
        years=(2018, 2019, 2020),
        engine=request.param,
    )
    return calculate(journeys, ["returns_home"])[0]


def test_returns_home_by_group(result):
    found = figures_of(result, keys=("year", "sex", "age_band"))
    assert found == {group: (home, exits) for group, home, exits in FIGURES.rows}


def test_beside_it(result):
    for way, group, home, exits in BESIDE.rows:
        assert figures_of(result, way)[group] == (home, exits), (way, group)


def test_a_share_has_wilsons_interval(result):
    total = result.rows[0]
    assert total.value == pytest.approx(5 / 7)
    # By hand with z² = 3.841459: middle 0.988676 / 1.548780, half width 1.959964 × 0.220803 / 1.548780.
    assert (total.low, total.high) == pytest.approx((0.358934, 0.917781), abs=1e-6)
