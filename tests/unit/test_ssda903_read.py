"""A return is read whatever its files are called and however its dates are written."""

import io
import zipfile
from pathlib import Path

import pytest

from homeward.sources.day import date_of
from homeward.sources.ssda903 import Reading, read, read_files

HEADER = b"CHILD,SEX,DOB,ETHNIC\n1,2,01/06/2010,WBRI\n"
EPISODES = b"CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,10/05/2020,S,C2,N1,U6,03/06/2020,E4A\n"


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def one_episode(content: bytes) -> dict[str, object]:
    (row,) = read_files({"episodes.csv": content}).episodes.native.to_dicts()
    return row


def test_tables_are_told_by_their_columns_in_any_order_and_case() -> None:
    shuffled = b"rec,DEC,Place,CIN,LS,RNE,DECOM,child,My Column\nE4A,03/06/2020,U6,N1,C2,S,10/05/2020,1,x\n"
    reading = read_files({"a.csv": shuffled, "b.csv": HEADER})
    assert reading.rows_read == {"Header": 1, "Episodes": 1}
    assert reading.episodes.native["reason_ceased"].to_list() == ["E4A"]
    assert rules(reading) == ["extra_columns"]


@pytest.mark.parametrize(
    "written",
    ["10/05/2020", "2020-05-10", "2020-05-10 00:00:00", "2020-05-10T00:00:00.000", "10/05/2020 00:00", " 10/5/2020 "],
)
def test_dates_are_read_however_a_spreadsheet_left_them(written: str) -> None:
    row = one_episode(EPISODES.replace(b"10/05/2020", written.encode()))
    assert str(date_of(int(str(row["decom_day"])))) == "2020-05-10"


@pytest.mark.parametrize(
    "written", ["31/02/2020", "10/05/20", "05/2020", "43961", "10-MAY-20", "01/01/1900", "zz/05/2020"]
)
def test_what_is_no_date_is_never_guessed(written: str) -> None:
    bad = EPISODES + f"2,{written},S,C2,N1,U6,,\n".encode()
    reading = read_files({"episodes.csv": bad})
    (finding,) = reading.findings
    assert (finding.severity, finding.rule, finding.line, finding.value) == ("error", "date_unreadable", 3, written)
    assert reading.rows_read["Episodes"] == 2
    assert reading.episodes.native.height == 1


def test_cells_are_trimmed_and_codes_capitals() -> None:
    row = one_episode(EPISODES.replace(b"1,10/05/2020,S,C2", b" 1 ,10/05/2020, s,c2 "))
    assert (row["child_id"], row["reason_new_episode"], row["legal_status"]) == ("1", "S", "C2")


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("1", "male"),
        ("M", "male"),
        ("2", "female"),
        ("f", "female"),
        ("2.0", "female"),
        ("U", "unknown"),
        ("", "unknown"),
    ],
)
def test_sex_is_the_same_word_in_every_year(written: str, sex: str) -> None:
    header = HEADER.replace(b"1,2,", f"1,{written},".encode())
    assert read_files({"h.csv": header, "e.csv": EPISODES}).header.native["sex"].to_list() == [sex]


@pytest.mark.parametrize("delimiter", [b";", b"\t", b"|"])
def test_other_delimiters_are_read_with_a_note(delimiter: bytes) -> None:
    reading = read_files({"episodes.csv": EPISODES.replace(b",", delimiter)})
    assert reading.episodes.native.height == 1
    assert rules(reading) == ["other_delimiter"]


def test_other_encodings_are_read() -> None:
    assert one_episode(b"\xef\xbb\xbf" + EPISODES)["child_id"] == "1"
    reading = read_files({"episodes.csv": EPISODES.replace(b"\n1,", b"\nRen\xe9e,")})
    assert reading.episodes.native["child_id"].to_list() == ["Renée"]
    assert rules(reading) == ["not_utf8"]


@pytest.mark.parametrize("ending", [b"\r\n", b"\r", b"\n\n"])
def test_any_line_ending_will_do(ending: bytes) -> None:
    assert read_files({"episodes.csv": EPISODES.replace(b"\n", ending)}).rows_read["Episodes"] == 1


def test_quoted_cells_and_the_lines_they_run_over() -> None:
    head, row = EPISODES.decode().splitlines()
    quoted = ",".join(f'"{cell}"' for cell in row.split(","))
    text = f'{head},NOTES\n{quoted},"a ""b"",\nc"\n2,bad,S,C2,N1,U6,,,\n'
    reading = read_files({"episodes.csv": text.encode()})
    assert reading.episodes.native["child_id"].to_list() == ["1"]
    assert [finding.line for finding in reading.findings if finding.rule == "date_unreadable"] == [4]


def test_blank_rows_of_a_spreadsheet_are_no_rows() -> None:
    assert read_files({"episodes.csv": EPISODES + b",,,,,,,\n\n"}).rows_read["Episodes"] == 1


