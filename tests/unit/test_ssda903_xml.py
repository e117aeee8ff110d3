"""The XML form of a return gives the same rows as its CSV files, whatever its nesting, and cannot harm the machine."""

import io
import zipfile
from pathlib import Path

import pytest

from homeward.sources.findings import SourceUnreadableError
from homeward.sources.rows import SCHEMAS, Rows
from homeward.sources.ssda903 import limits, read, read_files, stitch
from tests.spec.sources.whole_return import as_csv, as_xml, make_returns

EPISODE = "<DECOM>10/05/2020</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><DEC>03/06/2020</DEC><REC>E4A</REC>"
HEADER = "<CHILDID>{}</CHILDID><SEX>2</SEX><DOB>01/06/2010</DOB><ETHNIC>WBRI</ETHNIC>"


def read_xml(text: str | bytes) -> Rows:
    return stitch(read_files({"return.xml": text if isinstance(text, bytes) else text.encode()}))


def refusal(text: str | bytes) -> str:
    with pytest.raises(SourceUnreadableError) as raised:
        read_xml(text)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def tables_of(rows: Rows) -> dict[str, list[tuple[object, ...]]]:
    return {schema.name: getattr(rows, schema.name).native.rows() for schema in SCHEMAS}


def test_xml_gives_the_same_rows_as_csv() -> None:
    returns = make_returns(3, 30, (2025, 2026))
    csv = {f"{year}/{name}": content for year, tables in returns.items() for name, content in as_csv(tables).items()}
    xml = {f"{year}/return.xml": as_xml(tables) for year, tables in returns.items()}
    from_csv, from_xml = stitch(read_files(csv)), stitch(read_files(xml))
    assert tables_of(from_xml) == tables_of(from_csv)
    assert from_xml.fates == from_csv.fates
    assert from_xml.tables_read == from_csv.tables_read


def test_years_of_either_form_can_be_mixed(tmp_path: Path) -> None:
    returns = make_returns(3, 10, (2024, 2025, 2026))
    csv = {f"{year}/{name}": content for year, tables in returns.items() for name, content in as_csv(tables).items()}
    mixed = {name: content for name, content in csv.items() if not name.startswith("2025")}
    mixed["2025/return.xml"] = as_xml(returns[2025])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in mixed.items():
            archive.writestr(name, content)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(content)
    expected = tables_of(stitch(read_files(csv)))
    for reading in (read_files(mixed), read_files({"all.zip": packed.getvalue()}), read(tmp_path)):
        assert tables_of(stitch(reading)) == expected


def test_xml_files_side_by_side_are_a_return_each() -> None:
    returns = make_returns(3, 10, (2024, 2025, 2026))
    apart = {f"{year}/return.xml": as_xml(tables) for year, tables in returns.items()}
    together = {f"returns/{year}.xml": as_xml(tables) for year, tables in returns.items()}
    reading = read_files(together)
    assert reading.years == (2024, 2025, 2026)
    assert tables_of(stitch(reading)) == tables_of(stitch(read_files(apart)))


def test_csv_tables_beside_one_xml_belong_to_its_return() -> None:
    returns = make_returns(3, 4, (2025,))[2025]
    workers = as_csv(returns)["swepisodes.csv"]
    returns["SWEpisodes"] = []
    rows = stitch(read_files({"2025/return.xml": as_xml(returns), "2025/workers.csv": workers}))
    assert rows.social_worker_episodes.native.height == 4
    assert not rows.findings


@pytest.mark.parametrize(
    "text",
    [
        f"<R><CHILD><HEADER>{HEADER}</HEADER><EPISODE>{EPISODE}</EPISODE></CHILD></R>".format(1),
        f"<R><CHILD><EPISODE>{EPISODE}</EPISODE><HEADER>{HEADER}</HEADER></CHILD></R>".format(1),
        f"<R><CHILD><HEADER>{HEADER}<EPISODE>{EPISODE}</EPISODE></HEADER></CHILD></R>".format(1),
        f"<R><CHILD>{HEADER}<EPISODES><EPISODE>{EPISODE}</EPISODE></EPISODES></CHILD></R>".format(1),
        f"<R><A><B><CHILD>{HEADER}<EPISODE>{EPISODE}</EPISODE></CHILD></B></A></R>".format(1),
        f'<x:r xmlns:x="urn:a"><x:child>{HEADER}<x:episode>{EPISODE}</x:episode></x:child></x:r>'.format(1),
        f"<CHILD>{HEADER}<EPISODE><CHILDID>1</CHILDID>{EPISODE}</EPISODE></CHILD>".format(1),
        f"<R><CHILD><HEADER>{HEADER}</HEADER><EPISODE>{EPISODE}</EPISODE></CHILD></R>".format(1).replace(
            "PL>", "PLACE>"
        ),
    ],
)
def test_the_nesting_may_be_any(text: str) -> None:
    rows = read_xml(text)
    assert rows.children.native.rows() == [("1", "female", 14761, "WBRI")]
    assert rows.episodes.native.select("child_id", "decom_day", "place").rows() == [("1", 18392, "U6")]
    assert not rows.findings


