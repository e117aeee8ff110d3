"""Every table of the return is read, joined across years by what makes its rows one fact, and fated row by row."""

import pytest

from homeward.sources.day import date_of
from homeward.sources.rows import SCHEMAS, Rows
from homeward.sources.ssda903 import read_files, stitch
from homeward.sources.ssda903.layout import LAYOUTS
from tests.spec.sources.whole_return import COLUMNS, as_csv, make_returns

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,10/05/2020,S,C2,N1,U6,,\n9,11/05/{before},S,C2,N1,U6,01/07/{before},E4A"
)
HEADER = "CHILD,SEX,DOB,ETHNIC\n1,{sex},01/06/2010,WBRI\n9,{sex},01/06/2010,WBRI"


def joined(table: str, *years: str) -> Rows:
    """The rows of returns from 2021 on, one for each text given, whose other table holds that text."""
    files = {}
    for year, text in enumerate(years, start=2021):
        files[f"{year}/episodes.csv"] = EPISODES.format(before=year - 1).encode()
        files[f"{year}/header.csv"] = HEADER.format(sex=2).encode()
        files[f"{year}/{table}.csv"] = text.encode()
    return stitch(read_files(files))


def fate(rows: Rows, table: str) -> tuple[int, int, int, int]:
    told = rows.fates[table]
    return told.read, told.used, told.repaired, told.set_aside


def rules(rows: Rows) -> list[str]:
    return [finding.rule for finding in rows.findings if finding.rule != "vanished"]


def test_a_whole_return_fills_every_table() -> None:
    returns = make_returns(1, 4, (2025, 2026))
    files = {f"{year}/{name}": content for year, tables in returns.items() for name, content in as_csv(tables).items()}
    files["care_plans.csv"] = b"CHILD,PLAN_FROM,PLAN\nC00001,01/07/2024,return home\nC00001,01/09/2024,Adoption\n"
    rows = stitch(read_files(files))
    assert rows.tables_read == {*COLUMNS, "CarePlans"}
    for schema in SCHEMAS:
        assert not getattr(rows, schema.name).native.is_empty(), schema.name
    assert rows.care_plans.native["plan"].to_list() == ["return_home", "adoption"]
    for table in LAYOUTS:
        assert fate(rows, table)[3] == 0, table
    assert {finding.severity for finding in rows.findings} <= {"warning"}
    assert {finding.rule for finding in rows.findings} <= {"stayed_as_adult", "outside_care"}


def test_a_table_that_was_not_given_differs_from_one_without_rows() -> None:
    rows = joined("reviews", "CHILD,DOB,REVIEW,REVIEW_CODE\n")
    assert "Reviews" in rows.tables_read
    assert "Missing" not in rows.tables_read
    assert rows.reviews.native.is_empty()
    assert rows.missing_episodes.native.is_empty()
    assert set(rows.fates) == {"Header", "Episodes", "Reviews"}


def test_a_review_that_stands_in_two_returns_is_one() -> None:
    text = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/06/2010,01/07/2020,PN1\n1,01/06/2010,03/07/2020,{}\n"
    rows = joined("reviews", text.format(""), text.format("PN4"))
    assert rows.reviews.native.select("participation", "first_seen_year", "last_seen_year").rows() == [
        ("PN1", 2021, 2022),
        ("PN4", 2021, 2022),
    ]
    # The blank code of the first return agrees with the code that the second tells.
    assert fate(rows, "Reviews") == (4, 4, 0, 0)


def test_a_row_that_a_later_return_tells_otherwise_is_set_aside() -> None:
    text = "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/06/2010,M,01/07/2020,{}\n"
    rows = joined("missing", text.format("03/07/2020"), text.format("04/07/2020"))
    assert [str(date_of(day)) for day in rows.missing_episodes.native["until_day"]] == ["2020-07-04"]
    assert fate(rows, "Missing") == (2, 1, 0, 1)
    assert rules(rows) == ["row_changed"]


def test_a_row_that_stands_twice_in_a_return_is_told() -> None:
    rows = joined("dolo", "CHILD,DOB,DOLO_START,DOLO_END\n1,,01/07/2020,02/07/2020\n1,,01/07/2020,03/07/2020\n")
    assert fate(rows, "DoLo") == (2, 1, 0, 1)
    assert "row_repeated" in rules(rows)


