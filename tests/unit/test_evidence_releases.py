"""Published releases are read as printed, hang together, and a file that says it badly is refused."""

import json
from pathlib import Path

import pytest

from homeward.evidence.authorities import UnknownAuthorityError, authorities, authority, neighbours
from homeward.evidence.published import (
    ENGLAND,
    NotPublishedError,
    england,
    every_authority,
    for_authority,
    over_the_years,
    published_tables,
    share_of_total,
)
from homeward.evidence.release import NotANumberError, Symbol
from homeward.evidence.releases import read_release, release, releases

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "reference" / "results.schema.json"
YEARS = range(2021, 2026)
WHOLE = ("children_looked_after_2025", "children_looked_after_2024")
PARTS = [
    (each.id, table)
    for each in releases()
    if each.id in WHOLE
    for table in each.tables
    if len(table.keys) == 1 and "authority" not in table.keys
]

GOOD = {
    "about": "An example.",
    "title": "An example",
    "publisher": "Nobody",
    "published": "2025-11",
    "covers_from": "2024-04-01",
    "covers_to": "2025-03-31",
    "licence": "Open Government Licence v3.0",
    "reference": "https://example.org/release",
    "checked_on": "2026-11-20",
    "seen": "All of it.",
    "rounding": "None.",
    "counting": "Each child once.",
    "caution": "Invented.",
    "tables": [
        {
            "measure": "exits",
            "title": "Exits",
            "unit": "children",
            "rounded_to": 10,
            "counting": "last_exit_of_a_child_in_the_year",
            "comparable": {"measure": "exits", "agreement": "roughly", "reason": "Last exits only."},
            "keys": ["sex"],
            "years": [2024, 2025],
            "rows": [["female", 10, "c"], ["male", 20, 30]],
        }
    ],
}


def _text(**changes):
    return json.dumps(GOOD | changes)


def _table(**changes):
    return _text(tables=[GOOD["tables"][0] | changes])


@pytest.mark.parametrize(("release_id", "table"), PARTS, ids=[f"{i}: {t.title}" for i, t in PARTS])
def test_the_parts_of_a_national_table_add_up_to_its_total(release_id, table):
    for at, year in enumerate(table.years):
        cells = [row.cells[at] for row in table.rows]
        hidden = sum(cell is Symbol.SUPPRESSED for cell in cells)
        shown = sum(cell for cell in cells if not isinstance(cell, Symbol))
        total = england(table.measure, year, release=release_id).number
        # Every cell may be off by half of the rounding; a hidden one is at most 5 there.
        assert shown - 5 * (len(cells) + 1) <= total <= shown + 5 * (len(cells) + 1 + hidden)


def test_there_are_national_tables_to_add_up():
    assert len(PARTS) >= 25


@pytest.mark.parametrize(
    ("measure", "year"), [(m, y) for m in ("looked_after", "started", "exits") for y in (2024, 2025)]
)
def test_the_authorities_add_up_to_england(measure, year):
    shown = sum(each.number for each in every_authority(measure, year) if each.is_number)
    # England is rounded to 10; City of London's hidden cell is at most 5.
    assert abs(shown - england(measure, year).number) <= 10


def test_the_authorities_exits_of_2025_are_34450():
    assert sum(each.number for each in every_authority("exits", 2025) if each.is_number) == 34450


KINDS = [row.names[1] for t in release(WHOLE[0]).tables if t.keys == ("authority", "exit_kind") for row in t.rows]


@pytest.mark.parametrize("kind", sorted(set(KINDS)))
@pytest.mark.parametrize("year", [2024, 2025])
def test_what_authorities_show_is_never_more_than_england_and_what_is_missing_is_hidden(kind, year):
    cells = every_authority("exits", year, exit_kind=kind)
    shown = sum(each.number for each in cells if each.is_number)
    hidden = sum(each.value is Symbol.SUPPRESSED for each in cells)
    total = england("exits", year, exit_kind=kind).number
    assert shown - 5 <= total
    assert hidden or total - shown <= 5
    # An exit of this kind cannot be more than all of the authority's exits.
    for each in cells:
        whole = for_authority(each.area, "exits", year)
        assert not (each.is_number and whole.is_number) or each.number <= whole.number


def test_shares_of_the_interactive_tool_are_the_counts_of_the_release():
    compared = 0
    for year in YEARS:
        for share in every_authority("returns_home_planned_share", year):
            count = for_authority(share.area, "exits", year, exit_kind="return_home_planned")
            if share.is_number and count.is_number:
                compared += 1
                assert share.number == pytest.approx(100 * share_of_total(count), abs=0.51)
    assert compared > 650


def test_other_years_and_kinds_are_held_as_printed_in_the_fact_sheet():
    assert [england("looked_after", year).number for year in (1994, 2016, 2020)] == [47590, 70400, 80000]
    assert england("mean_days_in_care_at_exit", 2024).number == 864
    assert [england("three_or_more_placements", year).number for year in YEARS] == [9, 10, 11, 11, 10]
    assert england("exits", 2025, unaccompanied="yes").number == 7850
    assert for_authority("E10000016", "exits", 2025, exit_kind="other_authority").number == 2343  # Kent


def test_the_two_smallest_authorities_stay_hidden_and_are_not_zero():
    city = for_authority("201", "looked_after", 2025)
    assert city.value is Symbol.SUPPRESSED
    with pytest.raises(NotANumberError, match="2025 has no number: hidden"):
        _ = city.number
    with pytest.raises(TypeError):
        _ = city.value + 1
    scilly = for_authority("420", "exits", 2025)
    assert scilly.value is Symbol.NOT_APPLICABLE
    assert not scilly.is_number


