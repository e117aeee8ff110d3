"""Filters: the figures of some children only. What is asked for must have been so on the day of the event."""

from datetime import date

import pytest

from homeward.measures import calculate, narrow
from tests.build_rows import Child, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 9, 30)
YEARS = (2018, 2019, 2020, 2021)

CHILDREN = Table(
    title="Five children",
    says="As on 30 September 2020; the data begin on 1 April 2017. Under a full care order unless it says otherwise.",
    columns=("Child", "Sex", "Born on", "Episodes", "Why"),
    rows=(
        (
            "A",
            "female",
            date(2008, 6, 1),
            "S 2018-01-01 to 2018-07-01 E4A; S 2018-08-01 to open",
            "9 when care began, 10 when she went home and when she came back after a month",
        ),
        ("B", "male", date(2010, 6, 1), "S 2018-05-01 to 2018-11-01 E4B", "7 when he came into care, 8 at home"),
        ("C", "female", date(2005, 6, 1), "S/U4/V2 2018-05-01 to 2019-06-01 E4A", "section 20; 13, and 14 at home"),
        ("D", "male", None, "S 2018-05-01 to 2018-12-01 E45", "age not known; did not go home"),
        ("E", "male", date(2005, 6, 1), "S 2020-05-01 to 2020-07-01 E4A", "within the year that is not over"),
    ),
)

FIGURES = Table(
    title="Filters and the figures that are left",
    says=(
        "How many starts there were, how many exits were returns home, how many of those followed for 91 days were "
        "back in care by then, and how many children were in care on a 31 March (adding up all 31 Marches)."
    ),
    columns=("Only", "Starts", "Home", "Out of exits", "Back", "Out of those followed", "In care", "Why"),
    rows=(
        ({}, 6, 4, 5, 1, 4, 4, "no filter"),
        ({"sex": "female"}, 3, 2, 2, 1, 2, 4, "A and C"),
        ({"age_band": "5-9"}, 2, 1, 1, 0, 1, 1, "A and B came at that age; A was 10 when she went home"),
        ({"age_band": "10-15"}, 3, 3, 3, 1, 3, 3, "A came back, C and E came; all three went home"),
        ({"age_band": "unknown"}, 1, 0, 1, 0, 0, 0, "D"),
        ({"year": "2019"}, 4, 2, 3, 1, 2, 2, "what followed a return home counts, whenever it was"),
        ({"year": "2019", "sex": "male"}, 2, 1, 2, 0, 1, 0, "both at once: B and D"),
        ({"year": ("2019", "2020"), "sex": "female"}, 2, 2, 2, 1, 2, 3, "either year: A and C"),
        ({"legal_status": "section_20"}, 1, 1, 1, 0, 1, 1, "C, under section 20 all the time"),
        ({"earlier_returns": "1"}, 1, 0, 0, 0, 0, 2, "A after she had been home"),
    ),
)

SILENT = Table(
    title="A filter that a measure does not know",
    says="A measure that is not given by what is asked for has no figures, and says why.",
    columns=("Only", "Measure", "Says"),
    rows=(
        ({"time_in_care": "under 2 weeks"}, "started", "Not counted: this measure is not given by time in care."),
        ({"earlier_returns": "1"}, "repeat_returns", "Not counted: this measure is not given by earlier returns."),
        (
            {"unaccompanied": "yes"},
            "exits",
            "Not counted: the returns given hold no table that says who is unaccompanied. "
            "Add it (CHILD, SEX, DOB, DUC).",
        ),
    ),
)


@pytest.mark.parametrize("engine", ["polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize("example", FIGURES.rows, ids=lambda row: row[-1])
def test_filters(example, engine):
    only, *expected, _ = example
    ids = ["started", "returns_home", "re_entry_within_3_months", "looked_after"]
    started, home, back, in_care = (each.rows[0] for each in calculate(narrow(_journeys(engine), only), ids))
    assert [
        started.numerator,
        *(home.numerator, home.denominator),
        *(back.numerator, back.denominator),
        in_care.numerator,
    ] == expected


@pytest.mark.parametrize(("only", "measure", "says"), SILENT.rows)
def test_a_measure_that_is_not_given_by_it_says_so(only, measure, says):
    (result,) = calculate(narrow(_journeys(), only), [measure])
    assert (result.rows, result.beside, result.note) == ((), (), says)


def test_a_year_that_is_not_over_is_marked_in_all_its_figures():
    for year, is_complete in (("2020", True), ("2021", False)):
        (exits,) = calculate(narrow(_journeys(), {"year": year}), ["exits"])
        assert {row.complete for table in (exits, *exits.beside) for row in table.rows} == {is_complete}


def test_of_a_year_only_its_own_months_are_drawn():
    (series,) = calculate(narrow(_journeys(), {"year": "2019"}), ["early_re_entry_by_month"])
    assert [row.period for row in series.rows] == [f"2018-{month:02}" for month in range(4, 13)] + [
        f"2019-{month:02}" for month in (1, 2, 3)
    ]
    assert [(row.period, row.numerator, row.denominator) for row in series.rows if row.denominator] == [
        ("2018-07", 1, 1),
        ("2018-11", 0, 1),
    ]


def test_the_curve_of_girls_is_about_girls():
    (curve,) = calculate(narrow(_journeys(), {"sex": "female"}), ["re_entry_cumulative"])
    points = {row.at_days: (row.numerator, row.denominator) for row in curve.rows}
    assert (points[0], points[30], points[61]) == ((0, 2), (0, 2), (1, 1))


def _journeys(engine="polars"):
    return journeys_of(
        {name: history for name, _, _, history, _ in CHILDREN.rows},
        AS_OF,
        children=[Child(name, born_on, sex) for name, sex, born_on, *_ in CHILDREN.rows],
        years=YEARS,
        engine=engine,
    )
