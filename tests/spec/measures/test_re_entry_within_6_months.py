"""Back in care within six months: the same rules as for twelve months, with another last day of the window."""

from datetime import date, timedelta

from homeward.measures import calculate
from tests.build_rows import figures_of, journeys_of
from tests.spec.worked_example import Table

HOME = date(2012, 6, 1)

DAYS = Table(
    title="Back within 6 months",
    says="Went home on 1 June 2012. The window is day 1 to 183; care that began before the data (P) does not matter.",
    columns=("Start", "Back on day", "Followed for days", "Back", "Out of"),
    rows=(
        ("S", 183, 184, 1, 1),
        ("S", 184, 185, 0, 1),
        ("S", None, 183, 0, 1),
        ("S", None, 182, 0, 0),
        ("P", 1, 183, 1, 1),
    ),
)


def test_the_window():
    for start, back, followed, *expected in DAYS.rows:
        again = "" if back is None else f"; S {HOME + timedelta(back)} to open"
        history = f"{start} 2011-06-01 to 2012-06-01 E4A{again}"
        journeys = journeys_of({"A": history}, HOME + timedelta(followed), years=range(2012, 2020))
        (result,) = calculate(journeys, ["re_entry_within_6_months"])
        assert figures_of(result).get("total", (0, 0)) == tuple(expected), (start, back, followed)
