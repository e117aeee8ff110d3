"""What each invented career adds to the published margins, in a council where every year is like the last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from homeward.invented import kinds
from homeward.invented.careers import Careers
from homeward.invented.margins import YEAR_DAYS, Days, Numbers
from homeward.invented.moves import REASONS
from homeward.invented.published import TOTAL, targets
from homeward.invented.stays import Stays

_RE_ENTRY_DAYS = {"3": 91, "12": 365, "72": 2191}
"""The windows of re-entry in days, as the measures count them."""

_TIMES = (14, 56, 182, 365, 730, 1095, 1826, 3652)
"""The published bands of time in care, in days: under two weeks, to eight weeks, six months, 1, 2, 3, 5, 10 years."""

_AGES, _AGE_BANDS = (1, 5, 10, 16), ("0", "1-4", "5-9", "10-15", "16+")
_EXIT_AGES, _EXIT_BANDS = (1, 5, 10, 16, 17, 17.999), ("0", "1-4", "5-9", "10-15", "16", "17", "18+")
_UNACCOMPANIED = ("no", "yes")
_WITH_NEW_CARER = ("S", "P", "B")
_NEVER = 1 << 30
_HOME = ("return_home_planned", "return_home_unplanned")

Group = tuple[str, str, str]
_Part = tuple[Days, Days, Numbers]


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups that careers are counted in: measure, grouping and group; the totals come first."""
    totals = [(measure, *TOTAL) for measure in ("looked_after", "started", "exits", "returns_home")]
    return (*totals, *((target.measure, target.grouping, target.group) for target in targets()))


def contributions(careers: Careers) -> Iterator[_Part]:
    """Yield what the careers add: arrays of children, of places among the groups, and of amounts.

    Amounts of children looked after are days; amounts of starts and exits are expected counts: only a child's first
    start and last exit of a return year count, so of two that are d days apart one counts with the chance d / 365.25.
    """
    yield from _days_in_care(careers)
    yield from _starts(careers)
    yield from _exits(careers)
    yield from _returns_home(careers.stays)


def summed(careers: Careers, tilts: Numbers) -> Numbers:
    """Return for each child the sum of its contributions, each weighted by its group's tilt."""
    score = np.zeros(careers.children)
    for child, group, amount in contributions(careers):
        score += np.bincount(child, amount * tilts[group], minlength=careers.children)
    return score


def as_table(careers: Careers) -> Numbers:
    """Return the contributions as a table with one row a child and one column a group."""
    width = len(groups())
    flat = np.zeros(careers.children * width)
    for child, group, amount in contributions(careers):
        flat += np.bincount(child * width + group, amount, minlength=len(flat))
    return flat.reshape(careers.children, width)


@cache
def _places_of(measure: str, grouping: str) -> Mapping[str, int]:
    return {name: place for place, (one, by, name) in enumerate(groups()) if (one, by) == (measure, grouping)}


@dataclass(frozen=True)
class _Counted:
    """Amounts to be counted, each for one child."""

    child: Days
    amount: Numbers

    def total(self, measure: str) -> _Part:
        """Count all in a measure's total."""
        return self.by(measure, TOTAL[0], [TOTAL[1]], np.zeros(len(self.child), dtype=np.int64))

    def by(self, measure: str, grouping: str, names: Sequence[str], which: Days) -> _Part:
        """Count each in the group named by the place of its name; those of no group are left out."""
        known = _places_of(measure, grouping)
        places = np.array([known.get(name, -1) for name in names])[which]
        counted = places >= 0
        return self.child[counted], places[counted], self.amount[counted]


