"""Published figures: what is answered, from which release, and what a hidden cell gives."""

import pytest

from homeward.evidence.authorities import authority, neighbours
from homeward.evidence.published import england, for_authority, share_of_total
from tests.spec.worked_example import Table

ENGLAND = Table(
    title="England's figures",
    says="The latest release that has the figure answers. Counts are rounded to the nearest 10.",
    columns=("Measure", "Year to 31 March", "Group", "Figure", "Release"),
    rows=(
        ("looked_after", 2025, None, 81770, "children_looked_after_2025"),
        ("looked_after", 2024, None, 83530, "children_looked_after_2025"),
        ("started", 2025, "age_band=10-15", 8660, "children_looked_after_2025"),
        ("started", 2025, "legal_status=section_20", 18240, "children_looked_after_2025"),
        ("exits", 2025, "exit_kind=return_home_planned", 5540, "children_looked_after_2025"),
        ("exits", 2025, "exit_kind=return_home_unplanned", 1070, "children_looked_after_2025"),
        ("exits", 2024, "time_in_care=under 2 weeks", 2520, "children_looked_after_2024"),
        ("exits", 2024, "periods_of_care=2", 2920, "children_looked_after_2024"),
        ("exits", 2019, "exit_kind=return_home_planned", 5770, "children_looked_after_2022"),
        ("exits", 2014, "exit_kind=return_home_plan_unknown", 10300, "children_looked_after_2010_to_2017"),
    ),
)

RETURNS = Table(
    title="Children who went home, out of all who left care",
    says=(
        "Worked out from printed counts of one release, in per cent: planned and unplanned returns to parents; "
        "the same with those who left to relatives without parental responsibility; unplanned out of the two kinds."
    ),
    columns=("Year to 31 March", "Release", "To parents", "To parents or relatives", "Unplanned, of returns"),
    rows=(
        (2015, "children_looked_after_2010_to_2017", 31.5, 34.1, 17.4),
        (2016, "children_looked_after_2010_to_2017", 29.9, 34.3, 18.4),
        (2017, "children_looked_after_2010_to_2017", 27.2, 31.9, 18.5),
        (2018, "children_looked_after_2022", 25.5, 30.6, 18.3),
        (2019, "children_looked_after_2022", 23.9, 29.6, 18.4),
        (2020, "children_looked_after_2022", 21.6, 28.6, 18.0),
        (2021, "children_looked_after_2025", 20.0, 26.1, 17.6),
        (2022, "children_looked_after_2025", 21.3, 27.8, 16.9),
        (2023, "children_looked_after_2025", 20.9, 27.2, 17.1),
        (2024, "children_looked_after_2025", 20.4, 26.2, 16.0),
        (2025, "children_looked_after_2025", 19.2, 24.4, 16.2),
    ),
)

AUTHORITIES = Table(
    title="An authority's figures",
    says="Cells of 1 to 5, and others that would give those away, are hidden: the answer is a symbol, never zero.",
    columns=("Authority", "Measure", "Year to 31 March", "Group", "Figure or symbol", "Meaning of the symbol"),
    rows=(
        ("E09000002", "exits", 2025, None, 212, None),
        ("301", "exits", 2025, "exit_kind=return_home_planned", 16, None),
        ("301", "exits", 2024, "exit_kind=return_home_unplanned", "c", "hidden so that nobody can be recognised"),
        ("301", "exits", 2025, "exit_kind=other", 0, None),
        ("301", "exits", 2025, "unaccompanied=no", 200, None),
        ("301", "three_or_more_placements", 2025, None, 14, None),
        ("201", "looked_after", 2025, None, "c", "hidden so that nobody can be recognised"),
        ("942", "looked_after", 2023, None, "z", "does not apply"),
        ("303", "returns_home_unplanned_share", 2025, None, "-", "hidden or missing; the source does not say which"),
    ),
)

NEIGHBOURS = Table(
    title="Statistical neighbours",
    says="The department's model of 2025, nearest first. To be near is not mutual.",
    columns=("Authority", "Rank", "Neighbour", "How close"),
    rows=(
        ("Barking and Dagenham", 1, "Enfield", "Close"),
        ("Barking and Dagenham", 10, "Greenwich", "Somewhat close"),
        ("Bexley", 1, "Havering", "Extremely close"),
        ("Bexley", 9, "Bournemouth, Christchurch and Poole", "Very close"),
    ),
)
CODES = {"Barking and Dagenham": "E09000002", "Bexley": "303"}


def _group(text):
    return dict([text.split("=")]) if text else {}


@pytest.mark.parametrize(("measure", "year", "group", "number", "release_id"), ENGLAND.rows)
def test_england(measure, year, group, number, release_id):
    figure = england(measure, year, **_group(group))
    assert (figure.number, figure.release_id, figure.rounded_to) == (number, release_id, 10)


@pytest.mark.parametrize(("year", "release_id", "to_parents", "to_family", "unplanned_share"), RETURNS.rows)
def test_shares_of_returns(year, release_id, to_parents, to_family, unplanned_share):
    kinds = ("return_home_planned", "return_home_unplanned", "left_to_family_without_pr")
    planned, unplanned, family = (england("exits", year, release=release_id, exit_kind=kind) for kind in kinds)
    home = share_of_total(planned) + share_of_total(unplanned)
    assert round(100 * home, 1) == to_parents
    assert round(100 * (home + share_of_total(family)), 1) == to_family
    assert round(100 * unplanned.number / (planned.number + unplanned.number), 1) == unplanned_share


@pytest.mark.parametrize(("code", "measure", "year", "group", "value", "meaning"), AUTHORITIES.rows)
def test_an_authority(code, measure, year, group, value, meaning):
    figure = for_authority(code, measure, year, **_group(group))
    assert figure.value == value
    assert figure.is_number == (meaning is None)
    assert meaning is None or figure.value.meaning == meaning


@pytest.mark.parametrize(("name", "rank", "neighbour", "closeness"), NEIGHBOURS.rows)
def test_neighbours(name, rank, neighbour, closeness):
    assert authority(CODES[name]).name == name
    found = neighbours(CODES[name])[rank - 1]
    assert (found.rank, found.authority.name, found.closeness) == (rank, neighbour, closeness)