def test_what_a_year_tells_is_kept_for_each_year() -> None:
    text = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n7,01/06/2003,{},F2,B1\n"
    rows = joined("oc3", text.format("NO"), text.format("RHOM"))
    assert rows.care_leavers.native.select("in_touch", "return_year").rows() == [("NO", 2021), ("RHOM", 2022)]
    # A care leaver need not be in the Header; that is noted once.
    assert rules(rows) == ["rows_without_child"]


@pytest.mark.parametrize(
    ("written", "first_day", "precision"),
    [
        ("14/03/2015", "2015-03-14", "day"),
        ("2015-03-14 00:00:00", "2015-03-14", "day"),
        ("zz/03/2015", "2015-03-01", "month"),
        ("ZZ/ZZ/2015", "2015-01-01", "year"),
        ("zz/zz/zzzz", None, "unknown"),
        ("", None, "unknown"),
    ],
)
def test_a_date_of_which_part_is_unknown_keeps_what_is_known(
    written: str, first_day: str | None, precision: str
) -> None:
    rows = joined("perm", f"CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,,P2,301,{written}\n")
    (row,) = rows.previous_permanence.native.to_dicts()
    day = row["ordered_day"]
    assert (None if day is None else str(date_of(day)), row["ordered_precision"]) == (first_day, precision)
    assert fate(rows, "PrevPerm") == (1, 1, 0, 0)
    assert rules(rows) == []


@pytest.mark.parametrize("written", ["zz/13/2015", "14/zz/2015", "zz/zz/15", "zz", "31/02/2015", "zz/zz/1900"])
def test_what_is_no_date_of_an_order_is_left_out(written: str) -> None:
    rows = joined("perm", f"CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,,P2,301,{written}\n")
    assert fate(rows, "PrevPerm") == (1, 0, 1, 0)
    (finding,) = rows.findings
    assert (finding.rule, finding.column, finding.value) == ("cell_unreadable", "DATE_PERM", written)


def test_flags_and_scores_are_numbers_however_a_spreadsheet_left_them() -> None:
    head = "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK\n"
    rows = joined("oc2", head + "1,,40.0,,1.0,0\n9,,41,SDQ1,yes,\n")
    told = rows.outcomes.native.select("sdq_score", "convicted", "health_checked", "immunised").rows()
    assert told == [(40, 1, 0, None), (None, None, None, None)]
    assert fate(rows, "OC2") == (2, 1, 1, 0)
    assert [finding.column for finding in rows.findings] == ["SDQ_SCORE", "CONVICTED"]


def test_workers_are_told_apart_and_not_named() -> None:
    head = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
    text = "1,,SW55,01/05/2020,01/06/2020,FCONTA\n1,,SW22,01/06/2020,01/07/2020,MANAGE\n1,,sw55,01/07/2020,,LEFTRL\n"
    rows = joined("sw", head + text + "9,,SW99,01/05/2020,,FCONTA\n")
    numbers = rows.social_worker_episodes.native.select("child_id", "worker_number").rows()
    assert numbers == [("1", 2), ("1", 1), ("1", 2), ("9", 1)]


def test_placements_keep_provider_and_reason_and_nothing_that_points_to_a_place() -> None:
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    text = "1,10/05/2020,S,C2,N1,U6,pr1,01/06/2020,X1,CARPL,AB1 2CD,EF3 4GH,SC55\n1,01/06/2020,P,C2,N1,P1,,,,,,,\n"
    rows = stitch(read_files({"e.csv": (head + text).encode()}))
    assert rows.placements_detail.native.rows() == [("1", 1, "PR1", "CARPL")]
    everything = "".join(str(getattr(rows, schema.name).native.rows()) for schema in SCHEMAS)
    assert not [word for word in ("AB1", "EF3", "SC55") if word in everything]


