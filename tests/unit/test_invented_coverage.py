"""An invented council shows everything a return can hold: every table, column, code and kind of exit, in its years."""

from collections.abc import Mapping

import polars as pl
import pytest

from homeward.invented import invent
from homeward.sources.ssda903.codes import CODES, Code, exit_kind_of
from homeward.sources.ssda903.layout import LAYOUTS, recognise

OLDER, NEWER = range(2011, 2020), range(2020, 2028)
FROM_YEAR = {"SWEpisodes": 2024, "DoLo": 2027, "PrevPerm": 2017}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    older = invent(in_care=1500, years=len(OLDER), last_year=OLDER[-1], seed=7)
    return older | invent(in_care=1500, years=len(NEWER), last_year=NEWER[-1], seed=8)


@pytest.fixture(scope="module")
def tables(files: dict[str, bytes]) -> dict[tuple[str, int], pl.DataFrame]:
    read = {}
    for name, content in files.items():
        rows = pl.read_csv(content, infer_schema=False)
        read[recognise(tuple(rows.columns)).table, int(name.split("/")[0][-4:])] = rows
    return read


def unshown(
    tables: Mapping[tuple[str, int], pl.DataFrame], codes: Mapping[str, Mapping[str, Code]]
) -> set[tuple[str, str]]:
    """Every code that no return holds in a year in which it is good, with its column."""
    wanted = {
        (column, code): {year for year in (*OLDER, *NEWER) if entry.is_valid_in(year)}
        for column, entries in codes.items()
        for code, entry in entries.items()
    }
    for (_, year), rows in tables.items():
        for column in rows.columns:
            for value in rows[column].str.to_uppercase().unique().drop_nulls() if column in codes else ():
                if year in wanted.get((column, value), ()):
                    wanted[column, value] = set()
    return {key for key, years in wanted.items() if years}


def test_every_table_is_there_in_every_year_that_has_it(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    for table in LAYOUTS:
        years = [year for year in (*OLDER, *NEWER) if year >= FROM_YEAR.get(table, 0)]
        assert {year for name, year in tables if name == table} == set(years), table
        assert all(tables[table, year].height for year in years), table


def test_every_column_of_every_table_is_written(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    for (table, year), rows in tables.items():
        assert set(rows.columns) == set(LAYOUTS[table].known), (table, year)


@pytest.mark.slow
def test_every_code_is_shown_in_a_year_in_which_it_is_good(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    # Fails as soon as a code stands in codes.toml that no invented child ever has.
    assert unshown(tables, CODES) == set()


def test_a_code_that_nobody_has_is_noticed(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    added = {"LS": {**CODES["LS"], "C9": Code("C9", "an order that is yet to be invented", from_year=2026)}}
    assert unshown(tables, {**CODES, **added}) == {("LS", "C9")}


def test_no_code_is_shown_in_a_year_in_which_it_is_not_good(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    for (table, year), rows in tables.items():
        for column in set(rows.columns) & set(CODES):
            valid = {code for code, entry in CODES[column].items() if entry.is_valid_in(year)}
            assert {value.upper() for value in rows[column].drop_nulls()} <= valid, (table, year, column)


def test_every_kind_of_exit_happens(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    ends = pl.concat([rows for (table, _), rows in tables.items() if table == "Episodes"])["REC"].drop_nulls()
    assert {exit_kind_of[code] for code in ends.unique()} == set(exit_kind_of.values())


def test_placements_at_home_end_in_going_home_and_in_care_again(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    episodes = pl.concat([tables["Episodes", year] for year in NEWER]).unique(["CHILD", "DECOM"], keep="last")
    day = pl.col("DECOM").str.strptime(pl.Date, "%d/%m/%Y")
    after = episodes.with_columns(day=day).sort("CHILD", "day").with_columns(next_place=pl.col("PLACE").shift(-1))
    at_home = after.filter(pl.col("PLACE") == "P1")
    assert at_home.filter(pl.col("REC") == "E4A").height > 20
    assert at_home.filter(pl.col("REC") == "X1", pl.col("next_place").is_in(["U4", "U6", "K2"])).height > 20
    assert set(at_home["LS"]) <= {"C1", "C2", "E1"}


def test_dates_are_known_in_every_way_a_return_allows(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    dates = pl.concat([rows for (table, _), rows in tables.items() if table == "PrevPerm"])["DATE_PERM"].drop_nulls()
    shapes = set(dates.str.replace_all(r"\d", "9").unique())
    assert shapes == {"99/99/9999", "zz/99/9999", "zz/zz/9999", "zz/zz/zzzz"}


def test_unaccompanied_children_cease_to_be_so_at_the_latest_at_eighteen(
    tables: dict[tuple[str, int], pl.DataFrame],
) -> None:
    rows = pl.concat([rows for (table, _), rows in tables.items() if table == "UASC"])
    ended = rows.filter(pl.col("DUC").is_not_null())
    date = {name: pl.col(name).str.strptime(pl.Date, "%d/%m/%Y") for name in ("DOB", "DUC")}
    assert 0 < ended.height < rows.height
    assert ended.filter(date["DUC"] > date["DOB"].dt.offset_by("18y")).is_empty()


def test_plans_name_return_home_less_often_than_children_go_home(tables: dict[tuple[str, int], pl.DataFrame]) -> None:
    plans = pl.concat([tables["CarePlans", year] for year in NEWER])["PLAN"]
    ends = pl.concat([tables["Episodes", year] for year in NEWER]).filter(pl.col("REC") != "X1")["REC"]
    assert 0.02 < (plans == "return_home").mean() < ends.is_in(["E4A", "E4B"]).mean()


def test_the_smallest_councils_have_every_file() -> None:
    for in_care in (1, 10, 50):
        files = invent(in_care=in_care, years=2, last_year=2027, seed=in_care)
        found = [recognise(tuple(pl.read_csv(content, infer_schema=False).columns)).table for content in files.values()]
        assert sorted(found) == sorted([table for table in LAYOUTS for _ in range(1 if table == "DoLo" else 2)])
