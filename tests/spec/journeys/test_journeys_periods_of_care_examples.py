"""Periods of care: which episodes belong together, when care began and ended, and how it ended."""

from datetime import date

import pytest

from homeward.journeys import derive
from homeward.sources.day import date_of, day_of
from tests.build_rows import Child, Episode, build_rows, journeys_of, rows_of
from tests.spec.worked_example import Table

END_OF_2020 = date(2020, 3, 31)

PERIODS = Table(
    title="Episodes become periods of care",
    says="Each row is one child, as on 31 March 2020. An episode is written as RNE, first day, last day, REC.",
    columns=("Episodes", "Periods of care", "Why"),
    rows=(
        (
            "S 2018-05-01 to 2018-09-01 X1; P 2018-09-01 to 2019-05-01 E4A",
            "2018-05-01 to 2019-05-01 return_home_planned",
            "the second episode goes on where the first one ended",
        ),
        (
            "S 2018-05-01 to 2018-09-01 E4B; S 2018-09-02 to open",
            "2018-05-01 to 2018-09-01 return_home_unplanned; 2018-09-02 to open",
            "a single day at home ends a period of care",
        ),
        (
            "S 2018-05-01 to 2018-09-01 E4B; S 2018-09-01 to 2018-12-01 E13",
            "2018-05-01 to 2018-12-01 left_to_family_without_pr",
            "started again on the day it ended: the same period, whatever REC and RNE say",
        ),
        (
            "P 2018-05-01 to 2018-09-01 E45",
            "before 2018-05-01 to 2018-09-01 special_guardianship",
            "left truncation: the first episode in the data is not a start of care (S), so care is older than the data",
        ),
        (
            "P 2018-05-01 to 2018-09-01 E4A; S 2019-01-01 to open",
            "before 2018-05-01 to 2018-09-01 return_home_planned; 2019-01-01 to open",
            "left truncation touches the first period only",
        ),
        (
            "S 2018-05-01 to 2019-03-31 imputed",
            "2018-05-01 to 2019-03-31 unknown_imputed",
            "the end was worked out when the returns were joined: nobody recorded why",
        ),
        (
            "S 2018-05-01 to 2019-03-31 imputed; P 2019-03-31 to open",
            "2018-05-01 to open",
            "an imputed end within a period of care is no exit",
        ),
        ("S 2018-05-01 to 2018-09-01 E99", "2018-05-01 to 2018-09-01 unknown_code", "no list knows E99"),
        ("S 2018-05-01 to 2020-03-31 E4A", "2018-05-01 to 2020-03-31 return_home_planned", "ended on the day itself"),
        ("S 2018-05-01 to 2020-04-01 E4A", "2018-05-01 to open", "ended on the day after: not known yet"),
        (
            "S 2018-05-01 to 2018-09-01 E4A; S 2020-04-01 to open",
            "2018-05-01 to 2018-09-01 return_home_planned",
            "began on the day after: not known yet",
        ),
        ("S 2020-03-31 to open", "2020-03-31 to open", "began on the day itself"),
    ),
)

AGES = Table(
    title="Age at an exit, and days until the 18th birthday",
    says="Whole years. A birthday counts from its first minute; born on 29 February, in a common year from 1 March.",
    columns=("Born on", "Went home on", "Age", "Days to 18"),
    rows=(
        (date(2010, 6, 1), date(2019, 5, 31), 8, 3289),
        (date(2010, 6, 1), date(2019, 6, 1), 9, 3288),
        (date(2004, 2, 29), date(2019, 2, 28), 14, 1097),
        (date(2004, 2, 29), date(2019, 3, 1), 15, 1096),
        (date(2001, 3, 1), date(2019, 2, 28), 17, 1),
        (date(2001, 2, 28), date(2019, 2, 28), 18, 0),
        (date(2019, 2, 1), date(2019, 2, 28), 0, 6548),
        (date(2019, 3, 1), date(2019, 2, 28), None, 6576),
        (None, date(2019, 2, 28), None, None),
    ),
)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_episodes_become_periods_of_care(engine):
    names = [f"child {number:02}" for number in range(len(PERIODS.rows))]
    histories = {name: row[0] for name, row in zip(names, PERIODS.rows, strict=True)}
    found = {name: [] for name in names}
    for row in rows_of(journeys_of(histories, END_OF_2020, engine=engine).periods):
        assert row["period_number"] == len(found[row["child_id"]]) + 1
        found[row["child_id"]].append(_in_words(row))
    for name, (history, periods, why) in zip(names, PERIODS.rows, strict=True):
        assert "; ".join(found[name]) == periods, (history, why)


def _in_words(period):
    began = f"{'' if period['start_known'] else 'before '}{date_of(period['start_day'])}"
    if period["end_day"] is None:
        assert period["exit_kind"] is None
        return f"{began} to open"
    return f"{began} to {date_of(period['end_day'])} {period['exit_kind']}"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_age_at_the_exit_and_days_to_18(engine):
    names = [f"child {number:02}" for number in range(len(AGES.rows))]
    children = [Child(name, born_on=row[0]) for name, row in zip(names, AGES.rows, strict=True)]
    histories = {name: f"S 2018-12-01 to {row[1]} E4A" for name, row in zip(names, AGES.rows, strict=True)}
    journeys = journeys_of(histories, END_OF_2020, children=children, engine=engine)
    found = [(row["age"], row["days_to_18"]) for row in rows_of(journeys.returns_home)]
    assert found == [(age, days) for _, _, age, days in AGES.rows]
    assert [row["age"] for row in rows_of(journeys.exits)] == [age for _, _, age, _ in AGES.rows]


def test_the_last_episode_says_where_and_under_what_care_ended():
    rows = build_rows(
        [
            Episode("a", date(2018, 5, 1), date(2018, 9, 1), "X1", legal_status="C1", need="N1", place="U4"),
            Episode("a", date(2018, 9, 1), date(2019, 4, 1), "E4A", "B", legal_status="C2", need="N2", place="P1"),
        ]
    )
    (exit_,) = rows_of(derive(rows, as_of_day=day_of(END_OF_2020)).exits)
    assert (exit_["legal_status"], exit_["need"], exit_["place"]) == ("full_care_order", "N2", "placed_with_parents")
    assert (exit_["year"], exit_["days_in_care"]) == (2020, 335)
