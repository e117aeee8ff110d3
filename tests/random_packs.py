"""Packs of results counted from invented exits, with every kind of link between their tables, for tests of suppression.

Nothing here is derived from returns: each invented exit is a dictionary, and every count a plain sum over exits.
"""

import random
from itertools import accumulate

from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.shares import share_row
from homeward.stats.survival import CountTable, cumulative_incidence

YEARS = ("2018", "2019", "2020", "2021")
KEYS = {
    "year": YEARS,
    "sex": ("female", "male"),
    "age_band": ("0", "1-4", "5-9", "10-15", "16+"),
    "ethnicity": ("white", "mixed", "asian", "black", "other", "unknown"),
    "legal_status": ("interim_order", "full_order", "accommodated", "placement_order", "other"),
    "need": ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"),
    "time_in_care": ("under_3_months", "3_to_12_months", "1_to_2_years", "2_years_and_over"),
    "earlier_returns": ("0", "1", "2+"),
    "unaccompanied": ("yes", "no"),
}
PLANS = ("planned", "unplanned", "plan_unknown")
WINDOWS = {3: 91, 6: 183, 12: 365, 24: 730, 60: 1826}
MONTH_ENDS = (0, 30, 61, 91, 122, 152, 183, 274, 365, 456, 548, 639, 730, 913, 1096, 1278)
LAST_DAY = 4 * 365
WORDS = {"title": "t", "unit": "u", "direction": "read together", "why": "w", "definition": "d", "owner": "o"}


def random_pack(seed, *, exits=None, keys=None, windows=None):
    """Return the results of invented exits; their number and how common each thing is vary from pack to pack."""
    chance = random.Random(seed)
    habits = {name: chance.choice((0.0, 0.05, 0.2, 0.5, 0.9)) for name in ("home", "back", "adult", "imputed", "dfe")}
    plans = [chance.choice((0, 1, 8)) + 0.01 for _ in PLANS]
    weights = {key: [chance.choice((0.02, 0.2, 1, 3)) for _ in values] for key, values in KEYS.items()}
    number = chance.choice((0, 8, 15, 30, 60, 120, 250, 600)) if exits is None else exits
    chosen = keys or ("year", *chance.sample([key for key in KEYS if key != "year"], chance.choice((0, 1, 2))))
    left = [_exit(chance, habits, plans, weights) for _ in range(number)]
    return pack_of(left, chosen, windows or chance.choice(((12,), (3, 6), (3, 6, 12, 24))))


