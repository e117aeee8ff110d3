"""How yearly returns become one history: a small worked example for each rule."""

from datetime import date

import pytest

from homeward.sources.day import date_of
from homeward.sources.rows import Rows
from homeward.sources.ssda903 import read_files, stitch
from tests.spec.worked_example import Table

COLUMNS = ("return", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC", "fate or history")

# Rows of one child. A row with a return year is a row of that year's Episodes. A row without one is what the history
# then holds: in its REC column "imputed" stands for an end that was worked out.


def before(
    year: int, began: str, rne: str, ls: str, ended: str = "", rec: str = "", place: str = "U6"
) -> tuple[object, ...]:
    """A row as it stands in a return; dates are day/month/year."""
    return (year, began, rne, ls, place, ended, rec, "read")


def after(
    began: str, ended: str = "", rec: str = "", rne: str = "S", ls: str = "C2", place: str = "U6"
) -> tuple[object, ...]:
    """An episode of the history that comes out."""
    return ("", began, rne, ls, place, ended, rec, "history")


def becomes(used: int, repaired: int, set_aside: int, rule: str) -> tuple[object, ...]:
    """How many rows had which fate, and what was found."""
    return ("", "", "", "", "", "", "", f"{used} used, {repaired} repaired, {set_aside} set aside; found: {rule}")


SAME_EPISODE = Table(
    "The same episode in two returns",
    "An episode that is open at the end of one year stands again in the next. It is one; both rows are used.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2"),
        before(2022, "10/05/2020", "S", "C2", "03/06/2021", "E4A"),
        after("10/05/2020", "03/06/2021", "E4A"),
        becomes(2, 0, 0, "nothing"),
    ),
)

UNREADABLE = Table(
    "Rule 1. Unreadable",
    "A row without a day that can be read is set aside, and so is one that ends before it begins.",
    COLUMNS,
    (
        before(2021, "31/02/2020", "S", "C2"),
        before(2021, "10/05/2020", "S", "C2", "soon", "E4A"),
        before(2021, "11/05/2020", "S", "C2", "10/05/2020", "E4A"),
        before(2022, "01/06/2021", "S", "C2", "02/06/2021", "E4A"),
        after("01/06/2021", "02/06/2021", "E4A"),
        becomes(1, 0, 3, "date_unreadable, date_unreadable, end_before_start"),
    ),
)

UNKNOWN_CODE = Table(
    "Rule 1. Unknown codes",
    "A code that no year's list knows is kept as it is, with a warning.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "03/06/2020", "E99"),
        after("10/05/2020", "03/06/2020", "E99"),
        becomes(1, 0, 0, "code_unknown"),
    ),
)

RESPITE = Table(
    "Rule 2. Respite",
    "Short breaks are set aside before anything else: this one neither follows nor precedes the episode of care.",
    COLUMNS,
    (
        before(2021, "01/04/2020", "S", "V3"),
        before(2021, "10/05/2020", "S", "C2", "03/06/2020", "X1"),
        before(2021, "03/06/2020", "P", "C2", "03/07/2020", "E4A"),
        before(2021, "03/07/2020", "S", "V3", "05/07/2020", "E4A"),
        after("10/05/2020", "03/06/2020", "X1"),
        after("03/06/2020", "03/07/2020", "E4A", rne="P"),
        becomes(2, 0, 2, "respite_set_aside"),
    ),
)

REASON_WITHOUT_END = Table(
    "Rule 3. Reason without an end",
    "A REC with no DEC is left out: the episode is open.",
    COLUMNS,
    (
        before(2022, "10/05/2021", "S", "C2", "", "X1"),
        after("10/05/2021"),
        becomes(0, 1, 0, "reason_without_end"),
    ),
)

NO_REASON_GOES_ON = Table(
    "Rule 4. End without a reason, and care goes on",
    "The next episode begins on the day this one ends, so the missing REC must be X1.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "03/06/2020", ""),
        before(2021, "03/06/2020", "P", "C2", "03/07/2020", "E4A"),
        after("10/05/2020", "03/06/2020", "X1"),
        after("03/06/2020", "03/07/2020", "E4A", rne="P"),
        becomes(1, 1, 0, "end_without_reason"),
    ),
)

NO_REASON_ENDS = Table(
    "Rule 4. End without a reason, and nothing follows",
    "Care ended that day, and why is not known.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "03/06/2020", ""),
        after("10/05/2020", "03/06/2020", "imputed"),
        becomes(0, 1, 0, "end_without_reason"),
    ),
)

EPISODE_CHANGED = Table(
    "Rule 5. A later return tells it otherwise",
    "The placement differs: the row of the later return is kept, the earlier one set aside.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", place="K2"),
        before(2022, "10/05/2020", "S", "C2", "03/06/2021", "E4A"),
        after("10/05/2020", "03/06/2021", "E4A"),
        becomes(1, 0, 1, "episode_changed"),
    ),
)

EPISODE_REPEATED = Table(
    "Rule 5. Twice in one return",
    "Two rows of one return end on different days: the one that comes last is kept.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "03/06/2020", "E4A"),
        before(2021, "10/05/2020", "S", "C2", "04/06/2020", "E4A"),
        after("10/05/2020", "04/06/2020", "E4A"),
        becomes(1, 0, 1, "episode_repeated"),
    ),
)