BROKEN = [
    ("Reviews", "REVIEW", "date_unreadable"),
    ("PlacedAdoption", "DATE_PLACED", "date_unreadable"),
    ("PlacedAdoption", "DATE_PLACED_CEASED", "date_unreadable"),
    ("Missing", "MIS_START", "date_unreadable"),
    ("Missing", "MIS_END", "date_unreadable"),
    ("SWEpisodes", "SW_DECOM", "date_unreadable"),
    ("SWEpisodes", "SW_DEC", "date_unreadable"),
    ("DoLo", "DOLO_START", "date_unreadable"),
    ("DoLo", "DOLO_END", "date_unreadable"),
    ("UASC", "DUC", "cell_unreadable"),
    ("AD1", "DATE_INT", "cell_unreadable"),
    ("AD1", "DATE_MATCH", "cell_unreadable"),
    ("AD1", "FOSTER_CARE", "cell_unreadable"),
    ("OC2", "SDQ_SCORE", "cell_unreadable"),
    ("PrevPerm", "DATE_PERM", "cell_unreadable"),
    *((table, "CHILD", "child_missing") for table in COLUMNS if table not in ("Header", "Episodes")),
]


@pytest.mark.parametrize(("table", "column", "rule"), BROKEN)
def test_one_bad_cell_costs_one_row_or_one_cell(table: str, column: str, rule: str) -> None:
    returns = make_returns(5, 3, (2025,))[2025]
    returns[table][1][column] = "" if column == "CHILD" else "soon"
    rows = stitch(read_files(as_csv(returns)))
    (finding,) = (finding for finding in rows.findings if finding.rule == rule)
    assert (finding.line, finding.column) == (3, column)
    assert finding.sentence.startswith(f"Line 3 of {table.lower()}.csv ")
    assert fate(rows, table) == ((3, 2, 1, 0) if rule == "cell_unreadable" else (3, 2, 0, 1))


@pytest.mark.parametrize("table", [table for table, layout in LAYOUTS.items() if len(layout.span) > 1])
def test_what_ends_before_it_begins_is_set_aside(table: str) -> None:
    returns = make_returns(5, 3, (2025,))[2025]
    begins, ends = (field.column for field in LAYOUTS[table].span)
    returns[table][1] |= {begins: "10/05/2024", ends: "09/05/2024"}
    rows = stitch(read_files(as_csv(returns)))
    (finding,) = (finding for finding in rows.findings if finding.severity == "error")
    assert (finding.rule, finding.column) == ("end_before_start", ends)


@pytest.mark.parametrize("table", COLUMNS)
def test_each_table_is_told_by_its_columns_in_any_order_and_case(table: str) -> None:
    returns = make_returns(5, 2, (2025,))[2025]
    files = as_csv(returns)
    lines = [line.split(",")[::-1] for line in files.pop(f"{table.lower()}.csv").decode().splitlines()]
    lines[0] = [name.lower() for name in lines[0]]
    files["x.csv"] = "\n".join(",".join([*line, "more"]) for line in lines).encode()
    reading = read_files(files)
    assert reading.rows_read[table] == len(returns[table])
    assert [finding.rule for finding in reading.findings] == ["extra_columns"]


@pytest.mark.parametrize("table", [table for table, layout in LAYOUTS.items() if len(layout.required) > 2])
def test_a_table_that_lacks_a_column_is_told_which(table: str) -> None:
    lacking = LAYOUTS[table].required[-1]
    files = as_csv(make_returns(5, 2, (2025,))[2025])
    head = ",".join(LAYOUTS[table].required[:-1])
    reading = read_files({**files, "x.csv": f"{head}\n".encode()})
    (finding,) = (finding for finding in reading.findings if finding.file == "x.csv")
    assert (finding.severity, finding.rule) == ("error", "columns_missing")
    assert lacking in finding.sentence


def test_unknown_codes_of_every_table_are_kept_with_a_warning() -> None:
    returns = make_returns(5, 2, (2025,))[2025]
    returns["Reviews"][0]["REVIEW_CODE"] = "PN9"
    returns["PrevPerm"][0]["PREV_PERM"] = ""
    rows = stitch(read_files(as_csv(returns)))
    assert {finding.rule for finding in rows.findings} == {"code_unknown", "code_missing"}
    assert "PN9" in rows.reviews.native["participation"].to_list()
