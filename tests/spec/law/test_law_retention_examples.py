"""How long a looked-after child's record is kept: from birth, or from a death before 18."""

from datetime import date

import pytest

from homeward.law.nation import Nation
from homeward.law.retention_rule import Life, RecordPart, keep_record, keep_until, rules_of
from tests.spec.worked_example import Table

(ENGLAND,), (SCOTLAND,) = rules_of(Nation.ENGLAND), rules_of(Nation.SCOTLAND)
TODAY = date(2026, 11, 20)

BY_BIRTH_OR_DEATH = Table(
    title="England: the 75th anniversary of birth, or 15 years from a death before 18",
    says="The last day of keeping. The fifteen years begin with the day of death, so their last day is the one before.",
    columns=("Born on", "Died on", "Kept until and on", "Why"),
    rows=(
        (date(2008, 6, 30), None, date(2083, 6, 30), "75th anniversary"),
        (date(2008, 6, 30), date(2040, 1, 1), date(2083, 6, 30), "died as an adult: the death changes nothing"),
        (date(2008, 6, 30), date(2020, 3, 10), date(2035, 3, 9), "died at 11"),
        (date(2008, 6, 30), date(2026, 6, 29), date(2041, 6, 28), "died on the day before coming of age"),
        (date(2008, 6, 30), date(2026, 6, 30), date(2083, 6, 30), "died on the 18th birthday: was of age"),
        (date(2008, 2, 29), None, date(2083, 3, 1), "born on a leap day: 2083 has none"),
        (date(2008, 2, 29), date(2026, 2, 28), date(2041, 2, 27), "born on a leap day: not 18 before 1 March"),
        (date(2008, 2, 29), date(2026, 3, 1), date(2083, 3, 1), "and 18 on it"),
        (date(2012, 2, 28), date(2024, 2, 29), date(2039, 2, 28), "died on a leap day"),
        (date(2008, 6, 30), date(2008, 6, 30), date(2023, 6, 29), "died on the day of birth"),
    ),
)

SCOTTISH = Table(
    title="Scotland: the 100th anniversary of birth, or 25 years from a death before 18",
    says="The same counting with other numbers.",
    columns=("Born on", "Died on", "Kept until and on"),
    rows=(
        (date(2008, 6, 30), None, date(2108, 6, 30)),
        (date(2000, 2, 29), None, date(2100, 3, 1)),
        (date(2008, 6, 30), date(2020, 3, 10), date(2045, 3, 9)),
    ),
)

KEPT_FOR_GOOD = Table(
    title="What is kept until more is known",
    says="No day is found, and nothing is ever proposed for destruction.",
    columns=("Nation", "Part", "Born on", "Died on", "Dead", "Because"),
    rows=(
        (Nation.ENGLAND, RecordPart.LOOKED_AFTER, None, None, False, "date of birth"),
        (Nation.ENGLAND, RecordPart.LOOKED_AFTER, None, date(2011, 5, 1), True, "date of birth"),
        (Nation.ENGLAND, RecordPart.LOOKED_AFTER, date(1930, 1, 1), None, True, "date of death"),
        (Nation.ENGLAND, RecordPart.LOOKED_AFTER, date(1930, 1, 2), date(1930, 1, 1), True, "one of them is wrong"),
        (Nation.ENGLAND, RecordPart.OTHER, date(1930, 1, 1), None, False, "no rule is known"),
        (Nation.ENGLAND, RecordPart.ADOPTION, date(1930, 1, 1), None, False, "no rule is known"),
        (Nation.WALES, RecordPart.LOOKED_AFTER, date(1930, 1, 1), None, False, "still to be checked"),
        (Nation.NORTHERN_IRELAND, RecordPart.LOOKED_AFTER, date(1930, 1, 1), None, False, "no rule is known"),
    ),
)


@pytest.mark.parametrize(("born_on", "died_on", "to_on", "why"), BY_BIRTH_OR_DEATH.rows)
def test_kept_in_england(born_on, died_on, to_on, why):
    assert keep_until(Life(born_on, died_on, died_on is not None), ENGLAND).to_on == to_on


@pytest.mark.parametrize(("born_on", "died_on", "to_on"), SCOTTISH.rows)
def test_kept_in_scotland(born_on, died_on, to_on):
    assert keep_until(Life(born_on, died_on, died_on is not None), SCOTLAND).to_on == to_on


@pytest.mark.parametrize(("nation", "part", "born_on", "died_on", "is_dead", "because"), KEPT_FOR_GOOD.rows)
def test_kept_for_good(nation, part, born_on, died_on, is_dead, because):
    kept = keep_record(Life(born_on, died_on, is_dead), part, nation, TODAY)
    assert kept.to_on is None
    assert not kept.is_over(date(9999, 12, 31))
    assert because in kept.reason


def test_the_last_day_of_keeping_is_still_kept():
    kept = keep_record(Life(date(1950, 11, 20)), RecordPart.LOOKED_AFTER, Nation.ENGLAND, TODAY)
    assert not kept.is_over(date(2025, 11, 20))
    assert kept.is_over(date(2025, 11, 21))


def test_before_the_rule_was_in_force_nobody_can_say():
    kept = keep_record(Life(date(1930, 1, 1)), RecordPart.LOOKED_AFTER, Nation.ENGLAND, date(2011, 3, 31))
    assert kept.to_on is None