def _group_of_each(codes: tuple[str, ...], grouped: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the name of the group that each code belongs to; empty where it belongs to none."""
    return [next((name for name, some in grouped.items() if code in some), "") for code in codes]


def _days_in_care(careers: Careers) -> Iterator[_Part]:
    stays, episodes = careers.stays, careers.episodes
    counted = _Counted(stays.child, stays.days.astype(float))
    yield counted.total("looked_after")
    yield counted.by("looked_after", "need", kinds.NEEDS, stays.need)
    yield counted.by("looked_after", "unaccompanied", _UNACCOMPANIED, stays.unaccompanied.astype(np.int64))
    yield from _days_at_each_age(stays)
    counted = _Counted(stays.child[episodes.stay], (episodes.ends(stays) - episodes.began).astype(float))
    legal = _group_of_each(kinds.LEGAL, kinds.LEGAL_GROUPS)
    yield counted.by("looked_after", "legal_status", legal, episodes.legal)
    places = _group_of_each(kinds.PLACES, kinds.PLACE_GROUPS)
    yield counted.by("looked_after", "placement", places, episodes.place)
    yield _days_after_many_moves(careers)


def _days_at_each_age(stays: Stays) -> Iterator[_Part]:
    for band, (youngest, oldest) in enumerate(pairwise((0, *_AGES, 18))):
        until = np.minimum(stays.age_days + stays.days, oldest * YEAR_DAYS + 1)
        within = np.maximum(0.0, until - np.maximum(stays.age_days, youngest * YEAR_DAYS))
        some = np.flatnonzero(within)
        counted = _Counted(stays.child[some], within[some])
        yield counted.by("looked_after", "age_band", _AGE_BANDS, np.full(len(some), band))


def _days_after_many_moves(careers: Careers) -> _Part:
    """Return the days on which a child has had three placements or more in the year before.

    As the measure counts them: temporary ones are none, and a change with the same carer (T, U) is none.
    """
    episodes = careers.episodes
    temporary = kinds.is_among(episodes.place, kinds.PLACES, tuple(code for code in kinds.PLACES if code[0] == "T"))
    moved = kinds.is_among(episodes.reason, REASONS, _WITH_NEW_CARER) & ~temporary
    moved &= ~np.roll(temporary, 1) | episodes.is_first
    stay = episodes.stay[moved]
    child, began = careers.stays.child[stay], careers.stays.began[stay] + episodes.began[moved]
    ends = np.where(np.diff(stay, append=-1) != 0, careers.stays.ended[stay], np.roll(began, -1))
    third = child == np.roll(child, 2)
    third[:2] = False
    # The placement before last still counts for a year after it ended.
    until = np.minimum(ends, np.roll(ends, 2) + 365)
    amount = np.where(third, np.maximum(0, until - began), 0).astype(float)
    return _Counted(child, amount).total("with_three_or_more_placements")


def _starts(careers: Careers) -> Iterator[_Part]:
    stays = careers.stays
    since = np.where(stays.is_first, YEAR_DAYS, stays.began - np.roll(stays.began, 1))
    counted = _Counted(stays.child, np.minimum(1.0, since / YEAR_DAYS))
    yield counted.total("started")
    yield from _flow(stays, counted)
    yield counted.by("started", "age_band", _AGE_BANDS, _band(_AGES, stays.age_days))
    yield counted.by("started", "need", kinds.NEEDS, stays.need)
    legal = _group_of_each(kinds.LEGAL, {name: (code,) for name, code in kinds.LEGAL_AT_START.items()})
    yield counted.by("started", "legal_status", legal, stays.legal)
    places = _group_of_each(kinds.PLACES, kinds.PLACE_GROUPS)
    yield counted.by("started", "placement", places, careers.episodes.place[careers.episodes.is_first])


def _flow(stays: Stays, counted: _Counted) -> Iterator[_Part]:
    """Count half of each start or exit, on the scale of a year's days: coming and going taken together."""
    half = _Counted(counted.child, counted.amount / 2 * YEAR_DAYS)
    yield half.total("flow")
    yield half.by("flow", "unaccompanied", _UNACCOMPANIED, stays.unaccompanied.astype(np.int64))


def _exits(careers: Careers) -> Iterator[_Part]:
    stays = careers.stays
    until = np.where(stays.is_last, YEAR_DAYS, np.roll(stays.ended, -1) - stays.ended)
    counted = _Counted(stays.child, np.minimum(1.0, until / YEAR_DAYS))
    yield counted.total("exits")
    yield from _flow(stays, counted)
    yield counted.by("exits", "exit_kind", kinds.KINDS, stays.kind)
    yield counted.by("exits", "age_band", _EXIT_BANDS, _band(_EXIT_AGES, stays.age_days + stays.days))
    times = list(_places_of("exits", "time_in_care"))
    yield counted.by("exits", "time_in_care", times, np.searchsorted(_TIMES, stays.days, side="right"))
    legal = _group_of_each(kinds.LEGAL, {"care_order": kinds.CARE_ORDERS, **kinds.LEGAL_GROUPS})
    yield counted.by("exits", "legal_status", legal, careers.episodes.legal[careers.episodes.is_last])


def _band(years: Sequence[float], age_days: Days) -> Days:
    return np.searchsorted(np.array(years) * YEAR_DAYS, age_days, side="right")


def _returns_home(stays: Stays) -> Iterator[_Part]:
    """Return the returns home and those that ended in care again within each window; all of them count."""
    home = np.flatnonzero(kinds.is_among(stays.kind, kinds.KINDS, _HOME))
    yield _Counted(stays.child[home], np.ones(len(home))).total("returns_home")
    gap = np.where(stays.is_last, _NEVER, np.roll(stays.began, -1) - stays.ended)[home]
    for months, window in _RE_ENTRY_DAYS.items():
        back = home[gap <= window]
        counted = _Counted(stays.child[back], np.ones(len(back)))
        yield counted.by("re_entry", "months", [months], np.zeros(len(back), dtype=np.int64))
