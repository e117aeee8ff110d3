"""Back in care by time since going home: every return home tells as much as could be seen of it."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from homeward.measures import calculate
from tests.build_rows import Child, figures_of, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)

CHILDREN = Table(
    title="Five returns home",
    says="As on 31 March 2020.",
    columns=("Child", "Born on", "Episodes", "Ends being followed"),
    rows=(
        ("A", date(2008, 5, 1), "S 2018-01-01 to 2018-06-01 E4A; S 2018-09-09 to open", "day 100: back in care"),
        ("B", date(2000, 7, 21), "S 2018-01-01 to 2018-06-01 E4A", "day 50: turned 18"),
        ("C", date(2008, 5, 1), "S 2019-05-01 to 2020-01-31 E4B", "day 60: the day of the figures"),
        ("D", date(2008, 5, 1), "S 2018-01-01 to 2018-06-01 E4A", "day 669: the day of the figures"),
        ("E", date(2008, 5, 1), "S 2018-01-01 to 2018-06-01 E4A; S 2019-06-01 to open", "day 365: back in care"),
    ),
)

CURVE = Table(
    title="The curve of the five",
    says=(
        "On day 50 one of five turns 18, so 4/5 may still come back; one is followed no further than day 60. On day "
        "100 one of the three left comes back: 4/5 × 1/3 = 4/15. On day 365 one of the two left: 4/15 more. Two of "
        "the four who were followed for a year came back (1/2); the curve says 8/15, as it uses what it saw of the "
        "fifth as well."
    ),
    columns=("Day", "Back by then", "Still followed as the day begins", "Share"),
    rows=(
        (0, 0, 5, Fraction(0)),
        (30, 0, 5, Fraction(0)),
        (61, 0, 3, Fraction(0)),
        (91, 0, 3, Fraction(0)),
        (122, 1, 2, Fraction(4, 15)),
        (335, 1, 2, Fraction(4, 15)),
        (365, 2, 2, Fraction(8, 15)),
        (396, 2, 1, Fraction(8, 15)),
        (639, 2, 1, Fraction(8, 15)),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_the_curve(engine):
    curve, share = calculate(_journeys(CHILDREN.rows, engine), ["re_entry_cumulative", "re_entry_within_12_months"])
    points = {row.at_days: row for row in curve.rows}
    for day, came_back, followed, expected in CURVE.rows:
        assert (points[day].numerator, points[day].denominator) == (came_back, followed)
        assert points[day].value == pytest.approx(float(expected))
    assert max(points) == 639  # the next month's point, day 670, nobody was followed to
    assert figures_of(share)["total"] == (2, 4)


def test_points_lie_a_month_apart_and_hit_the_windows_people_ask_about():
    children = [("A", date(2008, 5, 1), "S 2014-02-01 to 2014-03-01 E4A", "")]
    (curve,) = calculate(_journeys(children), ["re_entry_cumulative"])
    days = [row.at_days for row in curve.rows]
    assert {after - before for before, after in pairwise(days)} == {30, 31}
    assert {91, 183, 365, 730, 1826, 2191} <= set(days)


def test_whoever_was_18_already_cannot_come_back_from_the_first_day_on():
    children = [
        ("A", date(2000, 1, 1), "S 2017-05-01 to 2018-06-01 E4A", ""),
        ("B", date(2008, 5, 1), "S 2017-05-01 to 2018-06-01 E4A; S 2018-06-02 to open", ""),
    ]
    (curve,) = calculate(_journeys(children), ["re_entry_cumulative"])
    assert [(row.at_days, row.numerator, row.denominator, row.value) for row in curve.rows] == [(0, 0, 2, 0.0)]


def test_without_returns_home_there_is_no_curve():
    (curve,) = calculate(_journeys([("A", None, "S 2018-01-01 to open", "")]), ["re_entry_cumulative"])
    assert curve.rows == ()


def _journeys(rows, engine="polars"):
    return journeys_of(
        {name: history for name, _, history, _ in rows},
        AS_OF,
        children=[Child(name, born_on) for name, born_on, _, _ in rows],
        engine=engine,
    )