BEGINNING_MOVED = Table(
    "Rule 5. A beginning that moved",
    "Two returns tell one stay, two days apart. The day of the later return is taken; the earlier row is repaired.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2"),
        before(2022, "12/05/2020", "S", "C2", "03/06/2021", "E4A"),
        after("12/05/2020", "03/06/2021", "E4A"),
        becomes(1, 1, 0, "beginning_moved"),
    ),
)

BEGINNING_MOVED_AND_CHANGED = Table(
    "Rule 5. A beginning that moved, and an end that differs",
    "It is the same stay, and the later return tells it otherwise: the earlier row is set aside.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "09/03/2021", "E4A"),
        before(2022, "12/05/2020", "S", "C2", "03/06/2021", "E4B"),
        after("12/05/2020", "03/06/2021", "E4B"),
        becomes(1, 0, 1, "episode_changed"),
    ),
)

BEGINNINGS_OF_ONE_RETURN = Table(
    "Rule 5. Two beginnings in one return",
    "One return holds both, so they are two episodes however near they lie: rule 6 closes the first.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2"),
        before(2021, "12/05/2020", "S", "C2"),
        before(2022, "12/05/2020", "S", "C2", "03/06/2021", "E4A"),
        after("10/05/2020", "12/05/2020", "imputed"),
        after("12/05/2020", "03/06/2021", "E4A"),
        becomes(2, 1, 0, "open_then_followed"),
    ),
)

BEGINNING_AFTER_THE_RETURN = Table(
    "Rule 5. A beginning after the return that showed the first",
    "The first lasts to 31 March at most, so the two do not overlap: the child left care and came back.",
    COLUMNS,
    (
        before(2021, "10/03/2021", "S", "C2"),
        before(2022, "10/04/2021", "S", "C2", "03/06/2021", "E4A"),
        after("10/03/2021", "31/03/2021", "imputed"),
        after("10/04/2021", "03/06/2021", "E4A"),
        becomes(1, 1, 0, "open_then_followed"),
    ),
)

RECODED = Table(
    "Rule 5. A code that was replaced",
    "H5 became K3 with the return of 2025: both rows tell the same, and both are used.",
    COLUMNS,
    (
        before(2024, "10/05/2023", "S", "C2", place="H5"),
        before(2025, "10/05/2023", "S", "C2", "03/06/2024", "E4A", place="K3"),
        after("10/05/2023", "03/06/2024", "E4A", place="K3"),
        becomes(2, 0, 0, "independent_under_sixteen"),
    ),
)

OPEN_THEN_MOVE = Table(
    "Rule 6. Open, and care goes on in another episode",
    "The next episode is a move, so this one ended on the day it began.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2"),
        before(2022, "03/06/2021", "P", "C2", "03/07/2021", "E4A"),
        after("10/05/2020", "03/06/2021", "X1"),
        after("03/06/2021", "03/07/2021", "E4A", rne="P"),
        becomes(1, 1, 0, "open_then_followed"),
    ),
)

OPEN_THEN_START = Table(
    "Rule 6. Open, and care begins anew",
    "The child left care on a day nobody wrote down: the end of the return that showed the episode open is taken.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2"),
        before(2022, "03/06/2021", "S", "C2", "03/07/2021", "E4A"),
        after("10/05/2020", "31/03/2021", "imputed"),
        after("03/06/2021", "03/07/2021", "E4A"),
        becomes(1, 1, 0, "open_then_followed"),
    ),
)

OPEN_THEN_START_IN_YEAR = Table(
    "Rule 6. Open, and care begins anew within the year",
    "The new beginning comes before the end of that return, so the earlier day is taken.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2"),
        before(2021, "03/06/2020", "S", "C2", "03/07/2020", "E4A"),
        after("10/05/2020", "03/06/2020", "imputed"),
        after("03/06/2020", "03/07/2020", "E4A"),
        becomes(1, 1, 0, "open_then_followed"),
    ),
)

VANISHED = Table(
    "Rule 7. Vanished",
    "Open in the return of 2021, and not in that of 2022.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2"),
        after("10/05/2020", "31/03/2021", "imputed"),
        becomes(0, 1, 0, "vanished"),
    ),
)

OVERLAP = Table(
    "Rule 8. Overlap",
    "The first episode is cut to the day on which the next begins.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "09/06/2020", "X1"),
        before(2021, "03/06/2020", "P", "C2", "03/07/2020", "E4A"),
        after("10/05/2020", "03/06/2020", "X1"),
        after("03/06/2020", "03/07/2020", "E4A", rne="P"),
        becomes(1, 1, 0, "overlap_cut"),
    ),
)

GAP_THEN_MOVE = Table(
    "Rule 9. A gap after X1, and the next is a move",
    "The record says twice that care went on: the end moves to the next beginning.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "01/06/2020", "X1"),
        before(2021, "03/06/2020", "P", "C2", "03/07/2020", "E4A"),
        after("10/05/2020", "03/06/2020", "X1"),
        after("03/06/2020", "03/07/2020", "E4A", rne="P"),
        becomes(1, 1, 0, "gap_after_x1"),
    ),
)

