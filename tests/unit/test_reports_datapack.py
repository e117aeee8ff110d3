"""The pack is worked out once, for a day that the data cover, and says the same whatever engine counted."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from homeward.evidence.authorities import authority
from homeward.invented import invent
from homeward.measures.groups import GROUPINGS
from homeward.measures.shelf import every_definition
from homeward.reports.datapack import OutsideDataError, prepare, with_results
from homeward.reports.results_json import to_json
from homeward.reports.sections import section_of
from homeward.reports.told_findings import group_findings
from homeward.sources import ssda903
from homeward.sources.day import day_of
from homeward.sources.findings import Finding
from homeward.sources.ssda903.rules import RULES

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


@pytest.fixture(scope="module")
def rows():
    """Two returns: one child home in May 2020, one still in care."""
    ended = "A1,01/05/2019,S,C2,N1,U1,PR1,{},{},,,,\n"
    stays = "B2,01/06/2019,S,C2,N1,U1,PR1,{},{},,,,\n"
    children = HEADER + "A1,1,01/02/2010,WBRI,A,0,\nB2,2,01/02/2012,WBRI,A,0,\n"
    left = "C3,01/05/2019,S,C2,N1,U1,PR1,01/06/2019,E13,,,,\n"
    files = {
        "2020/header.csv": children + "C3,2,01/02/2012,WBRI,A,0,\n",
        "2020/episodes.csv": EPISODES + ended.format("", "") + stays.format("", "") + left,
        "2021/header.csv": children,
        "2021/episodes.csv": EPISODES + ended.format("01/05/2020", "E4A") + stays.format("", ""),
    }
    return ssda903.stitch(ssda903.read_files({name: text.encode() for name, text in files.items()}))


def total(pack, measure):
    result = next(result for result in pack.results if result.id == measure)
    row = next(row for row in result.rows if not row.group)
    return row.numerator, row.denominator


def test_the_day_is_the_last_returns_unless_another_is_asked(rows):
    pack = prepare(rows, audience="internal")
    assert pack.as_of == date(2021, 3, 31)
    assert total(pack, "returns_home") == (1, 2)
    earlier = prepare(rows, audience="internal", as_of_day=day_of(date(2020, 3, 31)))
    assert total(earlier, "returns_home") == (0, 1)


def test_a_shareable_pack_holds_no_small_number(rows):
    pack = prepare(rows)
    assert pack.hidden_count
    assert total(pack, "returns_home") == (None, None)


@pytest.mark.parametrize("day", [date(2019, 3, 31), date(2021, 4, 1)])
def test_a_day_outside_the_data_is_refused(rows, day):
    with pytest.raises(OutsideDataError, match="2019-04-01 to 2021-03-31"):
        prepare(rows, as_of_day=day_of(day))


def test_the_wider_definition_counts_a_placement_with_parents_as_a_return_home():
    """One child leaves for home; another is placed with parents and stays in care."""
    away = "A1,01/05/2020,S,C2,N1,U1,PR1,01/08/2020,E4A,,,,\n"
    placed = "B2,01/05/2020,S,C2,N1,U1,PR1,01/08/2020,X1,,,,\nB2,01/08/2020,P,C2,N1,P1,PR0,,,,,,\n"
    files = {
        "header.csv": HEADER + "A1,1,01/02/2010,WBRI,A,0,\nB2,2,01/02/2012,WBRI,A,0,\n",
        "episodes.csv": EPISODES + away + placed,
    }
    rows = ssda903.stitch(ssda903.read_files({name: text.encode() for name, text in files.items()}))
    packs = [prepare(rows, audience="internal", definition=definition) for definition in ("dfe", "bristol")]
    assert [total(pack, "returns_home") for pack in packs] == [(1, 1), (2, 2)]
    assert json.loads(to_json(packs[1]))["definition"] == "bristol"
    assert "placed with parents while in care" in packs[1].definition_in_words
    assert packs[0].comparisons
    assert not packs[1].comparisons


def test_the_reader_meets_the_measures_chapter_by_chapter(rows):
    results = prepare(rows).results
    assert [result.id for result in results][:4] == [
        "returns_home",
        "returns_home_unplanned",
        "time_in_care_before_return",
        "re_entry_within_12_months",
    ]
    assert sorted(result.id for result in results) == [each.id for each in every_definition()]


def test_figures_of_some_children_stand_beside_nothing_that_is_of_all(rows):
    pack = prepare(rows, audience="internal", authority=authority("301"))
    assert pack.comparisons
    assert pack.beside_others
    some = with_results(pack, pack.results, is_of_all=False)
    assert (some.comparisons, some.beside_others) == ({}, None)
    assert (some.flow, some.early_warning) == (pack.flow, pack.early_warning)


def test_what_is_read_from_the_figures_of_a_shareable_pack_shows_nothing_hidden(rows):
    pack = prepare(rows, authority=authority("301"))
    assert pack.flow.went_home.is_hidden
    assert all(month.is_hidden or month.denominator == 0 for month in pack.early_warning.periods)
    assert pack.beside_others.counted is None or pack.beside_others.counted.numerator is None


def test_a_year_that_has_not_ended_is_drawn_hollow(rows):
    pack = prepare(rows, audience="internal", as_of_day=day_of(date(2020, 12, 31)))
    labels = [row[0] for _, table in section_of(pack, pack.results[0]).charts for row in table.rows]
    assert labels == ["2020", "2021 (not yet complete)"]


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["internal", "shareable"])
def test_every_measure_and_group_of_a_full_council_follows_the_schema(audience):
    files = invent(in_care=60, years=3, last_year=2024, seed=4, dirt=0.02)
    pack = prepare(ssda903.stitch(ssda903.read_files(files)), audience=audience)
    content = json.loads(to_json(pack))
    schema = json.loads(Path("docs/reference/results.schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(content)] == []
    assert {each["kind"] for each in content["measures"].values()} == {"count", "share", "quantile", "curve", "series"}
    given = {key for each in content["measures"].values() for row in each["rows"] for key in row["group"]}
    assert given == set(GROUPINGS)
    assert {each["beside"] for each in content["true_for_us"]} == {"research", "england"}


@pytest.mark.slow
def test_both_engines_write_the_same_bytes_on_the_sample_and_follow_the_schema(sample):
    rows = ssda903.stitch(ssda903.read(sample))
    written = {to_json(prepare(rows, engine=engine, audience="internal")) for engine in ("polars", "duckdb")}
    assert len(written) == 1
    schema = json.loads(Path("docs/reference/results.schema.json").read_text(encoding="utf-8"))
    for content in (json.loads(written.pop()), json.loads(to_json(prepare(rows)))):
        assert [error.message for error in Draft202012Validator(schema).iter_errors(content)] == []
        for fate in content["fates"].values():
            assert fate["read"] == fate["used"] + fate["repaired"] + fate["set_aside"]


def finding(line, sentence, value=None, severity="warning"):
    return Finding(severity, "date_odd", "e.csv", line, "DEC", value, sentence)


def test_findings_that_say_the_same_share_their_sentence():
    found = (finding(2, "Line 2 of e.csv has no date."), finding(3, "Line 3 of e.csv has no date."))
    (group,) = group_findings(found)
    assert (group.sentence, group.count) == ("Date odd: a row has no date.", 2)


@pytest.mark.parametrize(
    "found",
    [
        (finding(2, "Line 2 of e.csv holds Jo."), finding(3, "Line 3 of e.csv holds Al.")),
        (finding(2, "Line 2 of e.csv holds Jo.", value="Jo"),),
        (finding(None, "The file e.csv is empty."),),
    ],
)
def test_a_sentence_that_quotes_a_row_or_a_file_is_not_shared(found):
    assert [group.sentence for group in group_findings(found)] == ["Date odd."]


def test_a_rule_of_the_shelf_says_what_it_means_and_what_to_do():
    found = [Finding("error", "date_unreadable", "e.csv", 2, "DEC", "Jo", "Line 2 of e.csv has no date Jo.")]
    (group,) = group_findings(tuple(found))
    assert group.sentence == (
        "Date unreadable: a row has no date that can be read in DEC: the row was set aside; write it as dd/mm/yyyy."
    )
    assert not group.is_shared


def test_findings_that_differ_by_their_column_only_are_told_by_their_places():
    found = tuple(
        Finding("error", "date_unreadable", "e.csv", line, column, "Jo", f"Line {line} of e.csv {says}")
        for line, column in ((2, "DEC"), (3, "DECOM"))
        for says in [RULES["date_unreadable"].says(column)]
    )
    (group,) = group_findings(found)
    assert "can be read in DEC or DECOM" in group.sentence
    assert [group.tell(finding) for finding in found] == ["e.csv, line 2, column DEC", "e.csv, line 3, column DECOM"]


def test_errors_come_first_then_what_is_most_frequent():
    found = (finding(1, "a", severity="note"), finding(1, "a"), finding(2, "b", severity="error"))
    assert [group.severity for group in group_findings(found)] == ["error", "warning", "note"]