def _exit(chance, habits, plans, weights):
    found = {name: chance.random() < share for name, share in habits.items()}
    found |= {key: chance.choices(KEYS[key], weights[key])[0] for key in KEYS}
    day = chance.randrange(LAST_DAY // len(YEARS))
    day += YEARS.index(found["year"]) * (LAST_DAY // len(YEARS))
    found["followed"] = LAST_DAY - day
    found["month"] = f"{int(found['year']) - 1}-{4 + day % 365 // 130:02d}"
    found["plan"] = chance.choices(PLANS, plans)[0]
    found["imputed"] = found["imputed"] and not found["home"]
    back = 1 + int(chance.expovariate(1 / 300))
    found["back_after"] = back if found["back"] and back <= found["followed"] else None
    found["adult_after"] = chance.randrange(2000) if found["adult"] else 9999
    found["days_in_care"] = chance.randrange(900)
    return found


def pack_of(left, keys, windows):
    """Return the results of these exits."""
    homes = [each for each in left if each["home"]]
    is_home = lambda each: each["home"]  # noqa: E731 - said once, used as a value
    plans = tuple(
        Beside(plan, plan, _shares(left, lambda each, plan=plan: each["home"] and each["plan"] == plan, ("year",)))
        for plan in PLANS
    )
    recorded = [each for each in left if not each["imputed"]]
    as_dfe = [each for each in left if not each["dfe"]]
    others = (
        Beside("without_imputed_exits", "r", _shares(recorded, is_home, ("year",))),
        Beside("as_dfe", "d", _shares(as_dfe, is_home, ("year",))),
    )
    return (
        *(_window(homes, keys, months) for months in windows),
        _curve(homes),
        _series(homes),
        _quantiles(homes, keys),
        _result("returns_home_unplanned", _shares(left, lambda e: e["home"] and e["plan"] == "unplanned", keys),
                part_of="returns_home"),
        _result("returns_home", _shares(left, is_home, keys), beside=(*plans, *others), drawn_from="exits",
                is_headline=True),
        _result("exits", _counts(left, keys), kind="count"),
    )  # fmt: skip


def _window(homes, keys, months):
    days = WINDOWS[months]
    followed = [each for each in homes if each["followed"] >= days]
    is_back = lambda each: each["back_after"] is not None and each["back_after"] <= days  # noqa: E731
    still_a_child = [each for each in followed if each["adult_after"] > days]
    return _result(
        f"re_entry_within_{months}_months",
        _shares(followed, is_back, keys),
        beside=(Beside("without_turned_18", "w", _shares(still_a_child, is_back, ("year",))),),
        drawn_from="returns_home",
        within_days=days,
        is_headline=months == 12,
    )


def _curve(homes):
    """Return how many were back by the ends of months; those not yet back are seen until the data end."""
    ends = [(each["back_after"] or each["followed"], int(each["back_after"] is not None)) for each in homes]
    if not ends:
        return _result("re_entry_cumulative", (), kind="curve", drawn_from="returns_home")
    table = CountTable(day=[day for day, _ in ends], cause=[cause for _, cause in ends], count=[1] * len(ends))
    incidence = cumulative_incidence(table, causes=1)
    back = list(accumulate(int(events) for events in incidence.events[0]))
    points = []
    for day in MONTH_ENDS:
        if day < len(back):
            share, interval = incidence.at(day)
            ends = (interval.low, interval.high) if interval else (None, None)
            points.append(ResultRow({}, back[day], int(incidence.at_risk[day]), share, *ends, at_days=day))
    return _result("re_entry_cumulative", points, kind="curve", drawn_from="returns_home")


def _series(homes):
    """Return by month how many were back within 91 days, of those followed so long."""
    followed = [each for each in homes if each["followed"] >= 91]
    months = [f"{int(year) - 1}-{month:02d}" for year in YEARS for month in (4, 5, 6)]
    rows = []
    for month in months:
        inside = [each for each in followed if each["month"] == month]
        having = sum(each["back_after"] is not None and each["back_after"] <= 91 for each in inside)
        row = share_row({}, having, len(inside))
        rows.append(ResultRow({}, row.numerator, row.denominator, row.value, row.low, row.high, period=month))
    return _result("early_re_entry_by_month", rows, kind="series", part_of="re_entry_within_3_months")


def _quantiles(homes, keys):
    rows = []
    for group, inside in _groups(homes, keys):
        days = sorted(each["days_in_care"] for each in inside)
        for quantile in (0.25, 0.5, 0.75):
            value = days[max(0, -int(-len(days) * quantile // 1) - 1)] if days else None
            rows.append(ResultRow(group, len(days), len(days), value, quantile=quantile))
    return _result("time_in_care_before_return", rows, kind="quantile", drawn_from="returns_home")


def _result(identity, rows, kind="share", **links):
    return Result(id=identity, kind=kind, rows=tuple(rows), **links, **WORDS)


def _shares(exits, has, keys):
    return tuple(share_row(group, sum(map(has, inside)), len(inside)) for group, inside in _groups(exits, keys))


def _counts(exits, keys):
    return tuple(ResultRow(group, len(inside), None, float(len(inside))) for group, inside in _groups(exits, keys))


def _groups(exits, keys):
    yield {}, exits
    for key in keys:
        for value in KEYS[key]:
            yield {key: value}, [each for each in exits if each[key] == value]