def test_the_latest_release_answers_and_an_earlier_one_when_it_is_named():
    assert england("looked_after", 2024).number == 83530
    assert england("looked_after", 2024, release="children_looked_after_2024").number == 83630


def test_a_share_takes_its_total_from_its_own_release():
    figure = england("exits", 2024, release="children_looked_after_2024", exit_kind="return_home_planned")
    assert share_of_total(figure) == 5740 / 33620


def test_a_series_says_where_it_changes_release():
    series = over_the_years("exits", exit_kind="return_home_planned")
    assert [each.year for each in series] == list(range(2015, 2026))
    told = {each.year: (each.number, each.release_id) for each in series}
    assert told[2017] == (6930, "children_looked_after_2010_to_2017")
    assert told[2020] == (5270, "children_looked_after_2024")
    assert told[2024] == (5780, "children_looked_after_2025")
    hidden = over_the_years("returns_home_unplanned_share", area="E09000002")
    assert [each.value for each in hidden] == [
        3,
        *[Symbol.SUPPRESSED_OR_MISSING] * 4,
        4,
        Symbol.SUPPRESSED_OR_MISSING,
        3,
    ]


@pytest.mark.parametrize(
    ("measure", "year", "group"),
    [
        ("happiness", 2025, {}),
        ("exits", 1993, {}),
        ("exits", 2025, {"sex": "blue"}),
        ("exits", 2025, {"time_in_care": "1"}),
    ],
)
def test_what_is_not_published_is_refused_and_not_guessed(measure, year, group):
    with pytest.raises(NotPublishedError, match=f"No published figure “{measure}”"):
        england(measure, year, **group)


def test_a_release_that_is_not_held_is_refused():
    with pytest.raises(LookupError, match="no release “children_looked_after_1900”"):
        england("exits", 2025, release="children_looked_after_1900")


def test_there_are_153_authorities_each_with_ten_neighbours():
    assert len(authorities()) == 153
    assert len({each.code for each in authorities()} | {each.number for each in authorities()}) == 306
    for each in authorities():
        near = neighbours(each.code)
        assert [neighbour.rank for neighbour in near] == list(range(1, 11))
        assert len({neighbour.authority for neighbour in near} - {each}) == 10


def test_an_unknown_authority_is_refused_without_repeating_what_was_typed():
    with pytest.raises(UnknownAuthorityError, match="No local authority in England has that code") as refused:
        authority("E99secret")
    assert "secret" not in str(refused.value)


def test_what_releases_are_compared_with_are_our_measures():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    ours = set(schema["properties"]["measures"]["propertyNames"]["enum"])
    named = {table.comparable.measure for each in releases() for table in each.tables}
    assert named - {""} <= ours
    assert "last exit" in published_tables("exits")[0][1].comparable.reason


def test_every_release_is_checked_after_its_last_day_and_can_be_cited():
    for each in releases():
        assert each.covers_to < each.checked_on
        assert "Open Government Licence" in each.citation
        assert "never mix" in each.caution.lower() or "comparing authorities misleads" in each.caution


def test_every_figure_has_an_area_that_exists():
    known = {ENGLAND} | {each.code for each in authorities()}
    areas = {
        row.names[table.keys.index("authority")]
        for each in releases()
        for table in each.tables
        if "authority" in table.keys
        for row in table.rows
    }
    assert areas == known - {ENGLAND}


def test_a_good_file_becomes_a_release_named_after_it():
    read = read_release("example.json", _text())
    assert (read.id, read.tables[0].rows[0].cells) == ("example", (10, Symbol.SUPPRESSED))
    assert read.citation == "Nobody, An example, published 2025-11. Open Government Licence v3.0."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (_text(score=1), "missing or unknown: score"),
        (json.dumps({k: v for k, v in GOOD.items() if k != "reference"}), "missing or unknown: reference"),
        (json.dumps({k: v for k, v in GOOD.items() if k != "checked_on"}), "missing or unknown: checked_on"),
        (_text(reference="example.org"), "beginning with https://"),
        (_text(licence=" "), "licence is blank"),
        (_text(published="last week"), "a year or a month"),
        (_text(covers_from="2026-04-01"), "not in the order of time"),
        (_text(checked_on="2026-11-31"), "day is out of range"),
        (_text(checked_on=20261120), "checked_on is a int and should be a date"),
        (_table(mesure="exits"), "missing or unknown: mesure"),
        (_table(counting="as_we_like"), "is not a valid Counting"),
        (_table(rows=[["female", 10, "?"]]), "'\\?' is not a valid Symbol"),
        (_table(rows=[["female", 10, None]]), "neither number nor symbol"),
        (_table(rows=[["female", 10, True]]), "neither number nor symbol"),
        (_table(rows=[["female", 10]]), "does not fit its keys and years"),
        (_table(rows=[[7, 10, 20]]), "a name that is no word"),
        (_table(rows=[["female", 1, 2], ["female", 3, 4]]), "the same row twice"),
        (_table(rows=[7]), "here belongs a list"),
        (_table(rows=[]), "needs rows"),
        (_table(years=[2025, 2024]), "years in their order"),
        (_table(comparable={"agreement": "yes", "reason": "Same."}), "names the measure"),
        (_text(authorities=[["Nowhere", "E1", "301", "East"]]), "a code such as"),
        (_text(authorities=[["Nowhere", "E09000002"]]), "name, code, number and region"),
        (_text(neighbours=[["301", "302"]]), "pairs of a number"),
        ('{"title": "a", "title": "b"}', "a key is given twice"),
        ("[]", "here belongs a table"),
        ("{", "Expecting property name"),
    ],
)
def test_a_release_that_says_it_badly_is_refused_by_name(text, sentence):
    with pytest.raises(ValueError, match=f"national/example.json: .*{sentence}"):
        read_release("example.json", text)
