"""Beside others: what the funnel says of an authority, worked out by hand from the published numbers of 2025."""

import pytest

from homeward.measures.beside_others import beside_others
from homeward.measures.reading_a_funnel import Reading
from homeward.measures.result import Beside, Result
from homeward.measures.shares import share_row
from tests.spec.worked_example import Table

PUBLISHED = Table(
    title="As published",
    says=(
        "Left care in the year to 31 March 2025, each child by the last time. England: 5,540 went home as planned and "
        "1,070 unplanned, of 34,450 who left."
    ),
    columns=("Authority", "Planned", "Unplanned", "Left care", "Went home", "Share", "In words"),
    rows=(
        ("Barking and Dagenham (301)", 16, 6, 212, 22, "10.4%", "16 + 6 of 212"),
        ("Barnet (302)", 18, 7, 150, 25, "16.7%", "18 + 7 of 150"),
        ("Barnsley (370)", 61, "hidden", 207, None, None, "no sum with a hidden number in it"),
    ),
)

READINGS = Table(
    title="What the funnel says of ours",
    says=(
        "Barnsley, as it might be counted from its own returns, beside England’s 19.2% (6,610 of 34,450). Of 200 who "
        "leave, 38 would be expected; by chance alone, 95% of such authorities have 28 to 50. Authorities differ "
        "from one another anyway: a standard deviation of about 6 percentage points, and the limits allow for it."
    ),
    columns=("Went home", "Left care", "Reading", "By hand"),
    rows=(
        (38, 200, Reading.WITHIN_CHANCE, "as many as expected"),
        (49, 200, Reading.WITHIN_CHANCE, "24.5%: so many or more come by chance in 3.7%"),
        (
            56,
            200,
            Reading.WITHIN_USUAL,
            "28.0%, by chance in 0.2%; but 19.2 + 1.96 √(0.192 × 0.808/200 + 0.06²) is 32%",
        ),
        (68, 200, Reading.BEYOND_95, "34.0%, above 32%; 19.2 + 3.09 × 6.6 is 39%"),
        (90, 200, Reading.BEYOND_998, "45.0%, above 39%"),
        (10, 200, Reading.BEYOND_95, "5.0%, below 19.2 − 1.96 × 6.6 = 6.3%"),
        (0, 4, Reading.WITHIN_CHANCE, "none of four comes by chance in 43%"),
        (0, 0, Reading.CANNOT_BE_TOLD, "nobody left care"),
    ),
)


@pytest.mark.parametrize(("name", "planned", "unplanned", "left", "home", "share", "words"), PUBLISHED.rows)
def test_as_published(name, planned, unplanned, left, home, share, words):
    code = name.rpartition("(")[2].rstrip(")")
    ours = beside_others([], code, year=2025).published
    assert (ours.numerator, ours.denominator) == (home, left)
    assert beside_others([], code, year=2025, measure="returns_home_planned").published.numerator == planned
    assert (None if ours.share is None else f"{ours.share:.1%}") == share


@pytest.mark.parametrize(("home", "left", "reading", "by_hand"), READINGS.rows)
def test_readings(home, left, reading, by_hand):
    as_dfe = Beside("as_dfe", "", (share_row({"year": "2025"}, home, left),))
    words = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}
    result = Result(id="returns_home", kind="share", rows=(), beside=(as_dfe,), **words)
    found = beside_others([result], "370", year=2025)
    assert (found.england.numerator, found.england.denominator) == (6610, 34450)
    assert found.between == pytest.approx(0.06, abs=0.002)
    assert found.reading == reading
