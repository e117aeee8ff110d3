"""Invents what happens within a period of care: moves, changes of legal status, and placements that follow from age."""

from dataclasses import dataclass

import numpy as np

from homeward.invented.margins import MARGINS, Days, Flags, Texts, band_of, choose
from homeward.invented.periods import YEAR_DAYS, Periods
from homeward.sources.ssda903.codes import valid_codes

_PATHS = {
    "V2": ("V2", "C1", "C2"),
    "C1": ("C1", "C2", "C2"),
    "C2": ("C2", "C2", "C2"),
    "E1": ("E1", "E1", "E1"),
    "L1": ("L1", "C1", "C2"),
    "L2": ("L2", "C1", "C2"),
    "L3": ("L3", "V2", "C1"),
    "J1": ("J1", "V2", "V2"),
    "J2": ("J2", "V2", "V2"),
    "J3": ("J3", "V2", "V2"),
}
"""ASSUMED: the legal statuses that follow one another, by the one at the start."""

_SHORT = ("L1", "L2", "L3", "J2")
"""Legal statuses that last for days only."""

_SHORT_DAYS = 3
_CARE_ORDERS = ("C1", "C2", "E1")
_JUSTICE = ("J1", "J2", "J3")
_ADOPTION_PLACES = {"A5": 3.0, "A6": 10.0, "A3": 0.5, "A4": 0.5}
_HOME_BEFORE_DISCHARGE_SHARE = 0.35
"""ASSUMED: planned returns under a care order that begin with a placement at home."""

_BEGINS, _LEGAL, _CHANGE, _ADOPTION = range(4)


@dataclass(frozen=True)
class Moves:
    """Episodes within periods, sorted by period and day: `period` is the place in the Periods."""

    period: Days
    began_day: Days
    reason: Texts
    legal_status: Texts
    place: Texts
    is_last: Flags


@dataclass(frozen=True)
class _Changes:
    """The days on which something begins or changes; `kind` says what."""

    period: Days
    day: Days
    kind: Days

    @property
    def is_first(self) -> Flags:
        """Say which change begins its period."""
        return np.asarray(np.diff(self.period, prepend=-1) != 0)

    @property
    def is_last(self) -> Flags:
        """Say which change is the last of its period."""
        return np.asarray(np.diff(self.period, append=-1) != 0)


def return_years(days: Days) -> Days:
    """Return the return year of each day number (the year of the 31 March that ends it)."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months - 3) // 12 + 1971


def invent_moves(generator: np.random.Generator, periods: Periods) -> Moves:
    """Invent the episodes of the periods. The reason of each (RNE) follows from what really changed."""
    start = _statuses_at_start(generator, periods)
    changes = _changes(generator, periods, np.isin(start, _SHORT))
    legal_status = _legal_statuses(generator, changes, start)
    is_legal = ~changes.is_first & (legal_status != np.roll(legal_status, 1))
    goes_home = _goes_home(generator, periods, changes, legal_status)
    moved = ~is_legal | (changes.kind == _ADOPTION) | goes_home | (generator.random(len(is_legal)) < 0.3)
    drawn = _places(generator, periods, changes, legal_status, moved)
    drawn = np.where(goes_home, "P1", drawn)
    place = drawn[np.maximum.accumulate(np.where(moved, np.arange(len(moved)), 0))]
    reason = _reasons(generator, changes.is_first, is_legal, moved)
    return Moves(changes.period, changes.day, reason, legal_status, place, changes.is_last)


def _statuses_at_start(generator: np.random.Generator, periods: Periods) -> Texts:
    drawn = choose(generator, MARGINS["starts"]["legal_status"], len(periods.child))
    is_justice = np.isin(periods.exit_kind, ("custody", "remand_ended"))
    under_ten = periods.began_day - periods.born_day < 10 * YEAR_DAYS
    drawn = np.where(is_justice, "J1", drawn)
    return np.where(under_ten & np.isin(drawn, _JUSTICE), "V2", drawn)


def _changes(generator: np.random.Generator, periods: Periods, is_short: Flags) -> _Changes:
    """Return the beginning of every period and the changes within it, at most one a day, none after an adoption's."""
    everyone = np.arange(len(periods.child))
    days_in_care = periods.ended_day - periods.began_day
    often = generator.poisson(MARGINS["stay"]["changes_per_year"] * days_in_care / YEAR_DAYS)
    who = np.repeat(everyone, often)
    when = periods.began_day[who] + 1 + (generator.random(len(who)) * (days_in_care[who] - 1)).astype(np.int64)
    adopted = everyone[periods.exit_kind == "adopted"]
    placed = np.full(len(everyone), np.iinfo(np.int64).max)
    placed[adopted] = periods.ended_day[adopted] - generator.integers(60, 160, len(adopted))
    parts = (
        (everyone, periods.began_day, _BEGINS),
        (everyone[is_short], periods.began_day[is_short] + _SHORT_DAYS, _LEGAL),
        (who, when, _CHANGE),
        (adopted, placed[adopted], _ADOPTION),
    )
    period, day = (np.concatenate([part[place] for part in parts]) for place in (0, 1))
    kind = np.repeat([part[2] for part in parts], [len(part[0]) for part in parts])
    stands = (day < periods.ended_day[period]) & ((kind == _ADOPTION) | (day < placed[period]))
    return _sorted_changes(period[stands], day[stands], kind[stands])