GAP_THEN_START = Table(
    "Rule 9. A gap after X1, and care begins anew",
    "The end stays where it is; why care ended is not known.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "01/06/2020", "X1"),
        before(2021, "03/06/2020", "S", "C2", "03/07/2020", "E4A"),
        after("10/05/2020", "01/06/2020", "imputed"),
        after("03/06/2020", "03/07/2020", "E4A"),
        becomes(1, 1, 0, "gap_after_x1"),
    ),
)

X1_ALONE = Table(
    "Rule 10. X1 and nothing follows",
    "The end stays where it is; why care ended is not known.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "01/06/2020", "X1"),
        after("10/05/2020", "01/06/2020", "imputed"),
        becomes(0, 1, 0, "x1_without_successor"),
    ),
)

SAME_DAY = Table(
    "The same day again",
    "Care ended and began again on one day: nothing is changed, and a note is made.",
    COLUMNS,
    (
        before(2021, "10/05/2020", "S", "C2", "01/06/2020", "E4A"),
        before(2021, "01/06/2020", "S", "C2", "03/07/2020", "E4B"),
        after("10/05/2020", "01/06/2020", "E4A"),
        after("01/06/2020", "03/07/2020", "E4B"),
        becomes(2, 0, 0, "restarted_same_day"),
    ),
)

TABLES = tuple(value for value in list(globals().values()) if isinstance(value, Table))

OTHERS = 5
"""So many other children, with one plain closed episode each, fix the year of every return."""


def _files(table: Table) -> dict[str, bytes]:
    files = {}
    first = 2024 if any(row[0] == 2024 for row in table.rows) else 2021
    for year in (first, first + 1):
        rows = [f"OTHER{n},01/05/{year - 1},S,C2,N1,U6,{n + 1:02}/05/{year - 1},E4A" for n in range(1, OTHERS + 1)]
        rows += [
            f"CHILD,{began},{rne},{ls},N1,{place},{ended},{rec}"
            for of, began, rne, ls, place, ended, rec, kind in table.rows
            if kind == "read" and of == year
        ]
        sex = "F" if year > 2024 else "2"
        children = ["CHILD", *(f"OTHER{n}" for n in range(1, OTHERS + 1))]
        header = ["CHILD,SEX,DOB,ETHNIC", *(f"{child},{sex},01/06/2010,WBRI" for child in children)]
        files[f"{year}/header.csv"] = "\n".join(header).encode()
        files[f"{year}/episodes.csv"] = "\n".join(["CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC", *rows]).encode()
    return files


def _date(day: int | None) -> str:
    return "" if day is None else date_of(day).strftime("%d/%m/%Y")


def _history(rows: Rows) -> list[tuple[object, ...]]:
    return [
        after(
            _date(row["decom_day"]),
            _date(row["dec_day"]),
            "imputed" if row["end_imputed"] else row["reason_ceased"] or "",
            row["reason_new_episode"],
            row["legal_status"],
            row["place"],
        )
        for row in rows.episodes.native.iter_rows(named=True)
        if row["child_id"] == "CHILD"
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_the_history_is_as_the_example_says(table: Table) -> None:
    rows = stitch(read_files(_files(table)))
    assert _history(rows) == [row for row in table.rows if row[-1] == "history"]
    fate = rows.fates["Episodes"]
    found = ", ".join(finding.rule for finding in rows.findings if not finding.rule.startswith("year_")) or "nothing"
    assert becomes(fate.used - 2 * OTHERS, fate.repaired, fate.set_aside, found) == table.rows[-1]


def test_one_header_row_a_child_from_the_latest_return() -> None:
    files = _files(SAME_EPISODE)
    files["2021/header.csv"] = b"CHILD,SEX,DOB,ETHNIC\nCHILD,1,01/06/2010,WBRI\nGONE,F,31/02/2011,\n,1,01/06/2010,WBRI"
    rows = stitch(read_files(files))
    children = {row[0]: row[1:] for row in rows.children.native.iter_rows()}
    assert children["CHILD"] == ("female", (date(2010, 6, 1) - date(1970, 1, 1)).days, "WBRI")
    assert children["GONE"] == ("female", None, None)
    # Six of 2022 are used; of 2021 one row told another sex, one had no child, one lost its date of birth.
    fate = rows.fates["Header"]
    assert (fate.read, fate.used, fate.repaired, fate.set_aside) == (9, 6, 1, 2)
    rules = {finding.rule for finding in rows.findings}
    assert {"child_changed", "child_missing", "birth_date_unreadable"} <= rules


def test_a_child_in_no_header_is_kept() -> None:
    files = _files(SAME_EPISODE)
    files = {name: content for name, content in files.items() if "header" not in name}
    rows = stitch(read_files(files))
    assert set(rows.children.native["sex"]) == {"unknown"}
    assert rows.children.native.height == OTHERS + 1
    assert sum(finding.rule == "child_without_header" for finding in rows.findings) == OTHERS + 1