def test_an_episode_belongs_to_the_nearest_child_and_never_to_a_neighbour() -> None:
    child = f"<CHILD><EPISODE>{EPISODE}</EPISODE><HEADER>{HEADER}</HEADER></CHILD>"
    stray = f"<EPISODE>{EPISODE}</EPISODE>"
    rows = read_xml(f"<R>{child.format(1)}{stray}{child.format(2)}{stray}</R>")
    assert rows.episodes.native["child_id"].to_list() == ["1", "2"]
    assert [finding.rule for finding in rows.findings] == ["child_missing", "child_missing"]
    assert rows.fates["Episodes"].set_aside == 2


def test_items_told_again_are_another_row() -> None:
    reviews = "<REVIEW>01/07/2020</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE>"
    again = reviews.replace("01/07", "02/07")
    rows = read_xml(f"<CHILD>{HEADER}<EPISODE>{EPISODE}</EPISODE><REVIEWS>{reviews}{again}</REVIEWS></CHILD>".format(1))
    assert rows.reviews.native.height == 2


def test_what_the_return_does_not_know_is_noted() -> None:
    rows = read_xml(f"<CHILD>{HEADER}<SHOESIZE>4</SHOESIZE><EMPTY/><EPISODE>{EPISODE}</EPISODE></CHILD>".format(1))
    assert [finding.rule for finding in rows.findings] == ["extra_columns"]


def test_lines_are_told() -> None:
    text = f"<R>\n<CHILD>\n<HEADER>{HEADER}</HEADER>\n<EPISODE>{EPISODE}</EPISODE>\n".format(1)
    bad = EPISODE.replace("10/05/2020", "31/02/2020")
    (finding,) = read_xml(f"{text}<EPISODE>{bad}</EPISODE>\n</CHILD>\n</R>").findings
    assert (finding.rule, finding.line, finding.value) == ("date_unreadable", 5, "31/02/2020")


def test_other_encodings() -> None:
    text = f"<CHILD>{HEADER}<EPISODE>{EPISODE}</EPISODE></CHILD>".format("Ren\u00e9e")
    assert read_xml(text.encode("utf-16")).children.native["child_id"].to_list() == ["Ren\u00e9e"]
    assert read_xml(b"\xef\xbb\xbf" + text.encode()).children.native["child_id"].to_list() == ["Ren\u00e9e"]
    declared = b'<?xml version="1.0" encoding="iso-8859-1"?>' + text.encode("latin-1")
    assert read_xml(declared).children.native["child_id"].to_list() == ["Ren\u00e9e"]
    rows = read_xml(text.encode("cp1252"))
    assert rows.children.native["child_id"].to_list() == ["Ren\u00e9e"]
    assert [finding.rule for finding in rows.findings] == ["not_utf8"]


GOOD = f"<CHILD>{HEADER}<EPISODE>{EPISODE}</EPISODE></CHILD>".format(1)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declaration",
    [
        f'<!DOCTYPE R [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE R [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE R SYSTEM "http://localhost/return.dtd">',
        '<!DOCTYPE R [<!ENTITY % more SYSTEM "file:///etc/passwd"> %more;]>',
        "<!DOCTYPE R>",
    ],
)
def test_document_types_and_entities_are_refused(declaration: str) -> None:
    text = f"{declaration}<R>{GOOD.replace('N1', '&l11;&file;')}</R>"
    assert "declares" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        GOOD[:-20],
        GOOD + GOOD,
        GOOD.replace("</EPISODE>", ""),
        GOOD.replace("N1", "&unknown;"),
        "<?xml version='1.0' encoding='nonsense'?>" + GOOD,
        "",
        "no xml at all",
        "<R>\0</R>",
        GOOD.replace("<SEX>", "<SEX a='1' a='2'>"),
    ],
)
def test_damaged_xml_is_refused_whole(text: str) -> None:
    assert "not well-formed" in refusal(text)


def test_damaged_xml_beside_a_good_file_is_a_finding() -> None:
    reading = read_files({"2021/return.xml": GOOD.encode(), "2022/return.xml": GOOD[:-9].encode()})
    assert [(finding.rule, finding.file) for finding in reading.findings] == [("xml_damaged", "2022/return.xml")]


def test_xml_that_is_nested_too_deep_is_refused() -> None:
    assert "nested deeper" in refusal("<A>" * 100_000)


def test_xml_without_any_child_does_not_fill_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeward.sources.ssda903.xml_return.XML_WITHOUT_CHILD", 10)
    assert "without any child" in refusal(f"<R>{f'<EPISODE>{EPISODE}</EPISODE>' * 11}<CHILDID>1</CHILDID></R>")


def test_xml_without_a_table() -> None:
    assert "without a row" in refusal("<R><A>1</A></R>")


def test_a_cell_of_ten_megabytes_costs_only_its_own_row() -> None:
    long = f"<EPISODE>{EPISODE.replace('N1', 'x' * 10_000_000)}</EPISODE>"
    rows = read_xml(GOOD.replace("</CHILD>", f"{long}</CHILD>"))
    (finding,) = rows.findings
    assert (finding.rule, len(finding.value or "")) == ("cell_too_long", 40)
    fate = rows.fates["Episodes"]
    assert (fate.read, fate.used, fate.set_aside) == (2, 1, 1)


def test_rows_are_packed_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.ROWS_AT_A_TIME > 1
    monkeypatch.setattr("homeward.sources.ssda903.xml_return.ROWS_AT_A_TIME", 2)
    tables = make_returns(3, 9, (2025,))[2025]
    assert tables_of(read_xml(as_xml(tables))) == tables_of(stitch(read_files(as_csv(tables))))
