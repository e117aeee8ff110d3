"""The flow of a year: which counts stand side by side, what hides one, and what may be worked out from two."""

from dataclasses import replace
from datetime import date

import pytest

from homeward.measures import calculate
from homeward.measures.flow import NEEDED, flow
from tests.build_rows import journeys_of
from tests.spec.reports.hand_made_pack import figure, withheld
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

CHILDREN = Table(
    title="The flow of a year",
    says="As on 31 March 2020; the data begin on 1 April 2017. Girls, born on 1 June 2010.",
    columns=("Child", "Episodes", "Why"),
    rows=(
        ("A", "S 2018-05-01 to 2018-09-01 E4A; S 2018-12-01 to open", "home in 2019, back within the year: two starts"),
        ("B", "S 2017-05-01 to 2018-06-01 E4B", "home in 2019 and not back; came into care the year before"),
        ("C", "S 2018-05-01 to 2018-08-01 E11", "adopted in 2019"),
        ("D", "S 2018-05-01 to 2019-06-01 E4A", "into care in 2019, home in 2020: a whole year has not gone by since"),
        (
            "E",
            "S 2018-06-01 to 2018-07-01 X1; P/P1 2018-07-01 to 2018-08-01 X1; P 2018-08-01 to open",
            "with parents and away again: a return home by the wider definition only",
        ),
    ),
)

FIGURES = Table(
    title="The flow of a year: the figures",
    says="By England's definition, by the wider one, and of all years.",
    columns=("Step", "2019", "2019, wider", "2020", "All years"),
    rows=(
        ("Came into care", 5, 5, 0, 6),
        ("Left care", 3, 3, 1, 4),
        ("Went home to a parent or another person with parental responsibility", 2, 2, 1, 3),
        ("Were adopted", 1, 1, 0, 1),
        ("Returns home", 2, 3, 1, 3),
        ("Followed for 12 months", 2, 3, 0, 2),
        ("Back in care within 12 months", 1, 2, 0, 1),
        ("Not back within 12 months", 1, 1, 0, 1),
        ("Not followed for 12 months yet", 0, 0, 1, 1),
    ),
)


def results(definition="dfe"):
    histories = {name: history for name, history, _ in CHILDREN.rows}
    return calculate(journeys_of(histories, AS_OF, years=YEARS, definition=definition), NEEDED)


@pytest.mark.parametrize(
    ("column", "year", "definition"), [(1, "2019", "dfe"), (2, "2019", "bristol"), (3, "2020", "dfe"), (4, None, "dfe")]
)
def test_the_flow_of_a_year(column, year, definition):
    found = flow(results(definition), year)
    steps = (found.came, found.left, *found.ways, found.went_home, found.followed)
    numbers = {step.label: step.number for step in (*steps, found.back, found.not_back, found.not_known)}
    numbers["Returns home"] = found.went_home.number
    assert {row[0]: numbers[row[0]] for row in FIGURES.rows} == {row[0]: row[column] for row in FIGURES.rows}
    assert sum(way.number for way in found.ways) == found.left.number


def test_the_flow_in_a_sentence():
    assert flow(results(), "2019").sentence == (
        "In the year to 31 March 2019 there were 5 starts and 3 ends of care, 2 of them by going home; of 2 returns "
        "home followed for 12 months, 1 was followed by care again within that time."
    )
    assert flow(results(), "2020").sentence == (
        "In the year to 31 March 2020 there were 0 starts and 1 end of care, 1 of them by going home; none of the "
        "returns home could be followed for 12 months yet."
    )
    assert "; 3 returns home, placements with parents included; of 3" in flow(results("bristol"), "2019").sentence


def test_a_year_that_goes_on_says_so():
    journeys = journeys_of({"A": "S 2019-05-01 to open"}, date(2019, 12, 31), years=YEARS)
    assert not flow(calculate(journeys, NEEDED), "2020").is_over
    assert flow(calculate(journeys, NEEDED), "2020").sentence.startswith(
        "In the year to 31 March 2020, which is not ov"
    )


def with_rows(measure, *rows):
    """Put other rows in place of a measure's own."""
    return [replace(each, rows=rows) if each.id == measure else each for each in results()]


def test_a_hidden_count_hides_what_is_left_of_it():
    hidden = flow(with_rows("re_entry_within_12_months", withheld({"year": "2019"})), "2019")
    assert hidden.went_home.number == 2
    for step in (hidden.followed, hidden.back, hidden.not_back, hidden.not_known):
        assert (step.number, step.is_hidden) == (None, True)
    assert "of a hidden number of returns home followed for 12 months, a hidden number were" in hidden.sentence


def test_a_hidden_whole_is_not_worked_out_from_its_parts():
    hidden = flow(with_rows("returns_home", withheld({"year": "2019"})), "2019")
    assert (hidden.went_home.is_hidden, hidden.not_known.is_hidden) == (True, True)
    assert (hidden.followed.number, hidden.back.number) == (2, 1)


def test_a_year_without_figures_has_no_numbers_and_hides_none():
    found = flow(with_rows("re_entry_within_12_months", figure({}, 1, 2)), "2019")
    assert [(step.number, step.is_hidden) for step in (found.back, found.not_known)] == [(None, False)] * 2
    assert "of an unknown number of returns home" in found.sentence


def test_a_measure_that_is_missing_is_named():
    with pytest.raises(LookupError, match="needs the measure exits"):
        flow([each for each in results() if each.id != "exits"])
