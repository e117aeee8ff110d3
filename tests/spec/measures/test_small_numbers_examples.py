"""Small numbers: which figures a shared pack hides, and why."""

import pytest

from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.shares import share_row
from homeward.measures.suppress import suppress
from tests.spec.worked_example import Table

ENOUGH = Table(
    title="A small year hides a second one",
    says="240 exits over four years. Hidden are 1 to 5, and what would give them away.",
    columns=("Year", "Returns home", "Exits", "Shared", "Why"),
    rows=(
        ("total", 40, 240, "shown", ""),
        ("2018", 12, 70, "shown", ""),
        ("2019", 3, 60, "hidden", "three went home"),
        ("2020", 10, 50, "hidden", "40 less the years shown would be 3: so the smallest other year is hidden too"),
        ("2021", 15, 60, "shown", ""),
    ),
)

NEARLY_ALL = Table(
    title="All but a few is as telling as a few",
    says="Both kinds of small number are hidden: those who went home, and those who did not.",
    columns=("Year", "Returns home", "Exits", "Shared", "Why"),
    rows=(
        ("total", 78, 100, "shown", ""),
        ("2018", 28, 30, "hidden", "two did not go home"),
        ("2019", 24, 32, "hidden", "next smallest; together 10 did not go home"),
        ("2020", 26, 38, "shown", ""),
    ),
)

ZERO = Table(
    title="Nobody is not a small number",
    says="A true 0 is shown, and so is a year in which nobody left care.",
    columns=("Year", "Returns home", "Exits", "Shared", "Why"),
    rows=(
        ("total", 20, 80, "shown", ""),
        ("2018", 0, 0, "shown", "nobody left care"),
        ("2019", 0, 30, "shown", "nobody went home"),
        ("2020", 20, 50, "shown", ""),
    ),
)

TOO_LITTLE = Table(
    title="A small total hides everything",
    says="Where the total is small its parts are smaller.",
    columns=("Year", "Returns home", "Exits", "Shared", "Why"),
    rows=(
        ("total", 4, 60, "hidden", "four went home"),
        ("2018", 4, 30, "hidden", ""),
        ("2019", 0, 30, "hidden", "with it a reader would know that 2018 is the total"),
    ),
)

CURVE = Table(
    title="A curve shows only steps of six and more",
    says="Counts are left out of a shared curve: from the number at risk one could tell when each child came back.",
    columns=("Day", "Back by then", "Still followed", "Shared", "Why"),
    rows=(
        (0, 0, 40, "shown", ""),
        (30, 0, 40, "shown", "nobody came back"),
        (61, 4, 36, "hidden", "four came back since the point shown before"),
        (91, 7, 30, "shown", "seven since the point shown before"),
        (122, 7, 25, "shown", "nobody since"),
        (152, 12, 9, "hidden", "five since"),
        (183, 13, 6, "shown", "six since"),
        (213, 13, 5, "hidden", "five still followed"),
    ),
)

WORDS = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}


def share(rows, identity="returns_home", beside=(), drawn_from=None):
    return Result(id=identity, kind="share", rows=tuple(rows), beside=beside, drawn_from=drawn_from, **WORDS)


def rows_by_year(table):
    return [share_row({} if year == "total" else {"year": year}, *counts) for year, *counts in table]


@pytest.mark.parametrize("table", [ENOUGH, NEARLY_ALL, ZERO, TOO_LITTLE], ids=lambda table: table.title)
def test_which_rows_are_hidden(table):
    (shared,) = suppress([share(rows_by_year(row[:3] for row in table.rows))])
    assert ["hidden" if row.suppressed else "shown" for row in shared.rows] == [row[3] for row in table.rows]


def test_a_hidden_row_shows_no_number_and_a_shown_one_is_untouched():
    before = share(rows_by_year(row[:3] for row in ENOUGH.rows))
    (shared,) = suppress([before])
    assert shared.rows[2] == ResultRow({"year": "2019"}, None, None, None, suppressed=True)
    assert shared.rows[1] == before.rows[1]


def test_which_points_of_a_curve_are_hidden():
    points = [ResultRow({}, back, followed, back / 40, at_days=day) for day, back, followed, *_ in CURVE.rows]
    (shared,) = suppress([Result(id="re_entry_cumulative", kind="curve", rows=tuple(points), **WORDS)])
    assert ["hidden" if row.suppressed else "shown" for row in shared.rows] == [row[3] for row in CURVE.rows]
    assert [row.at_days for row in shared.rows] == [row[0] for row in CURVE.rows]
    assert {(row.numerator, row.denominator) for row in shared.rows} == {(None, None)}
    assert [row.value for row in shared.rows if not row.suppressed] == [0, 0, 7 / 40, 7 / 40, 13 / 40]


def test_planned_and_unplanned_are_hidden_together_where_one_is_small():
    home = share(
        rows_by_year([("total", 60, 200), ("2018", 30, 100), ("2019", 30, 100)]),
        beside=(
            Beside("planned", "", tuple(rows_by_year([("total", 46, 200), ("2018", 27, 100), ("2019", 19, 100)]))),
            Beside("unplanned", "", tuple(rows_by_year([("total", 14, 200), ("2018", 3, 100), ("2019", 11, 100)]))),
        ),
    )
    (shared,) = suppress([home])
    assert not any(row.suppressed for row in shared.rows)
    for beside in shared.beside:
        assert [row.suppressed for row in beside.rows] == [False, True, True]


def test_a_measure_drawn_from_another_must_not_give_away_how_many_it_leaves_out():
    home = share(rows_by_year([("total", 60, 200), ("2018", 30, 100), ("2019", 30, 100)]))
    followed = [("total", 20, 57), ("2018", 10, 30), ("2019", 10, 27)]
    back = share(rows_by_year(followed), "re_entry_within_12_months", drawn_from="returns_home")
    shared_back, shared_home = suppress([back, home])
    assert not any(row.suppressed for row in shared_home.rows)
    assert all(row.suppressed for row in shared_back.rows)


def test_kinds_without_a_rule_are_hidden_whole():
    row = ResultRow({}, 100, 100, 30.0, quantile=0.5)
    (shared,) = suppress([Result(id="time_in_care", kind="quantile", rows=(row,), **WORDS)])
    assert [(row.suppressed, row.quantile) for row in shared.rows] == [(True, 0.5)]


def test_groups_of_two_keys_are_hidden():
    rows = [share_row({}, 50, 100), share_row({"year": "2018", "sex": "male"}, 20, 50)]
    (shared,) = suppress([share(rows)])
    assert [row.suppressed for row in shared.rows] == [False, True]
