"""Draws the careers of one council: as many as it needs, as often as the calibration asks, and each with its dates."""

from dataclasses import dataclass

import numpy as np

from homeward.invented.careers import Careers, invent_careers, spans
from homeward.invented.contributions import summed
from homeward.invented.margins import Days
from homeward.invented.moves import Episodes
from homeward.invented.stays import ADULT_DAYS
from homeward.invented.tilts import calibration

_CHUNK = 60_000
_FEWEST = 3_000
_CANDIDATES_EACH = 3
"""Candidates invented for each career that is chosen, so that hardly one is chosen twice."""

_HEAVIEST = 20.0
"""No career counts more than so many times an ordinary one."""


@dataclass(frozen=True)
class Council:
    """The careers of a council's children and the day numbers that belong to each child, by its number."""

    careers: Careers
    born_day: Days
    first_day: Days


def choose_council(generator: np.random.Generator, in_care: int, first_day: int, last_day: int) -> Council:
    """Choose the children who are in care at some time between two days, about `in_care` of them on any day.

    Every day is like every other: a career that spans L days is seen in a window of W days with a chance in proportion
    to L + W, and may have begun on any day that lets it be seen.
    """
    found, window = calibration(), last_day - first_day + 1
    wanted = in_care * (found.days_spanned + window) / found.days_in_care
    candidates = max(_FEWEST, int(wanted * _CANDIDATES_EACH))
    chunks = -(-candidates // _CHUNK)
    chosen = [_choose(generator, candidates // chunks, wanted / chunks, window) for _ in range(chunks)]
    careers = _together(chosen)
    span = spans(careers)
    first = last_day - (generator.random(len(span)) * (span + window)).astype(np.int64)
    until_adult = ADULT_DAYS - careers.stays.age_days[careers.stays.is_first]
    # Nobody turns 18 on a 29 February, so that the end of care at 18 is the birthday whoever counts.
    first -= _is_leap_day(first + until_adult)
    eighteenth = first + until_adult
    return Council(careers, _eighteen_years_before(eighteenth), first)


def _choose(generator: np.random.Generator, candidates: int, wanted: float, window: int) -> Careers:
    """Choose careers from candidates so that each is there as often as its weight and its span ask, to within one."""
    careers, found = invent_careers(generator, candidates), calibration()
    weight = np.minimum(np.exp(summed(careers, found.tilts) - found.normaliser), _HEAVIEST) * (spans(careers) + window)
    stays = careers.stays
    first = np.flatnonzero(stays.is_first)
    order = np.lexsort((stays.age_days[first], stays.kind[first], stays.unaccompanied[first]))
    steps = np.floor(np.cumsum(weight[order]) / weight.sum() * wanted + generator.random())
    copies = np.zeros(candidates, dtype=np.int64)
    copies[order] = np.diff(steps, prepend=0).astype(np.int64)
    return _copied(careers, generator.permutation(np.repeat(np.arange(candidates), copies)))


def _copied(careers: Careers, children: Days) -> Careers:
    """Return the careers of the children in the order given, numbered anew; a child may come twice."""
    stays = _runs(careers.stays.child, children)
    episodes = _runs(careers.episodes.stay, stays)
    taken, inside = careers.stays.taken(stays), careers.episodes.taken(episodes)
    return Careers(
        type(taken)(**{**vars(taken), "child": _renumbered(careers.stays.child, children)}),
        Episodes(**{**vars(inside), "stay": _renumbered(careers.episodes.stay, stays)}),
    )


def _counts(owner: Days, wanted: Days) -> tuple[Days, Days]:
    """Return for each wanted owner the place of its first row and how many rows it has; rows are sorted by owner."""
    starts = np.searchsorted(owner, wanted)
    return starts, np.searchsorted(owner, wanted, side="right") - starts


def _runs(owner: Days, wanted: Days) -> Days:
    """Return the places of all rows of the wanted owners, in their order."""
    starts, counts = _counts(owner, wanted)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    places: Days = np.repeat(starts, counts) + offsets
    return places


def _renumbered(owner: Days, wanted: Days) -> Days:
    return np.repeat(np.arange(len(wanted)), _counts(owner, wanted)[1])


def _together(chosen: list[Careers]) -> Careers:
    """Return the careers of all chunks as one, children and periods counted on."""
    children = np.cumsum([0, *(careers.children for careers in chosen)])
    periods = np.cumsum([0, *(len(careers.stays.child) for careers in chosen)])
    stays = [vars(one.stays) | {"child": one.stays.child + at} for one, at in zip(chosen, children, strict=False)]
    episodes = [vars(one.episodes) | {"stay": one.episodes.stay + at} for one, at in zip(chosen, periods, strict=False)]
    return Careers(
        type(chosen[0].stays)(**{name: np.concatenate([part[name] for part in stays]) for name in stays[0]}),
        Episodes(**{name: np.concatenate([part[name] for part in episodes]) for name in episodes[0]}),
    )


def _is_leap_day(days: Days) -> Days:
    """Return 1 for each day number that is a 29 February, else 0."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    in_february = months.astype(np.int64) % 12 == 1
    on_the_29th = dates - months.astype("datetime64[D]") == np.timedelta64(28, "D")
    found: Days = (in_february & on_the_29th).astype(np.int64)
    return found


def _eighteen_years_before(days: Days) -> Days:
    """Return the date of birth of those who turn 18 on a day, which is no 29 February."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    born = (months - 18 * 12).astype("datetime64[D]") + (dates - months.astype("datetime64[D]"))
    days_born: Days = born.astype(np.int64)
    return days_born
