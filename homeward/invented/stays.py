"""Invents stays in care without dates: at what age children come in, how and when they leave, who comes back."""

from dataclasses import dataclass, fields

import numpy as np

from homeward.invented.kinds import JUSTICE, KINDS, LEGAL, NEEDS, PROTECTION, TO_EIGHTEEN, is_among
from homeward.invented.margins import MARGINS, YEAR_DAYS, Days, Flags, Numbers, band_of, lognormal, pick, pick_by

ADULT_DAYS = 6575
"""Days from birth to the 18th birthday; the true birthday is put right when the career gets its dates."""

MOST_STAYS = 6
"""No invented child comes into care more often than this."""

_AGES = ("0", "1", "5", "10", "16")
_HOME = ("return_home_planned", "return_home_unplanned")


@dataclass(frozen=True)
class Stays:
    """Periods of care of many children, one place in each array for one period, sorted by child and beginning.

    `child` counts the children from 0. Days are counted from the child's first coming into care, `age_days` from
    birth to the beginning of the period. `legal`, `need` and `kind` are places in LEGAL, NEEDS and KINDS.
    """

    child: Days
    began: Days
    ended: Days
    age_days: Days
    unaccompanied: Flags
    legal: Days
    need: Days
    kind: Days

    def taken(self, places: Days | Flags) -> "Stays":
        """Return the periods at the places, in their order."""
        return Stays(**{field.name: getattr(self, field.name)[places] for field in fields(self)})

    @property
    def days(self) -> Days:
        """Return how long each period lasts, in days."""
        return self.ended - self.began

    @property
    def is_first(self) -> Flags:
        """Say which periods are their child's first."""
        return np.asarray(np.diff(self.child, prepend=-1) != 0)

    @property
    def is_last(self) -> Flags:
        """Say which periods are their child's last."""
        return np.asarray(np.diff(self.child, append=-1) != 0)


def invent_stays(generator: np.random.Generator, children: int) -> Stays:
    """Invent the periods of care of that many children, from the first to the last before they are 18."""
    starts = MARGINS["starts"]
    unaccompanied = generator.random(children) < starts["unaccompanied_share"]
    age_days = np.where(
        unaccompanied,
        _ages(generator, starts["unaccompanied_ages"], children),
        _ages(generator, starts["other_ages"], children),
    )
    rounds = [_stay(generator, np.arange(children), np.zeros(children, dtype=np.int64), age_days, unaccompanied)]
    while len(rounds) < MOST_STAYS and len(rounds[-1].child):
        rounds.append(_coming_back(generator, rounds[-1]))
    together = Stays(*(np.concatenate([getattr(one, field.name) for one in rounds]) for field in fields(Stays)))
    return together.taken(np.lexsort((together.began, together.child)))


def _ages(generator: np.random.Generator, bands: list[list[float]], number: int) -> Days:
    """Draw ages in days from bands of years: from, to, share, and the power that makes the young more common."""
    table = np.array([(*band, 1.0)[:4] for band in bands])
    band = table[
        pick(generator, {str(n): row[2] for n, row in enumerate(table)}, [str(n) for n in range(len(table))], number)
    ]
    years = band[:, 0] + (band[:, 1] - band[:, 0]) * generator.random(number) ** band[:, 3]
    days: Days = np.maximum(1, years * YEAR_DAYS).astype(np.int64)
    return days


def _stay(generator: np.random.Generator, child: Days, began: Days, age_days: Days, unaccompanied: Flags) -> Stays:
    band = band_of(age_days, _AGES)
    legal = pick_by(generator, {age: MARGINS["legal_start"][age] for age in _AGES}, LEGAL, band)
    legal[unaccompanied] = LEGAL.index("V2")
    is_justice, is_protection = is_among(legal, LEGAL, JUSTICE), is_among(legal, LEGAL, PROTECTION)
    need = pick_by(generator, MARGINS["need"], NEEDS, np.select([unaccompanied, is_justice], [0, 2], 1))
    ends_soon = is_protection & (generator.random(len(child)) < MARGINS["legal_path"]["protection_ends_care_share"])
    kind, days = _ends(generator, np.select([unaccompanied, is_justice, ends_soon], [5, 6, 7], band))
    days[ends_soon] = generator.integers(1, 4, int(ends_soon.sum()))
    left = ADULT_DAYS - age_days
    stays_on = days >= left - 1
    kind[stays_on] = KINDS.index(TO_EIGHTEEN)
    return Stays(child, began, began + np.where(stays_on, left, days), age_days, unaccompanied, legal, need, kind)


def _ends(generator: np.random.Generator, which: Days) -> tuple[Days, Days]:
    """Draw for each stay what it leads to and how many days it lasts; endless where it lasts to 18."""
    tables = {name: MARGINS["paths"][name] for name in (*_AGES, "unaccompanied", "justice", "protection")}
    kind = pick_by(generator, tables, KINDS, which)
    times = MARGINS["days_in_care"]
    table = np.array([times.get(name, [20 * YEAR_DAYS, 0.0]) for name in KINDS])
    days = lognormal(generator, table[kind, 0], table[kind, 1])
    adopted = kind == KINDS.index("adopted")
    days[adopted] = np.maximum(days[adopted], times["shortest_adoption"])
    days[kind == KINDS.index(TO_EIGHTEEN)] = 20 * 366
    return kind, days


def _coming_back(generator: np.random.Generator, before: Stays) -> Stays:
    """Return the next period of those who come back, at the latest shortly before they are 18."""
    gap = _days_until_back(generator, before.kind)
    began = before.ended + gap
    age_days = before.age_days + (began - before.began)
    back = age_days < MARGINS["days_in_care"]["after_care_by_this_age"] * YEAR_DAYS
    return _stay(generator, before.child[back], began[back], age_days[back], before.unaccompanied[back])


def _days_until_back(generator: np.random.Generator, kind: Days) -> Days:
    """Draw the days until a child comes back, by the kind of exit: the Weibull curve, or never where it is not met."""
    curve = MARGINS["re_entry"]
    ever = np.array([1.0 if name in _HOME else curve.get(name, 0.0) for name in KINDS])
    days: Numbers = np.minimum(curve["scale_days"] * generator.weibull(curve["shape"], len(kind)), 20 * YEAR_DAYS)
    days[generator.random(len(kind)) >= ever[kind]] = 20 * YEAR_DAYS
    return 1 + days.astype(np.int64)
