"""Small numbers: which figures a shared pack hides, and why."""

from dataclasses import replace

import pytest

from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.shares import share_row
from homeward.measures.suppress import suppress, suppress_and_audit
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
        ("2019", 0, 30, "shown", "nobody went home; of the others, and of the total, it says nothing"),
    ),
)

TWO_ONES = Table(
    title="Two hidden numbers that sum to 2 are both 1",
    says="In a table of counts nobody is shown as 0, so two hidden years with 2 exits between them have one each.",
    columns=("Year", "Exits", "", "Shared", "Why"),
    rows=(
        ("total", 20, None, "shown", ""),
        ("2018", 1, None, "hidden", "one"),
        ("2019", 1, None, "hidden", "one"),
        ("2020", 7, None, "hidden", "20 less the years shown would be 2: with it they are three, and 9 in all"),
        ("2021", 11, None, "shown", ""),
    ),
)

CURVE = Table(
    title="A curve shows only steps of six and more",
    says=(
        "The days that people ask about (91, 183, 365 and so on) come first, then months between. Counts are left out, "
        "as from the number at risk one could tell when each child came back; shares are rounded to whole percents."
    ),
    columns=("Day", "Back by then", "Still followed", "Shared", "Why"),
    rows=(
        (0, 0, 40, "shown", "nobody came back"),
        (30, 0, 40, "shown", "nobody since"),
        (61, 4, 36, "hidden", "four came back since the point shown before"),
        (91, 7, 30, "shown", "asked about; seven came back"),
        (122, 7, 25, "shown", "nobody since"),
        (152, 13, 22, "hidden", "six since, but only five more until day 183"),
        (183, 18, 20, "shown", "asked about; eleven since day 122"),
        (213, 18, 5, "hidden", "five still followed"),
    ),
)

WORDS = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}


def share(rows, identity="returns_home", **more):
    return Result(id=identity, kind="share", rows=tuple(rows), **more, **WORDS)


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


def test_which_rows_of_counts_are_hidden():
    rows = [
        ResultRow({} if year == "total" else {"year": year}, number, None, number) for year, number, *_ in TWO_ONES.rows
    ]
    (shared,) = suppress([Result(id="exits", kind="count", rows=tuple(rows), **WORDS)])
    assert ["hidden" if row.suppressed else "shown" for row in shared.rows] == [row[3] for row in TWO_ONES.rows]


def test_which_points_of_a_curve_are_hidden():
    points = [ResultRow({}, back, followed, back / 40.5, at_days=day) for day, back, followed, *_ in CURVE.rows]
    (shared,) = suppress([Result(id="re_entry_cumulative", kind="curve", rows=tuple(points), **WORDS)])
    assert ["hidden" if row.suppressed else "shown" for row in shared.rows] == [row[3] for row in CURVE.rows]
    assert [row.at_days for row in shared.rows] == [row[0] for row in CURVE.rows]
    assert {(row.numerator, row.denominator) for row in shared.rows} == {(None, None)}
    assert [row.value for row in shared.rows if not row.suppressed] == [0, 0, 0.17, 0.17, 0.44]


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
    """All of 2018 could be followed for a year, and all but three of 2019."""
    home = share(rows_by_year([("total", 60, 200), ("2018", 30, 100), ("2019", 30, 100)]))
    followed = [("total", 20, 57), ("2018", 10, 30), ("2019", 10, 27)]
    back = share(rows_by_year(followed), "re_entry_within_12_months", drawn_from="returns_home")
    shared_back, shared_home = suppress([back, home])
    assert hidden_groups(shared_home.rows) == []
    assert hidden_groups(shared_back.rows) == ["total", "2019"]


def test_windows_must_not_give_away_how_many_came_back_between_them():
    """Three came back after 3 months and before 6: one of the two figures is hidden, and the longer window is it."""
    home = share(rows_by_year([("total", 60, 200)]))
    three = share(rows_by_year([("total", 10, 60)]), "within_3", drawn_from="returns_home", within_days=91)
    six = share(rows_by_year([("total", 13, 60)]), "within_6", drawn_from="returns_home", within_days=183)
    main = share(rows_by_year([("total", 20, 60)]), "within_12", drawn_from="returns_home", within_days=365)
    assert [hidden_groups(each.rows) for each in suppress([home, three, six, main])].count(["total"]) == 1


