"""Behind a number: for permitted people inside the service, the events that a figure counts, one by one."""

from datetime import date

import pytest

from homeward.measures import behind, narrow
from homeward.measures.result import RowAt
from homeward.sources.day import date_of
from tests.build_rows import Child, Further, journeys_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="Whom the numbers count",
    says="As on 31 March 2020; the data begin on 1 April 2017. A and B are girls, C is a boy; all born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        (
            "A",
            "S 2017-05-01 to 2018-03-01 E4A; S 2018-05-01 to 2018-07-01 X1; P/P1 2018-07-01 to 2019-09-01 E4A",
            "went home twice; came back after 61 days; at home under the order before the second time",
        ),
        ("B", "S 2018-01-01 to 2018-06-01 E4B; S 2019-06-01 to open", "came back on day 365"),
        ("C", "S/U4/V2 2018-05-01 to 2018-11-01 E13", "left to family without parental responsibility"),
    ),
)

LISTS = Table(
    title="The events behind a number",
    says="Which row of which measure, which of its two numbers, and the child and day of each event that it counts.",
    columns=("Measure", "Row", "Number", "Events", "Why"),
    rows=(
        (
            "returns_home",
            "total",
            "numerator",
            "A 2018-03-01, B 2018-06-01, A 2019-09-01",
            "each return counts: A is there twice",
        ),
        (
            "returns_home",
            "total",
            "denominator",
            "A 2018-03-01, B 2018-06-01, C 2018-11-01, A 2019-09-01",
            "every exit",
        ),
        ("returns_home", {"year": "2019"}, "denominator", "B 2018-06-01, C 2018-11-01", "the exits of one year"),
        ("returns_home", {"sex": "male"}, "numerator", "", "of nobody there is nothing to list"),
        ("returns_home", {"beside": "unplanned"}, "numerator", "B 2018-06-01", "another way of counting, beside it"),
        (
            "re_entry_within_12_months",
            "total",
            "numerator",
            "A 2018-03-01, B 2018-06-01",
            "the return home, not the re-entry",
        ),
        ("re_entry_within_3_months", "total", "numerator", "A 2018-03-01", "B came back later"),
        ("early_re_entry_by_month", {"period": "2018-06"}, "denominator", "B 2018-06-01", "one month of a series"),
        ("re_entry_cumulative", {"at_days": 91}, "numerator", "A 2018-03-01", "back by day 91 of a curve"),
        (
            "re_entry_cumulative",
            {"at_days": 91},
            "denominator",
            "B 2018-06-01, A 2019-09-01",
            "still to be seen on that day",
        ),
        (
            "time_at_home_before_re_entry",
            "total",
            "numerator",
            "A 2018-03-01, B 2018-06-01",
            "those whose days were measured",
        ),
        ("looked_after", {"year": "2019"}, "numerator", "A 2019-03-31", "the 31 March"),
        (
            "started",
            {"legal_status": "section_20"},
            "numerator",
            "C 2018-05-01",
            "the start of care",
        ),
        (
            "placed_with_parents_ended_in_care",
            {"beside": "discharged_home"},
            "numerator",
            "A 2019-09-01",
            "the end of the placement with parents",
        ),
        (
            "first_review_on_time",
            {"year": "2020"},
            "denominator",
            "B 2019-06-28",
            "the last day in time of a review",
        ),
    ),
)


@pytest.mark.parametrize("engine", ["polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize("example", LISTS.rows, ids=lambda row: f"{row[0]}: {row[-1]}")
def test_the_events_behind_a_number(example, engine):
    measure, row, part, expected, _ = example
    listed = behind(_journeys(engine), measure, _row_at(row), part=part)
    assert ", ".join(f"{event.child_id} {date_of(event.on_day)}" for event in listed) == expected


def test_what_is_told_of_an_event():
    first, _ = behind(_journeys(), "re_entry_within_12_months")
    told = (first.year, first.age, first.legal_status, first.need, first.days_to_re_entry, first.is_in_numerator)
    assert told == (2018, 7, "full_care_order", "N1", 61, True)


def test_of_those_asked_about_it_is_told_who_is_counted():
    listed = behind(_journeys(), "returns_home", part="denominator")
    assert [(event.child_id, event.is_in_numerator) for event in listed] == [
        ("A", True),
        ("B", True),
        ("C", False),
        ("A", True),
    ]


def test_behind_the_numbers_of_a_filtered_page_are_the_children_it_is_about():
    girls = narrow(_journeys(), {"sex": "female", "year": "2019"})
    assert [event.child_id for event in behind(girls, "returns_home", part="denominator")] == ["B"]


def _row_at(row):
    """Read where a row stands: its group, or the other way of counting, month or day that it is of."""
    if row == "total":
        return RowAt()
    return RowAt(**row) if row.keys() <= {"beside", "period", "at_days"} else RowAt(row)


def _journeys(engine="polars"):
    return journeys_of(
        {name: history for name, history, _ in CHILDREN.rows},
        AS_OF,
        children=[Child(name, sex="male" if name == "C" else "female") for name, *_ in CHILDREN.rows],
        years=YEARS,
        engine=engine,
        further=Further(reviews=[]),
    )
