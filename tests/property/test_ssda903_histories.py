"""Whatever histories a council hands in, every row has one fate and the joined episodes of a child never overlap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.sources.findings import SourceUnreadableError
from homeward.sources.rows import CHILDREN, EPISODES, Rows
from homeward.sources.ssda903 import read_files, stitch

FIRST = date(2019, 3, 1)
# Few days, close together, so that episodes meet, overlap and repeat; and things that are no day.
days = st.integers(0, 12).map(lambda step: (FIRST + timedelta(days=61 * step)).strftime("%d/%m/%Y"))
cells = st.sampled_from(["", "31/02/2020", "soon", "2020-13-01", '"', "x" * 1200])
row = st.tuples(
    st.sampled_from(["A", "B", ""]),
    days | days | days | cells,
    st.sampled_from(["S", "P", "L", "?", ""]),
    st.sampled_from(["C2", "C2", "V2", "V3", "V4"]),
    st.just("N1"),
    st.sampled_from(["U6", "K2"]),
    days | st.just("") | days | cells,
    st.sampled_from(["X1", "X1", "E4A", "E99", ""]),
)
header = st.tuples(
    st.sampled_from(["A", "B", "C", ""]),
    st.sampled_from(["1", "F", ""]),
    days | cells,
    st.sampled_from(["WBRI", ""]),
)
returns = st.lists(st.tuples(st.lists(row, max_size=8), st.lists(header, max_size=4)), min_size=1, max_size=4)


def as_files(generated: list[tuple[list[tuple[str, ...]], list[tuple[str, ...]]]]) -> dict[str, bytes]:
    files = {}
    for number, (rows, headers) in enumerate(generated):
        lines = ["CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC", *(",".join(cells) for cells in rows)]
        files[f"{number}/episodes.csv"] = "\n".join(lines).encode()
        files[f"{number}/header.csv"] = "\n".join(["CHILD,SEX,DOB,ETHNIC", *map(",".join, headers)]).encode()
    return files


def attempt(files: dict[str, bytes]) -> Rows | str:
    """The joined rows, or the sentence with which the files were refused."""
    try:
        return stitch(read_files(files))
    except SourceUnreadableError as refused:
        return str(refused)


def is_row(cells: tuple[str, ...]) -> bool:
    return any(cell.strip('"') for cell in cells)


def check(rows: Rows) -> None:
    """What `journeys` relies on."""
    episodes = rows.episodes.native
    assert episodes.columns == list(EPISODES.names)
    assert rows.children.native.columns == list(CHILDREN.names)
    ordered = [(row["child_id"], row["decom_day"]) for row in episodes.iter_rows(named=True)]
    assert ordered == sorted(set(ordered))
    children = rows.children.native["child_id"].to_list()
    assert children == sorted(set(children))
    assert {child for child, _ in ordered} <= set(children)
    for first, second in pairwise(episodes.iter_rows(named=True)):
        if first["child_id"] == second["child_id"]:
            assert second["episode_number"] == first["episode_number"] + 1
            assert first["dec_day"] is not None
            assert first["dec_day"] <= second["decom_day"]
        else:
            assert second["episode_number"] == 1
    for episode in episodes.iter_rows(named=True):
        check_episode(episode, rows.years)


def check_episode(episode: dict[str, object], years: tuple[int, ...]) -> None:
    began, ended, reason = episode["decom_day"], episode["dec_day"], episode["reason_ceased"]
    assert isinstance(began, int)
    assert ended is None or (isinstance(ended, int) and began <= ended)
    assert (ended is None) == (reason is None and episode["end_imputed"] == 0)
    assert episode["end_imputed"] == (ended is not None and reason is None)
    assert episode["legal_status"] not in ("V3", "V4")
    assert {episode["first_seen_year"], episode["last_seen_year"]} <= set(years)
    # Only the last return can leave an episode open.
    assert ended is not None or episode["last_seen_year"] == years[-1]


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(returns)
def test_every_history_is_joined_and_every_row_has_its_fate(
    generated: list[tuple[list[tuple[str, ...]], list[tuple[str, ...]]]],
) -> None:
    rows = attempt(as_files(generated))
    if isinstance(rows, str):
        assert "\n" not in rows
        return
    # A row of blank cells is no row, and a stray quotation mark spoils only its own row.
    assert rows.fates["Episodes"].read == sum(is_row(cells) for rows_of, _ in generated for cells in rows_of)
    assert rows.fates["Header"].read == sum(is_row(cells) for _, headers in generated for cells in headers)
    set_aside_in_reading = {
        (finding.file, finding.line) for finding in rows.findings if finding.severity == "error" and finding.line
    }
    set_aside = sum(fate.set_aside for fate in rows.fates.values())
    assert len(set_aside_in_reading) <= set_aside
    check(rows)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(returns)
def test_joining_what_was_joined_changes_nothing(
    generated: list[tuple[list[tuple[str, ...]], list[tuple[str, ...]]]],
) -> None:
    """Reading the same returns twice over gives the same history."""
    files = as_files(generated)
    once = attempt(files)
    if isinstance(once, str):
        return
    again = stitch(read_files({**files, **{f"z{name}": content for name, content in files.items()}}))
    assert again.episodes.native.equals(once.episodes.native)
    assert again.children.native.equals(once.children.native)