def test_months_must_not_give_away_a_year_that_is_hidden():
    """April to June add up to the year; with two of them shown the third would follow."""
    year = share(rows_by_year([("total", 28, 100), ("2018", 28, 100)]), "within_3")
    months = [("2017-04", 12, 40), ("2017-05", 2, 22), ("2017-06", 14, 38)]
    rows = [replace(share_row({}, *counts), period=month) for month, *counts in months]
    series = Result(id="by_month", kind="series", rows=tuple(rows), part_of="within_3", **WORDS)
    shared_year, shared_months = suppress([year, series])
    assert hidden_groups(shared_year.rows) == []
    assert [row.suppressed for row in shared_months.rows] == [False, True, True]


def test_groups_of_two_keys_add_up_to_groups_of_one():
    rows = [
        share_row({}, 50, 110),
        share_row({"year": "2018"}, 30, 60),
        share_row({"year": "2019"}, 20, 50),
        share_row({"year": "2018", "sex": "female"}, 3, 20),
        share_row({"year": "2018", "sex": "male"}, 27, 40),
        share_row({"year": "2019", "sex": "female"}, 10, 20),
        share_row({"year": "2019", "sex": "male"}, 10, 30),
    ]
    (shared,) = suppress([share(rows)])
    assert [row.suppressed for row in shared.rows] == [False, False, False, True, True, False, False]


def quantiles(number, low=10.0, high=90.0):
    rows = [ResultRow({}, number, number, 30.0, low, high, quantile=quantile) for quantile in (0.25, 0.5, 0.75)]
    return Result(id="time_in_care", kind="quantile", rows=tuple(rows), **WORDS)


@pytest.mark.parametrize(
    ("children", "shown"),
    [(0, [True, True, True]), (5, [False] * 3), (10, [False] * 3), (11, [False, True, False]), (21, [True] * 3)],
)
def test_a_quantile_needs_six_children_on_either_side(children, shown):
    """The median of 10 children says that 5 of them had so many days, or fewer."""
    (shared,) = suppress([quantiles(children)])
    assert [not row.suppressed for row in shared.rows] == shown


def test_the_interval_of_a_quantile_ends_where_it_would_be_about_fewer_than_six():
    (shared,) = suppress([quantiles(30)])
    assert [(row.value, row.low, row.high) for row in shared.rows] == [
        (30.0, None, 90.0),
        (30.0, 10.0, 90.0),
        (30.0, 10.0, None),
    ]


def test_a_row_of_which_too_little_has_changed_since_the_pack_before_is_hidden():
    before = share(rows_by_year([("total", 60, 200), ("2018", 20, 60), ("2019", 20, 70), ("2020", 20, 70)]))
    now = share(rows_by_year([("total", 70, 240), ("2018", 22, 60), ("2019", 20, 70), ("2020", 28, 110)]))
    (shared,) = suppress([now], published_before=[before])
    assert "2018" in hidden_groups(shared.rows)
    assert "total" not in hidden_groups(shared.rows)
    (first,) = suppress([now])
    assert hidden_groups(first.rows) == []


def test_a_year_hidden_in_the_pack_before_stays_hidden():
    before = share(rows_by_year([("total", 60, 200), ("2018", 3, 60), ("2019", 27, 70), ("2020", 30, 70)]))
    (shared_before,) = suppress([before])
    now = share(rows_by_year([("total", 80, 260), ("2018", 12, 60), ("2019", 27, 70), ("2020", 41, 130)]))
    (shared,) = suppress([now], published_before=[shared_before])
    assert set(hidden_groups(shared_before.rows)) <= set(hidden_groups(shared.rows))


def test_the_record_says_how_much_was_hidden_and_why():
    _, audit = suppress_and_audit([share(rows_by_year(row[:3] for row in ENOUGH.rows))])
    assert audit.in_words == (
        "Of 5 figures 2 are hidden: 1 because they rest on 1 to 5 children, 1 because they would give such a number "
        "away. Audited by linear programming in 1 round: nothing to recover."
    )


def hidden_groups(rows):
    return [row.group.get("year", "total") for row in rows if row.suppressed]
