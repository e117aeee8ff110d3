"""A small pack made by hand, so that the documents can be tested apart from the counting."""

from datetime import date

from homeward.evidence.authorities import authority
from homeward.measures.result import Beside, Result, ResultRow
from homeward.reports.datapack import Pack
from homeward.sources.findings import Fate, Finding


def figure(group, numerator, denominator, low=None, high=None, **more):
    """One row; the share is worked out so that it cannot disagree with the counts."""
    value = numerator / denominator if denominator else None
    return ResultRow(group, numerator, denominator, value, low, high, **more)


def withheld(group, **more):
    """One row whose numbers are hidden."""
    return ResultRow(group, None, None, None, suppressed=True, **more)


RETURNS_HOME = Result(
    id="returns_home",
    title="Children who went home",
    unit="share of exits from care",
    kind="share",
    direction="read together",
    why="Most children who come into care hope to go home.",
    definition="Exits coded E4A or E4B, out of all exits.",
    owner="Head of service",
    rows=(
        figure({}, 412, 1900, 0.199, 0.236),
        figure({"year": "2019"}, 150, 640, 0.203, 0.269),
        withheld({"year": "2020"}),
        figure({"year": "2021"}, 0, 0),
        figure({"sex": "female"}, 200, 900, 0.196, 0.251),
        figure({"sex": "male"}, 212, 1000, 0.188, 0.238),
    ),
    beside=(
        Beside(
            "planned", "Planned", (figure({}, 380, 1900, 0.18, 0.22), figure({"year": "2019"}, 140, 640, 0.19, 0.25))
        ),
        Beside("unplanned", "Unplanned", (figure({}, 32, 1900, 0.012, 0.024), withheld({"year": "2019"}))),
    ),
    is_headline=True,
)

RE_ENTRY = Result(
    id="re_entry_within_12_months",
    title="Back in care within 12 months",
    unit="share of returns home",
    kind="share",
    direction="read together",
    why="Coming back into care is hard on a child; not coming back when home is unsafe is harder.",
    definition="Returns home followed by a new period of care on day 1 to 365.",
    owner="Head of service",
    rows=(
        figure({}, 60, 300, 0.159, 0.249),
        figure({"year": "2019"}, 28, 140, 0.142, 0.274),
        figure({"year": "2020"}, 32, 160, 0.145, 0.269, complete=False),
    ),
    is_headline=True,
)

CURVE = Result(
    id="re_entry_cumulative",
    title="When children come back",
    unit="share of returns home",
    kind="curve",
    direction="read together",
    why="Support is needed most when most children come back.",
    definition="Cumulative share of returns home that were followed by a new period of care.",
    owner="Head of service",
    rows=(
        withheld({}, at_days=30),
        figure({}, 36, 300, 0.087, 0.162, at_days=91),
        figure({}, 60, 300, 0.159, 0.249, at_days=365),
        figure({}, 75, 300, 0.204, 0.302, at_days=730),
    ),
)

EXITS = Result(
    id="exits",
    title="Exits from care",
    unit="exits",
    kind="count",
    direction="neither",
    why="It says how many children left care.",
    definition="Ends of a period of care.",
    owner="Homeward",
    rows=tuple(ResultRow(group, n, None, float(n)) for group, n in (({}, 1900), ({"year": "2019"}, 640))),
)

DAYS_AT_HOME = Result(
    id="time_at_home_before_re_entry",
    title="Time at home before coming back",
    unit="days",
    kind="quantile",
    direction="read together",
    why="It says until when families need support.",
    definition="Days from going home to the next period of care.",
    owner="Homeward",
    rows=tuple(
        ResultRow(group, 60, None, days, low, high, quantile=quantile)
        for group in ({}, {"year": "2019"})
        for quantile, days, low, high in (
            (0.25, 40.0, None, 61.0),
            (0.5, 122.0, 90.0, 160.0),
            (0.75, 300.0, 210.0, None),
        )
    ),
)

BY_MONTH = Result(
    id="early_re_entry_by_month",
    title="Back in care within 91 days, by month",
    unit="share of returns home",
    kind="series",
    direction="read together",
    why="Month by month it shows soon whether a change helps.",
    definition="Returns home followed by a new period of care on day 1 to 91.",
    owner="Homeward",
    rows=(
        figure({}, 0, 20, 0.0, 0.161, period="2020-12"),
        withheld({}, period="2021-01"),
        figure({}, 7, 21, 0.172, 0.547, period="2021-02", complete=False),
    ),
)

WITHOUT_PLANS = Result(
    id="plan_is_return_home",
    title="Children whose plan is to go home",
    unit="share of children",
    kind="share",
    direction="read together",
    why="Without a plan nobody works on it.",
    definition="Children looked after whose plan is to return home.",
    owner="Homeward",
    rows=(),
    note="Not counted: no care plans were given.",
)

EVERY_KIND = (RETURNS_HOME, RE_ENTRY, CURVE, DAYS_AT_HOME, BY_MONTH, WITHOUT_PLANS, EXITS)
"""One result of each kind, a headline first; one has no rows and says why."""

FINDINGS = (
    Finding(
        "warning", "vanished", "2019/episodes.csv", 12, "DEC", "=1+1", "Line 12 of 2019/episodes.csv ends nowhere."
    ),
    Finding("warning", "vanished", "2020/episodes.csv", 40, "DEC", None, "Line 40 of 2020/episodes.csv ends nowhere."),
    Finding(
        "error", "no_child", "2020/episodes.csv", 7, "CHILD", "Jo <b>", "Line 7 of 2020/episodes.csv has no child."
    ),
    Finding("note", "respite", "2020/episodes.csv", None, None, None, "3 rows of respite care were set aside."),
)


def hand_made_pack(**changes):
    """A pack of three years with a hidden figure, an empty year and findings; `changes` replace its parts."""
    parts = {
        "as_of": date(2021, 3, 31),
        "source": "returns of Barking",
        "authority": authority("301"),
        "definition": "dfe",
        "audience": "shareable",
        "years": (2019, 2020, 2021),
        "results": (RETURNS_HOME, RE_ENTRY, CURVE),
        "findings": FINDINGS,
        "fates": {"Header": Fate(100, 98, 1, 1), "Episodes": Fate(2500, 2400, 60, 40)},
    }
    return Pack(**(parts | changes))
