"""Whatever stands in whichever table, in CSV or XML, every row has one fate and nothing ends in a traceback."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.sources.rows import SCHEMAS, Rows
from homeward.sources.ssda903 import read_files, stitch
from homeward.sources.ssda903.layout import LAYOUTS, OTHERS
from homeward.sources.ssda903.rules import RULES
from tests.property.test_ssda903_histories import attempt, check
from tests.property.test_ssda903_mutations import mutated
from tests.spec.sources.whole_return import COLUMNS, Tables, as_csv, as_xml, make_returns

# Few values, so that rows meet, repeat and contradict; and things that are no value at all.
CELL = st.sampled_from(
    [
        "",
        "",
        "1",
        "0",
        "2",
        "M",
        "P1",
        "PN1",
        "01/05/2024",
        "02/05/2024",
        "2024-06-01",
        "zz/05/2010",
        "soon",
        "99",
        "adoption",
    ]
)
CHILD = st.sampled_from(["C00000", "C00001", "STRANGER", ""])
PLAIN = {year: make_returns(2, 2, (2025, 2026))[year] for year in (2025, 2026)}
columns_of = {table: LAYOUTS[table].known for table in OTHERS}


@st.composite
def other_tables(draw: st.DrawFn) -> dict[int, dict[str, list[dict[str, str]]]]:
    """Rows of any of the other tables, for two returns."""
    return {
        year: {
            table: [
                {"CHILD": draw(CHILD), **{column: draw(CELL) for column in columns_of[table][1:]}}
                for _ in range(draw(st.integers(0, 4)))
            ]
            for table in draw(st.sets(st.sampled_from(OTHERS), max_size=4))
        }
        for year in PLAIN
    }


def files_of(drawn: dict[int, dict[str, list[dict[str, str]]]]) -> dict[str, bytes]:
    files = {}
    for year, tables in drawn.items():
        base = as_csv(PLAIN[year])
        files |= {f"{year}/{name}": base[name] for name in ("header.csv", "episodes.csv")}
        for table, rows in tables.items():
            lines = [",".join(columns_of[table]), *(",".join(row[name] for name in columns_of[table]) for row in rows)]
            files[f"{year}/{table}.csv"] = "\n".join(lines).encode()
    return files


def check_tables(rows: Rows) -> None:
    """Every table keeps its schema and its key; every finding stands on the shelf."""
    check(rows)
    for schema in SCHEMAS:
        assert getattr(rows, schema.name).native.columns == list(schema.names)
    for table in rows.tables_read - {"Header", "Episodes"}:
        layout = LAYOUTS[table]
        assert layout.schema is not None
        native = getattr(rows, layout.schema.name).native
        assert native.select("child_id", *layout.key).is_duplicated().sum() == 0
        assert native.height <= rows.fates[table].used + rows.fates[table].repaired
    assert rows.tables_read <= set(rows.fates) <= set(LAYOUTS)
    for finding in rows.findings:
        assert finding.severity in RULES[finding.rule].severity
        assert finding.sentence
        assert finding.value is None or len(finding.value) <= 40


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(other_tables())
def test_every_row_of_every_table_has_its_fate(drawn: dict[int, dict[str, list[dict[str, str]]]]) -> None:
    rows = stitch(read_files(files_of(drawn)))
    check_tables(rows)
    for table in OTHERS:
        told = [row for tables in drawn.values() for row in tables.get(table, ())]
        # A row of blank cells is no row.
        count = sum(any(row.values()) for row in told)
        assert (rows.fates[table].read if table in rows.fates else 0) == count
        assert (table in rows.fates) == any(table in tables for tables in drawn.values())


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(other_tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_that_agree_does_not_matter(
    drawn: dict[int, dict[str, list[dict[str, str]]]], chance: random.Random
) -> None:
    once = stitch(read_files(files_of(drawn)))
    for tables in drawn.values():
        for rows in tables.values():
            chance.shuffle(rows)
    again = stitch(read_files(files_of(drawn)))
    assert {name: fate.read for name, fate in again.fates.items()} == {
        name: fate.read for name, fate in once.fates.items()
    }
    for layout in (LAYOUTS[table] for table in OTHERS):
        assert layout.schema is not None
        key = ["child_id", *layout.key]
        before, after = (getattr(rows, layout.schema.name).native.select(key) for rows in (once, again))
        assert after.equals(before)


WHOLE: dict[int, Tables] = make_returns(7, 8, (2025, 2026))
CSV = {f"{year}/{name}": content for year, tables in WHOLE.items() for name, content in as_csv(tables).items()}
CSV["care_plans.csv"] = b"CHILD,PLAN_FROM,PLAN\n" + b"".join(b"C%05d,01/06/2024,adoption\n" % n for n in range(8))
XML = {f"{year}/return.xml": as_xml(tables) for year, tables in WHOLE.items()}
TAGS = (
    b"<CHILD>",
    b"</CHILD>",
    b"<EPISODE>",
    b"</DEC>",
    b"<!DOCTYPE a>",
    b"&lt;",
    b"&a;",
    b"<![CDATA[",
    b"-->",
    b"<?x?>",
)


def was_read(files: dict[str, bytes]) -> bool:
    rows = attempt(files)
    if isinstance(rows, str):
        assert "\n" not in rows
        return False
    check_tables(rows)
    return True


def damaged(seed: int) -> dict[str, bytes]:
    """The whole return in one form or the other, with one file damaged: any bytes, or a cell of one row."""
    chance = random.Random(seed)
    files = CSV if seed % 2 else XML
    name = chance.choice(sorted(files))
    if chance.random() < 0.5:
        return {**files, name: mutated(files[name], chance)}
    text = files[name]
    places = [place for place, byte in enumerate(text) if byte in b",>\n"]
    place = chance.choice(places) + 1
    piece = chance.choice([*TAGS, b"31/02/2020", b"\xff", b'"', b"x" * 2000, b",", b"zz/zz/zzzz", b"-1", b"1e9"])
    return {**files, name: text[:place] + piece + text[place + chance.choice((0, 0, 8)) :]}


def test_the_whole_return_is_read_in_either_form() -> None:
    assert was_read(CSV)
    assert was_read(XML)
    assert set(COLUMNS) == stitch(read_files(XML)).tables_read


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_damaged_tables(seed: int) -> None:
    was_read(damaged(seed))


@pytest.mark.slow
def test_two_thousand_damaged_returns() -> None:
    read = sum(was_read(damaged(seed)) for seed in range(40, 2040))
    assert read > 1000
