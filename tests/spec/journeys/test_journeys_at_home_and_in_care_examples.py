"""Placements, living with parents while looked after, the wider definition of going home, and home and back again."""

from datetime import date

import pytest

from homeward.sources.day import date_of
from tests.build_rows import journeys_of, rows_of
from tests.spec.worked_example import Table

AS_OF = date(2020, 3, 31)
YEARS = (2018, 2019, 2020)

PLACEMENTS = Table(
    title="Episodes become placements",
    says="Each row is one child. An episode is RNE/PLACE, first day, last day, REC.",
    columns=("Episodes", "Placements", "Why"),
    rows=(
        (
            "S/U4 2018-05-01 to 2018-06-01 X1; L/U4 2018-06-01 to open",
            "2018-05-01 U4",
            "only the legal status changed",
        ),
        (
            "S/U6 2018-05-01 to 2018-06-01 X1; T/U4 2018-06-01 to open",
            "2018-05-01 U6; 2018-06-01 U4 same carer",
            "another placement with the same carer",
        ),
        (
            "S/U4 2018-05-01 to 2018-06-01 X1; P/T1 2018-06-01 to 2018-06-05 X1; P/U4 2018-06-05 to open",
            "2018-05-01 U4",
            "in hospital, and back to a place of the same type",
        ),
        (
            "S/U4 2018-05-01 to 2018-06-01 X1; P/T1 2018-06-01 to 2018-06-05 X1; P/K2 2018-06-05 to open",
            "2018-05-01 U4; 2018-06-05 K2",
            "in hospital, and then elsewhere",
        ),
        ("L/U4 2017-05-01 to open", "2017-05-01 U4", "left truncation: begun before the data, nobody knows when"),
    ),
)

WITH_PARENTS = Table(
    title="Living with parents while looked after (P1), and how it ended",
    says="As on 31 March 2020; the data begin on 1 April 2017.",
    columns=("Episodes", "Came from", "Ended", "On"),
    rows=(
        ("S 2018-05-01 to 2018-06-01 X1; P/P1 2018-06-01 to open", "elsewhere", "still", None),
        ("S/P1 2018-05-01 to 2019-05-01 E4A", "care_began", "discharged_home", date(2019, 5, 1)),
        ("L/P1 2017-05-01 to 2019-05-01 E41", "unknown", "left_otherwise", date(2019, 5, 1)),
        ("P/P1 2017-05-01 to 2018-05-01 X1; P 2018-05-01 to open", "elsewhere", "back_in_placement", date(2018, 5, 1)),
        ("S/P1 2018-05-01 to 2019-03-31 imputed", "care_began", "end_unknown", date(2019, 3, 31)),
        (
            "S/P1 2018-05-01 to 2018-06-01 X1; P/T2 2018-06-01 to 2018-06-08 X1; P/P1 2018-06-08 to 2018-09-01 E4B",
            "care_began",
            "discharged_home",
            date(2018, 9, 1),
        ),
    ),
)

DEFINITIONS = Table(
    title="Going home by two definitions",
    says=(
        "dfe counts exits home. bristol also counts placements with parents that begin after a stay elsewhere. Given "
        "are the days of going home, and after a slash the day of coming back."
    ),
    columns=("Episodes", "dfe", "bristol", "Why"),
    rows=(
        ("S 2018-05-01 to 2018-06-01 E4A", "2018-06-01", "2018-06-01", "an exit home is a return by either"),
        (
            "S 2018-05-01 to 2018-06-01 X1; P/P1 2018-06-01 to 2019-06-01 E4A",
            "2019-06-01",
            "2018-06-01",
            "counts once, on the day the child went home",
        ),
        (
            "S 2018-05-01 to 2018-06-01 X1; P/P1 2018-06-01 to 2018-07-01 X1; P 2018-07-01 to open",
            "",
            "2018-06-01/2018-07-01",
            "back in a placement: dfe sees neither",
        ),
        ("S/P1 2018-05-01 to 2019-06-01 E4A", "2019-06-01", "2019-06-01", "lived at home all along: left care then"),
        (
            "S 2018-05-01 to 2018-06-01 X1; P/P1 2018-06-01 to 2018-07-01 E4A; S 2018-08-01 to open",
            "2018-07-01/2018-08-01",
            "2018-06-01/2018-08-01",
            "care began again after the discharge",
        ),
        (
            "P/P1 2017-03-01 to 2018-06-01 E4A",
            "2018-06-01",
            "",
            "left truncation: went home before the data, where only returns that lasted are seen",
        ),
        (
            "S 2018-05-01 to 2018-06-01 X1; P/P1 2018-06-01 to 2018-07-01 X1; P 2018-07-01 to 2018-08-01 X1; "
            "P/P1 2018-08-01 to open",
            "",
            "2018-06-01/2018-07-01; 2018-08-01",
            "home, away and home again within one period of care",
        ),
    ),
)


def _journeys(histories, engine="polars", definition="dfe"):
    named = {f"child {number:02}": history for number, history in enumerate(histories)}
    return list(named), journeys_of(named, AS_OF, years=YEARS, engine=engine, definition=definition)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_episodes_become_placements(engine):
    _, journeys = _journeys([row[0] for row in PLACEMENTS.rows], engine)
    found = {}
    for row in sorted(rows_of(journeys.placements), key=lambda row: row["row"]):
        words = f"{date_of(row['start_day'])} {row['place']}{' same carer' if row['same_carer'] else ''}"
        found.setdefault(row["child"], []).append(words)
    assert ["; ".join(found[number]) for number in sorted(found)] == [row[1] for row in PLACEMENTS.rows]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_living_with_parents_and_how_it_ended(engine):
    _, journeys = _journeys([row[0] for row in WITH_PARENTS.rows], engine)
    found = [
        (row["came_from"], row["ended"], None if row["end_day"] is None else date_of(row["end_day"]))
        for row in rows_of(journeys.placed_with_parents)
    ]
    assert found == [row[1:] for row in WITH_PARENTS.rows]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(("definition", "column"), [("dfe", 1), ("bristol", 2)])
def test_going_home_by_two_definitions(definition, column, engine):
    names, journeys = _journeys([row[0] for row in DEFINITIONS.rows], engine, definition)
    found = {name: [] for name in names}
    for row in sorted(rows_of(journeys.returns_home), key=lambda row: row["home_day"]):
        back = "" if row["re_entry_day"] is None else f"/{date_of(row['re_entry_day'])}"
        found[row["child_id"]].append(f"{date_of(row['home_day'])}{back}")
    assert ["; ".join(found[name]) for name in names] == [row[column] for row in DEFINITIONS.rows]


def test_home_and_back_again():
    _, journeys = _journeys([DEFINITIONS.rows[-1][0], DEFINITIONS.rows[0][0]], definition="bristol")
    cycles = [(row["returns"], row["re_entries"]) for row in rows_of(journeys.cycles)]
    assert cycles == [(2, 1), (1, 0)]


def test_a_definition_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="use one of: dfe, bristol"):
        _journeys(["S 2018-05-01 to open"], definition="another")