def _sorted_changes(period: Days, day: Days, kind: Days) -> _Changes:
    order = np.lexsort((kind, day, period))
    period, day, kind = period[order], day[order], kind[order]
    is_new = (np.diff(period, prepend=-1) != 0) | (np.diff(day, prepend=day[:1] - 1) != 0)
    return _Changes(period[is_new], day[is_new], kind[is_new])


def _legal_statuses(generator: np.random.Generator, changes: _Changes, start: Texts) -> Texts:
    drawn = (changes.kind == _CHANGE) & (generator.random(len(changes.day)) < MARGINS["stay"]["legal_change_share"])
    steps = np.cumsum(drawn | (changes.kind == _LEGAL))
    taken = steps - steps[np.maximum.accumulate(np.where(changes.is_first, np.arange(len(steps)), 0))]
    names = list(_PATHS)
    rank = np.searchsorted(sorted(names), start)
    paths = np.array([_PATHS[name] for name in sorted(names)])
    status = paths[rank[changes.period], np.minimum(taken, 2)]
    return np.where(changes.kind == _ADOPTION, "E1", status)


def _goes_home(generator: np.random.Generator, periods: Periods, changes: _Changes, legal_status: Texts) -> Flags:
    """Say which last episodes are a placement with parents before the order is discharged."""
    is_planned = periods.exit_kind[changes.period] == "return_home_planned"
    lucky = generator.random(len(legal_status)) < _HOME_BEFORE_DISCHARGE_SHARE
    under_order = np.isin(legal_status, _CARE_ORDERS)
    goes: Flags = changes.is_last & ~changes.is_first & is_planned & under_order & lucky
    return goes


def _places(
    generator: np.random.Generator, periods: Periods, changes: _Changes, legal_status: Texts, moved: Flags
) -> Texts:
    """Draw a placement for every episode, such as the child's age, the year and the law allow."""
    age = ((changes.day - periods.born_day[changes.period]) / YEAR_DAYS).astype(np.int64)
    band, year = band_of(age, "places"), return_years(changes.day)
    place = np.full(len(age), "U6", dtype="<U3")
    for name, shares in MARGINS["places"].items():
        for one in np.unique(year):
            here = (band == name) & (year == one)
            place[here] = choose(generator, shares, int(here.sum()), valid_codes("PLACE", int(one)))
    place[changes.kind == _ADOPTION] = choose(generator, _ADOPTION_PLACES, int((changes.kind == _ADOPTION).sum()))
    place[(place == "P1") & ~np.isin(legal_status, _CARE_ORDERS)] = "U3"
    # A temporary placement neither begins nor ends a period, so a move must follow it.
    is_followed = np.roll(moved, -1) & ~changes.is_last
    place[np.char.startswith(place, "T") & (changes.is_first | ~is_followed)] = "U6"
    return place


def _reasons(generator: np.random.Generator, is_first: Flags, is_legal: Flags, moved: Flags) -> Texts:
    same_carer = generator.random(len(moved)) < MARGINS["stay"]["same_carer_share"]
    chosen: Texts = np.select(
        [is_first, is_legal & ~moved, is_legal & same_carer, is_legal, same_carer],
        ["S", "L", "U", "B", "T"],
        default="P",
    )
    return chosen
