"""Whatever is handed in, the answer is one sentence that names the file: never a traceback, never half an import."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.sources.findings import Finding, SourceUnreadableError
from homeward.sources.ssda903 import limits, read, read_files, stitch

HEAD = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n"
ROW = "1,10/05/2020,S,C2,N1,U6,03/06/2020,E4A\n"
GOOD = (HEAD + ROW).encode()


def refusal(files: dict[str, bytes]) -> str:
    with pytest.raises(SourceUnreadableError) as raised:
        read_files(files)
    return str(raised.value)


def findings(*rows: str, head: str = HEAD) -> list[Finding]:
    """The findings of an Episodes file with a good row first; checks that every row has its fate."""
    rows_of = stitch(read_files({"episodes.csv": (head + ROW + "".join(f"{row}\n" for row in rows)).encode()}))
    assert rows_of.fates["Episodes"].used == 1
    return list(rows_of.findings)


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (HEAD.encode(), "no rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not text"),
        (b"PK\x03\x04" + b"\0" * 50, "workbook"),
        (GOOD + b"\0\0", "Line 3 of episodes.csv is not text"),
        (b"a,b,c\n1,2,3\n", "none of the return's tables"),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), "not text"),
        ((HEAD + "1,never,S,C2,N1,U6,,\n").encode(), "Line 2 of episodes.csv"),
        ((HEAD.replace("RNE", "DECOM", 1).replace("\n", ",RNE\n") + "x\n").encode(), "twice"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused_in_one_sentence(content: bytes, says: str) -> None:
    message = refusal({"episodes.csv": content})
    assert says in message
    assert "episodes.csv" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("row", "rule", "line"),
    [
        ("2,10/05/2020,S,C2,N1,U6", "row_ragged", 3),
        ("2,10/05/2020,S,C2,N1,U6,,,,", "row_ragged", 3),
        ('2,"10/05/2020,S,C2,N1,U6,,', "quote_not_closed", 3),
        (",10/05/2020,S,C2,N1,U6,,", "child_missing", 3),
        ("2,10/05/2020,S,C2,N1,U6,09/05/2020,E4A", "end_before_start", 3),
        ("2,10/05/2020,S,C2,N1,U6,not yet,", "date_unreadable", 3),
        ("2," + "9" * 2000 + ",S,C2,N1,U6,,", "cell_too_long", 3),
    ],
)
def test_a_bad_row_is_set_aside_and_named(row: str, rule: str, line: int) -> None:
    (finding,) = (finding for finding in findings(row) if finding.severity == "error")
    assert (finding.rule, finding.line) == (rule, line)
    assert finding.sentence.startswith("Line 3 of episodes.csv")
    assert finding.value is None or len(finding.value) <= 40


def test_a_quote_that_is_never_closed_costs_only_its_own_row() -> None:
    rows = ['2,"10/05/2020,S,C2,N1,U6,,', "3,bad,S,C2,N1,U6,,", "4,worse,S,C2,N1,U6,,", '5,"x,S,C2,N1,U6,,']
    found = [(finding.rule, finding.line) for finding in findings(*rows) if finding.severity == "error"]
    assert found == [("quote_not_closed", 3), ("quote_not_closed", 6), ("date_unreadable", 4), ("date_unreadable", 5)]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_ten_megabytes_costs_only_its_own_row(quote: str) -> None:
    long = f"2,10/05/2020,S,C2,N1,{quote}{'x' * 10_000_000}{quote},,"
    (finding,) = (finding for finding in findings(long) if finding.severity == "error")
    assert finding.rule == "cell_too_long"
    assert len(finding.value or "") == 40


def test_a_column_named_twice_spoils_only_its_own_file() -> None:
    twice = GOOD.replace(b"RNE", b"RNE,RNE").replace(b",S,", b",S,P,")
    reading = read_files({"a.csv": GOOD, "b.csv": twice})
    assert [(finding.rule, finding.file, finding.line) for finding in reading.findings] == [
        ("column_twice", "b.csv", 1)
    ]
    assert reading.rows_read["Episodes"] == 1


def test_a_cut_off_zip() -> None:
    whole = zipped({"episodes.csv": GOOD})
    assert "returns.zip is damaged" in refusal({"returns.zip": whole[: len(whole) // 2]})


def test_a_zip_whose_member_is_damaged() -> None:
    whole = bytearray(zipped({"episodes.csv": GOOD}))
    whole[45] ^= 0xFF
    assert "damaged" in refusal({"returns.zip": bytes(whole)})


@pytest.mark.parametrize(
    "path", ["../episodes.csv", "a/../../episodes.csv", "/tmp/episodes.csv", "..\\e.csv", "C:\\e.csv"]
)
def test_a_path_that_climbs_out_of_the_zip_is_refused_and_nothing_is_written(path: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "returns.zip").write_bytes(zipped({path: GOOD, "good/episodes.csv": GOOD}))
    reading = read(inside / "returns.zip")
    assert [finding.rule for finding in reading.findings] == ["zip_path"]
    assert reading.rows_read["Episodes"] == 1
    assert sorted(entry.name for entry in tmp_path.rglob("*")) == ["inside", "returns.zip"]


def test_a_zip_bomb_is_not_opened() -> None:
    assert "not opened" in refusal({"bomb.zip": zipped({"episodes.csv": GOOD + b"0" * 40_000_000})})


def test_a_zip_of_too_many_files_is_not_opened() -> None:
    assert "at most" in refusal({"many.zip": zipped({f"{number}.csv": b"" for number in range(limits.FILES + 1)})})


def test_a_zip_in_a_zip_is_not_opened() -> None:
    assert "another zip" in refusal({"outer.zip": zipped({"inner.zip": zipped({"episodes.csv": GOOD})})})


def test_a_zip_with_a_password_is_refused() -> None:
    locked = bytearray(zipped({"episodes.csv": GOOD}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal({"locked.zip": bytes(locked)})


def test_a_bad_zip_beside_a_good_file_is_a_finding() -> None:
    reading = read_files({"episodes.csv": GOOD, "bad.zip": b"PK\x03\x04 no"})
    assert [finding.rule for finding in reading.findings] == ["zip_damaged"]


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeward.sources.ssda903.folder.FILE_BYTES", 10)
    assert "episodes.csv was not read" in refusal({"episodes.csv": GOOD})


def test_all_files_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeward.sources.ssda903.folder.TOTAL_BYTES", len(GOOD) + 10)
    reading = read_files({"a.csv": GOOD, "b.csv": GOOD})
    assert [(finding.rule, finding.file) for finding in reading.findings] == [("file_too_large", "b.csv")]


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError, match="no file or folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(SourceUnreadableError, match="no CSV file"):
        read(tmp_path)
    with pytest.raises(SourceUnreadableError, match="no CSV file"):
        read_files({})


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "episodes.csv").write_bytes(GOOD)
    (inside / "folder").symlink_to(outside)
    (inside / "file.csv").symlink_to(outside / "episodes.csv")
    (inside / "own.csv").write_bytes(GOOD)
    reading = read(inside)
    assert reading.rows_read["Episodes"] == 1
    assert [finding.rule for finding in reading.findings] == ["link_not_followed", "link_not_followed"]


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(GOOD)
    (tmp_path / "b.csv").write_bytes(GOOD)
    whole: Callable[[Path], bytes] = Path.read_bytes

    def refuse_b(path: Path) -> bytes:
        if path.name == "b.csv":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    # Root may open everything, so the refusal is played.
    monkeypatch.setattr(Path, "read_bytes", refuse_b)
    reading = read(tmp_path)
    assert [(finding.rule, finding.file) for finding in reading.findings] == [("file_unreadable", "b.csv")]


def test_folders_are_searched_only_so_deep(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"abcdefgh")
    deep.mkdir(parents=True)
    (deep / "episodes.csv").write_bytes(GOOD)
    with pytest.raises(SourceUnreadableError, match="too deep"):
        read(tmp_path)


def test_a_workbook_is_told_to_be_saved_as_csv(tmp_path: Path) -> None:
    (tmp_path / "episodes.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(SourceUnreadableError, match="save each table as CSV"):
        read(tmp_path)


def test_a_name_of_broken_bytes_can_still_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.csv")).write_bytes(GOOD + b"2,x,S,C2,N1,U6,,\n")
    (finding,) = read(tmp_path).findings
    assert finding.file.encode("utf-8")
