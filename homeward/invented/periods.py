"""Invents periods of care: when children come into care, when and how they leave, and who comes back."""

from dataclasses import dataclass

import numpy as np

from homeward.invented.margins import MARGINS, Days, Flags, Texts, band_of, choose, spread_out

YEAR_DAYS = 365.25
RETURNS_HOME = ("return_home_planned", "return_home_unplanned")
MOST_PERIODS = 6
"""No invented child comes into care more often than this."""

_ADOPTION_DAYS = 200
"""An adoption takes at least this long; a shorter stay is drawn out by a year."""

_PARTS = ("child", "born_day", "began_day", "ended_day", "exit_kind")


@dataclass(frozen=True)
class Periods:
    """Periods of care, one place in each array for one period: the child, the days, and the kind of exit.

    Days are day numbers; `ended_day` is the day care ends, which may lie after the last return.
    """

    child: Days
    born_day: Days
    began_day: Days
    ended_day: Days
    exit_kind: Texts

    def only(self, wanted: Flags) -> "Periods":
        """Return the periods that are wanted."""
        return Periods(**{name: getattr(self, name)[wanted] for name in _PARTS})


def invent_periods(generator: np.random.Generator, children: int, first_day: int, last_day: int) -> Periods:
    """Invent the periods of care of that many children, who first come into care between two days, both included."""
    bands = np.array(MARGINS["starts"]["ages"])
    band = spread_out(generator, bands[:, 2].tolist(), children)
    age_years = bands[band, 0] + generator.random(children) * (bands[band, 1] - bands[band, 0])
    began = generator.integers(first_day, last_day + 1, children)
    born = began - (age_years * YEAR_DAYS).astype(np.int64)
    rounds = [_period(generator, np.arange(children), born, began)]
    while len(rounds) < MOST_PERIODS and len(rounds[-1].child):
        rounds.append(_coming_back(generator, rounds[-1], last_day))
    return _together(rounds)


def _together(rounds: list[Periods]) -> Periods:
    return Periods(**{name: np.concatenate([getattr(one, name) for one in rounds]) for name in _PARTS})


def _period(generator: np.random.Generator, child: Days, born: Days, began: Days) -> Periods:
    stay = MARGINS["stay"]
    eighteenth = born + int(18 * YEAR_DAYS)
    drawn = np.exp(generator.normal(np.log(stay["median_days"]), stay["spread"], len(child)))
    drawn[generator.random(len(child)) < stay["to_eighteen_share"]] = np.inf
    left_day = began + np.maximum(1, np.minimum(drawn, 20 * YEAR_DAYS)).astype(np.int64)
    ended = np.maximum(np.minimum(left_day, eighteenth), began + 1)
    kinds = _exit_kinds(generator, born, ended)
    is_hasty = (kinds == "adopted") & (ended - began < _ADOPTION_DAYS)
    return Periods(child, born, began, np.where(is_hasty, ended + int(YEAR_DAYS), ended), kinds)


def _exit_kinds(generator: np.random.Generator, born: Days, ended: Days) -> Texts:
    band = band_of(((ended - born + 1) / YEAR_DAYS).astype(np.int64), "exits")
    kinds = np.full(len(born), "", dtype="<U32")
    for name, shares in MARGINS["exits"].items():
        here = band == name
        kinds[here] = choose(generator, shares, int(here.sum()))
    return kinds


def _coming_back(generator: np.random.Generator, before: Periods, last_day: int) -> Periods:
    """Return the next period of the children who went home and come back before 17½ and the last day."""
    curve = MARGINS["re_entry"]
    days = np.minimum(curve["scale_days"] * generator.weibull(curve["shape"], len(before.child)), 20 * YEAR_DAYS)
    began = before.ended_day + 1 + days.astype(np.int64)
    is_young = began < before.born_day + int(17.5 * YEAR_DAYS)
    back = np.isin(before.exit_kind, RETURNS_HOME) & is_young & (began <= last_day)
    return _period(generator, before.child[back], before.born_day[back], began[back])


def stock_on(periods: Periods, day: int) -> int:
    """Return how many children are in care at the end of a day."""
    return int(((periods.began_day <= day) & (periods.ended_day > day)).sum())
