"""How a figure is told to a reader: never rounded to none or all, never without its uncertainty, never with praise."""

from dataclasses import replace

import pytest

from homeward.charts import table_of
from homeward.charts.bars import bar_chart
from homeward.charts.figures import percent
from homeward.reports.glance import glances
from tests.spec.reports.hand_made_pack import RE_ENTRY, RETURNS_HOME, figure, hand_made_pack, withheld
from tests.spec.worked_example import Table

SHARES = Table(
    title="Shares in sentences and charts",
    says="Whole per cent, but a rare thing is never called 0 % and a common one never 100 %.",
    columns=("Share", "Written"),
    rows=(
        (0.0, "0%"),
        (0.0004, "under 0.1%"),
        (0.004, "0.4%"),
        (0.216, "22%"),
        (0.994, "99%"),
        (0.997, "99.7%"),
        (0.9999, "over 99.9%"),
        (1.0, "100%"),
    ),
)

ROWS = Table(
    title="One year in a table",
    says="A figure that is withheld shows none of its parts. Where there was nobody to count there is no share.",
    columns=("Year", "Number", "Out of", "Low", "High", "Withheld", "Written"),
    rows=(
        ("2019", 150, 640, 0.203, 0.269, False, "2019 · 150 · 640 · 23.4% · 20.3% to 26.9%"),
        ("2020", 0, 40, 0.0, 0.088, False, "2020 · 0 · 40 · 0.0% · 0.0% to 8.8%"),
        ("2021", 0, 0, None, None, False, "2021 · 0 · 0 · – · –"),
        ("2022", None, None, None, None, True, "2022 · hidden · hidden · hidden · hidden"),
    ),
)

GLANCES = Table(
    title="The first two figures",
    says="What was counted, out of how many, and how sure it is; where few were counted, a word of caution.",
    columns=("Measure", "Number", "Out of", "Low", "High", "Counted", "How sure"),
    rows=(
        (
            "returns_home",
            412,
            1900,
            0.199,
            0.236,
            "Children left care 1,900 times, and 412 of these were returns home to parents (22%).",
            "The underlying rate is likely between 20% and 24% (95% interval).",
        ),
        (
            "re_entry_within_12_months",
            10,
            30,
            0.19,
            0.51,
            "Children went home 30 times with a whole year to look back on, and after 10 of these returns the child "
            "was in care again within 12 months (33%).",
            "The underlying rate is likely between 19% and 51% (95% interval): with so few to count, the figure is "
            "only a rough guide.",
        ),
        ("returns_home", 0, 0, None, None, "There was nobody to count, so there is no share.", ""),
    ),
)


@pytest.mark.parametrize(("share", "written"), SHARES.rows)
def test_shares(share, written):
    assert percent(share) == written


@pytest.mark.parametrize(("year", "number", "out_of", "low", "high", "is_withheld", "written"), ROWS.rows)
def test_rows(year, number, out_of, low, high, is_withheld, written):
    group = {"year": year}
    row = withheld(group) if is_withheld else figure(group, number, out_of, low, high)
    assert " · ".join(table_of(bar_chart(replace(RETURNS_HOME, rows=(row,)))).rows[0]) == written


@pytest.mark.parametrize(("measure", "number", "out_of", "low", "high", "counted", "how_sure"), GLANCES.rows)
def test_glances(measure, number, out_of, low, high, counted, how_sure):
    result = next(result for result in (RETURNS_HOME, RE_ENTRY) if result.id == measure)
    pack = hand_made_pack(results=(replace(result, rows=(figure({}, number, out_of, low, high),)),))
    (glance,) = glances(pack)
    assert (glance.counted, glance.how_sure) == (counted, how_sure)