def test_unknown_codes_are_kept_with_a_warning() -> None:
    reading = read_files({"episodes.csv": EPISODES.replace(b"U6", b"Q9").replace(b"N1", b"")})
    assert reading.episodes.native.select("need", "place").row(0) == ("", "Q9")
    assert [(finding.rule, finding.column) for finding in reading.findings] == [
        ("code_missing", "CIN"),
        ("code_unknown", "PLACE"),
    ]


def test_the_year_is_worked_out_and_a_name_that_disagrees_is_noted() -> None:
    reading = read_files({"2019-20/episodes.csv": EPISODES})
    assert reading.years == (2021,)
    assert rules(reading) == ["year_differs_from_name"]
    assert rules(read_files({"2020-21/episodes.csv": EPISODES}, year=2021)) == []
    assert rules(read_files({"x/episodes.csv": EPISODES}, year=2020)) == ["year_differs_from_expected"]


def test_a_tie_between_years_goes_to_the_later_and_open_episodes_count_last() -> None:
    row = b"2,10/05/2020,S,C2,N1,U6,01/04/2021,E4A\n"
    assert read_files({"episodes.csv": EPISODES + row}).years == (2022,)
    only_open = b"CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,10/05/2018,S,C2,N1,U6,,\n2,31/03/2020,S,C2,N1,U6,,\n"
    assert read_files({"episodes.csv": only_open}).years == (2020,)


def test_two_folders_of_one_year_are_both_kept_in_the_order_of_their_names() -> None:
    reading = read_files({"b/e.csv": EPISODES, "a/e.csv": EPISODES.replace(b"U6", b"K2")})
    assert reading.episodes.native.select("return_number", "place").rows() == [(1, "K2"), (2, "U6")]


def test_a_year_that_is_not_there_is_noted() -> None:
    later = EPISODES.replace(b"2020", b"2022")
    assert "year_not_there" in rules(read_files({"a/e.csv": EPISODES, "b/e.csv": later}))


def test_folder_zip_and_single_file_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "returns" / "first"
    folder.mkdir(parents=True)
    (folder / "episodes.csv").write_bytes(EPISODES)
    (folder / "README.txt").write_text("not a table")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("first/episodes.csv", EPISODES)
    (tmp_path / "returns.zip").write_bytes(packed.getvalue())
    readings = [read(tmp_path / "returns"), read(tmp_path / "returns.zip"), read(folder / "episodes.csv")]
    readings.append(read_files({"upload.zip": packed.getvalue()}))
    assert [reading.episodes.native["decom_day"].to_list() for reading in readings] == [[18392]] * 4
    assert readings[0].returns == {"first": 2021}
    assert not any(reading.findings for reading in readings)


def test_strangers_among_the_files_are_named() -> None:
    reading = read_files({"e.csv": EPISODES, "x.csv": b"a,b\n1,2\n"})
    assert [(finding.severity, finding.rule, finding.file) for finding in reading.findings] == [
        ("warning", "file_not_recognised", "x.csv")
    ]


def test_a_code_out_of_its_years_is_told_once_a_file_and_kept() -> None:
    row = EPISODES.splitlines(keepends=True)[1].replace(b"U6", b"K3")
    reading = read_files({"episodes.csv": EPISODES + row.replace(b"1,", b"2,") + row.replace(b"1,", b"3,")})
    (finding,) = reading.findings
    assert (finding.rule, finding.line, finding.column, finding.value) == ("code_not_valid_in_year", 3, "PLACE", "K3")
    assert "2 rows" in finding.sentence
    assert reading.episodes.native["place"].to_list() == ["U6", "K3", "K3"]


def test_an_extract_from_within_the_year_is_noted() -> None:
    """Forty episodes up to a day in November, and the same forty with one more in March."""
    head = EPISODES.decode().splitlines()[0]
    rows = [f"{child},{1 + child % 28:02}/{4 + child % 7:02}/2020,S,C2,N1,U6,," for child in range(40)]
    extract = "\n".join([head, *rows, "A,10/05/2020,S,C2,N1,U6,14/11/2020,E4A"])
    (finding,) = read_files({"episodes.csv": extract.encode()}).findings
    assert finding.rule == "part_year"
    assert "14 November 2020" in finding.sentence
    assert rules(read_files({"episodes.csv": f"{extract}\nB,10/03/2021,S,C2,N1,U6,,".encode()})) == []


def test_a_table_that_lacks_a_column_is_told_which() -> None:
    reading = read_files({"a.csv": EPISODES, "b.csv": EPISODES.replace(b",REC\n", b",RECC\n")})
    (finding,) = (finding for finding in reading.findings if finding.rule == "columns_missing")
    assert "REC" in finding.sentence
    assert finding.severity == "error"
