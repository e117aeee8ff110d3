"""An invented council is a clean return: it needs no repair, shows every code, and one seed gives one council."""

from pathlib import Path

import polars as pl
import pytest

from homeward.invented import invent, write_invented
from homeward.sources.day import year_end, year_start
from homeward.sources.rows import Rows
from homeward.sources.ssda903 import read, read_files, stitch
from homeward.sources.ssda903.codes import RESPITE, valid_codes

YEARS = range(2021, 2026)
RETURNS_HOME = ["E4A", "E4B"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return invent(in_care=2000, years=5, last_year=2025, seed=3)


@pytest.fixture(scope="module")
def rows(files: dict[str, bytes]) -> Rows:
    return stitch(read_files(files))


@pytest.fixture(scope="module")
def raw(files: dict[str, bytes]) -> pl.DataFrame:
    return pl.concat([pl.read_csv(files[f"return-{year}/episodes.csv"], infer_schema=False) for year in YEARS])


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(files: dict[str, bytes]) -> None:
    assert invent(in_care=2000, years=5, last_year=2025, seed=3) == files
    assert invent(in_care=2000, years=5, last_year=2025, seed=4) != files


def test_a_clean_council_needs_no_repair(rows: Rows) -> None:
    assert rows.years == tuple(YEARS)
    assert {finding.rule for finding in rows.findings} == {"respite_set_aside"}
    assert rows.fates["Episodes"].repaired == rows.fates["Header"].repaired == 0


def test_about_so_many_children_are_in_care_each_march(rows: Rows) -> None:
    for year in YEARS:
        is_open = pl.col("dec_day").is_null() | (pl.col("dec_day") > year_end(year))
        stock = rows.episodes.native.filter(pl.col("decom_day") <= year_end(year), is_open)["child_id"].n_unique()
        assert stock == pytest.approx(2000, rel=0.08)


def test_every_code_is_shown(raw: pl.DataFrame) -> None:
    # No episode may begin with a freeing order (D1) after 2005.
    for column in ("RNE", "LS", "REC"):
        wanted = {code for year in YEARS for code in valid_codes(column, year)} - {"D1"}
        assert wanted - set(raw[column]) == set(), column


def test_codes_are_valid_in_the_year_of_their_return(files: dict[str, bytes]) -> None:
    for year in YEARS:
        episodes = pl.read_csv(files[f"return-{year}/episodes.csv"], infer_schema=False)
        header = pl.read_csv(files[f"return-{year}/header.csv"], infer_schema=False)
        for column in ("RNE", "LS", "CIN", "REC", "PLACE_PROVIDER", "REASON_PLACE_CHANGE"):
            assert set(episodes[column].drop_nulls()) <= set(valid_codes(column, year)), column
        assert set(header["SEX"]) <= set(valid_codes("SEX", year))
        begun = episodes.filter(pl.col("DECOM").str.strptime(pl.Date, "%d/%m/%Y").cast(pl.Int32) >= year_start(year))
        assert set(begun["PLACE"]) <= set(valid_codes("PLACE", year))


def test_histories_are_such_as_the_return_allows(raw: pl.DataFrame, rows: Rows) -> None:
    assert raw.filter(pl.col("PLACE") == "P1", pl.col("LS") == "V2").is_empty()
    assert set(raw["HOME_POST"]) == set(raw["PL_POST"]) == {None}
    assert raw["CHILD"].str.contains(r"^INV\d{6}$").all()
    episodes = rows.episodes.native
    assert not set(episodes["legal_status"]) & set(RESPITE)
    next_day, next_child = pl.col("decom_day").shift(-1), pl.col("child_id").shift(-1)
    goes_on = episodes.with_columns(next_day=next_day, next_child=next_child).filter(pl.col("reason_ceased") == "X1")
    assert goes_on.filter(pl.col("next_child") != pl.col("child_id")).is_empty()
    assert goes_on.filter(pl.col("next_day") != pl.col("dec_day")).is_empty()


def test_children_go_home_and_some_come_back(rows: Rows) -> None:
    """A fifth to a quarter of exits lead home, and about a fifth of those children are back within a year."""
    episodes = rows.episodes.native
    exits = episodes.filter(pl.col("reason_ceased") != "X1")
    home = exits.filter(pl.col("reason_ceased").is_in(RETURNS_HOME))
    assert 0.18 < home.height / exits.height < 0.28
    followed = home.filter(pl.col("dec_day") <= year_end(2024))
    starts = episodes.filter(pl.col("reason_new_episode") == "S").select("child_id", again="decom_day")
    back = followed.join(starts, on="child_id").filter((pl.col("again") - pl.col("dec_day")).is_between(0, 365))
    # 17½-year-olds do not come back, so the share lies a little under the published 20 %.
    assert 0.13 < back.unique(["child_id", "dec_day"]).height / followed.height < 0.23


@pytest.mark.parametrize("share", [0.02, 0.3, 1.0])
def test_dirt_is_noticed_and_every_row_still_has_a_fate(share: float) -> None:
    rows = stitch(read_files(invent(in_care=150, years=3, last_year=2024, seed=5, dirt=share)))
    assert {"date_unreadable", "end_without_reason"} <= {finding.rule for finding in rows.findings}
    assert rows.fates["Episodes"].set_aside > 0


def test_old_years_use_the_codes_of_their_day() -> None:
    files = invent(in_care=400, years=6, last_year=2018, seed=1)
    old = pl.concat([pl.read_csv(files[f"return-{year}/episodes.csv"], infer_schema=False) for year in (2013, 2014)])
    assert "E4" in set(old["REC"])
    assert not {"E4A", "E4B", "E45"} & set(old.filter(~pl.col("LS").is_in(RESPITE))["REC"])


def test_files_say_that_they_are_invented(tmp_path: Path) -> None:
    write_invented(in_care=30, years=2, last_year=2024, seed=1, out=tmp_path / "new" / "folder")
    assert "do not exist" in (tmp_path / "new" / "folder" / "README.txt").read_text()
    assert read(tmp_path / "new").years == (2023, 2024)


@pytest.mark.parametrize("wrong", [{"in_care": 0}, {"years": 0}, {"dirt": 1.5}])
def test_no_council_without_children_or_years(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1 child"):
        invent(**{"in_care": 10, "years": 1, "last_year": 2024, "seed": 1, **wrong})


def test_the_smallest_council_can_be_read() -> None:
    stitch(read_files(invent(in_care=1, years=1, last_year=2024, seed=1)))
