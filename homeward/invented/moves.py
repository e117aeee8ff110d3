"""Invents what happens within periods of care: moves, changes of legal status, and the placements that follow."""

from dataclasses import dataclass, fields

import numpy as np

from homeward.invented.kinds import CARE_ORDERS, FOSTER, JUSTICE, KINDS, LEGAL, PLACES, TO_EIGHTEEN, is_among
from homeward.invented.legal_path import LegalPath, invent_legal_path
from homeward.invented.margins import MARGINS, YEAR_DAYS, Days, Flags, band_of, pick, pick_by
from homeward.invented.stays import Stays

REASONS = ("S", "L", "P", "T", "B", "U")
"""The reasons for a new episode (RNE), as an episode counts them."""

_BEGINS, _MOVE, _ADOPTION, _HOME = 1, 2, 4, 8
_DAY_BITS, _KIND_BITS, _STEP_BITS = 13, 4, 3
_SAME_CARER = {"U6": "U4", "U3": "U1", "U5": "A5", "U2": "A5"}
_FROM_SIXTEEN = ("H5", "P2", "P3")
_SIXTEEN_DAYS = 5847
"""Nobody of this age in days is under sixteen, whatever the leap years."""

_P1 = PLACES.index("P1")


@dataclass(frozen=True)
class Episodes:
    """Episodes within periods, one place in each array for one episode, sorted by period and beginning.

    `stay` is the place of its period, `began` counts days from the period's beginning; `legal`, `place` and `reason`
    are places in LEGAL, PLACES and REASONS.
    """

    stay: Days
    began: Days
    legal: Days
    place: Days
    reason: Days

    def taken(self, places: Days | Flags) -> "Episodes":
        """Return the episodes at the places, in their order."""
        return Episodes(**{field.name: getattr(self, field.name)[places] for field in fields(self)})

    @property
    def is_first(self) -> Flags:
        """Say which episodes begin their period."""
        return np.asarray(np.diff(self.stay, prepend=-1) != 0)

    @property
    def is_last(self) -> Flags:
        """Say which episodes end their period."""
        return np.asarray(np.diff(self.stay, append=-1) != 0)

    def ends(self, stays: Stays) -> Days:
        """Return the day on which each episode ends, counted from its period's beginning."""
        return np.where(self.is_last, stays.days[self.stay], np.roll(self.began, -1))


@dataclass(frozen=True)
class _Events:
    """The days on which something begins or changes: what (added up), and the step of the legal path."""

    stay: Days
    day: Days
    what: Days
    legal: Days

    @property
    def is_first(self) -> Flags:
        """Say which events begin their period."""
        return np.asarray(np.diff(self.stay, prepend=-1) != 0)


def invent_episodes(generator: np.random.Generator, stays: Stays) -> Episodes:
    """Invent the episodes of the periods. The reason of each (RNE) follows from what really changed."""
    path = invent_legal_path(generator, stays)
    events = _events(generator, stays, path)
    is_legal = ~events.is_first & (events.legal != np.roll(events.legal, 1))
    moved = events.what > 0
    place, same_carer = _places(generator, stays, events, moved)
    reason = np.select(
        [events.is_first, ~moved, is_legal & same_carer, is_legal, same_carer],
        [REASONS.index(code) for code in ("S", "L", "U", "B", "T")],
        REASONS.index("P"),
    )
    stands = moved | is_legal
    drawn = Episodes(events.stay, events.day, events.legal, place, reason).taken(stands)
    return _with_temporary_moves(generator, stays, drawn)


def _events(generator: np.random.Generator, stays: Stays, path: LegalPath) -> _Events:
    """Return all that happens, one event for each day on which anything does."""
    everyone = np.arange(len(stays.child))
    keys = [_keys(everyone, np.zeros(len(everyone), dtype=np.int64), _BEGINS)]
    together = MARGINS["moves"]["with_new_legal_status_share"]
    for step in range(1, path.day.shape[1]):
        new = np.flatnonzero((path.day[:, step] > path.day[:, step - 1]) & (path.day[:, step] < stays.days))
        moves_too = np.where(generator.random(len(new)) < together, _MOVE, 0)
        keys.append(_keys(new, path.day[new, step], moves_too, step))
    keys.extend(
        _keys(who, when, what) for who, when, what in (_moves(generator, stays), *_last_places(generator, stays))
    )
    return _read_keys(np.sort(np.concatenate(keys)), stays, path)


def _keys(stay: Days, day: Days, what: Days | int, step: int = 0) -> Days:
    """Return numbers that sort by period and day, and carry what happens."""
    return (((stay << _DAY_BITS) | day) << (_KIND_BITS + _STEP_BITS)) | (np.asarray(what) << _STEP_BITS) | step


def _read_keys(keys: Days, stays: Stays, path: LegalPath) -> _Events:
    when = keys >> (_KIND_BITS + _STEP_BITS)
    firsts = np.flatnonzero(np.diff(when, prepend=-1))
    what = np.bitwise_or.reduceat((keys >> _STEP_BITS) & ((1 << _KIND_BITS) - 1), firsts)
    step = np.maximum.reduceat(keys & ((1 << _STEP_BITS) - 1), firsts)
    stay, day = when[firsts] >> _DAY_BITS, when[firsts] & ((1 << _DAY_BITS) - 1)
    # The step that holds on a day is the last one taken; steps rise within a period, and a new period begins at 0.
    steps_taken = np.maximum.accumulate(stay * 8 + step) & 7
    stands = day < _no_more_changes(stays, what, stay, day)
    return _Events(stay[stands], day[stands], what[stands], path.status[stay, steps_taken][stands])


def _no_more_changes(stays: Stays, what: Days, stay: Days, day: Days) -> Days:
    """Return for each event the day from which its period changes no more: after the last placement was found."""
    settled = stays.days.copy()
    found = np.flatnonzero(what & (_ADOPTION | _HOME))
    settled[stay[found]] = day[found] + 1
    return settled[stay]


def _moves(generator: np.random.Generator, stays: Stays) -> tuple[Days, Days, int]:
    """Draw moves: many soon after coming in, fewer later, and unlike for different children."""
    margins = MARGINS["moves"]
    days, settling = stays.days, margins["settling_days"]
    early = margins["early"] * -np.expm1(-days / settling)
    later = margins["a_year"] * days / YEAR_DAYS
    uneven = generator.gamma(margins["unevenness"], 1 / margins["unevenness"], len(days))
    early_moves, later_moves = generator.poisson(early * uneven), generator.poisson(later * uneven)
    who = np.concatenate([np.repeat(np.arange(len(days)), early_moves), np.repeat(np.arange(len(days)), later_moves)])
    drawn = generator.random(len(who))
    soon = np.arange(len(who)) < early_moves.sum()
    at = np.where(soon, -settling * np.log1p(drawn * np.expm1(-days[who] / settling)), drawn * days[who])
    when = np.maximum(1, at).astype(np.int64)
    within = when < days[who]
    return who[within], when[within], _MOVE


def _last_places(generator: np.random.Generator, stays: Stays) -> list[tuple[Days, Days, int]]:
    """Return the day on which the last placement begins: with the adopters, or at home before the order ends."""
    margins = MARGINS["moves"]
    adopted = np.flatnonzero(stays.kind == KINDS.index("adopted"))
    spread = generator.normal(MARGINS["legal_path"]["placed_at"], 0.06, len(adopted))
    placed = np.clip(spread, 0.45, 0.95) * stays.days[adopted]
    planned = (stays.kind == KINDS.index("return_home_planned")) & (stays.days > 20)
    home = np.flatnonzero(planned & (generator.random(len(planned)) < margins["home_first_share"]))
    goes = generator.uniform(margins["home_from"][0], margins["home_from"][1], len(home)) * stays.days[home]
    return [
        (adopted, placed.astype(np.int64), _ADOPTION | _MOVE),
        (home, np.maximum(1, goes).astype(np.int64), _HOME),
    ]


def _places(generator: np.random.Generator, stays: Stays, events: _Events, moved: Flags) -> tuple[Days, Flags]:
    """Return the placement of every event, and which moves keep the carer."""
    drawn = _drawn_places(generator, stays, events)
    under_order = is_among(events.legal, LEGAL, CARE_ORDERS)
    goes_home = (events.what & _HOME > 0) & under_order
    drawn[goes_home] = _P1
    drawn[(drawn == _P1) & ~under_order] = PLACES.index("U3")
    own = np.maximum.accumulate(np.where(moved, np.arange(len(moved)), 0))
    before = drawn[own[np.maximum(np.arange(len(own)) - 1, 0)]]
    next_for = np.array([PLACES.index(_SAME_CARER.get(code, code)) for code in PLACES])
    is_adoption = events.what & _ADOPTION > 0
    can = (next_for[before] != before) & (is_among(next_for[before], PLACES, ("A5",)) == is_adoption)
    share = np.where(is_adoption, 1.0, MARGINS["moves"]["same_carer_share"])
    same = moved & ~events.is_first & ~goes_home & can & (generator.random(len(own)) < share)
    same &= ~np.roll(same, 1) | is_adoption
    drawn = np.where(same, next_for[before], drawn)
    return drawn[own], same


def _drawn_places(generator: np.random.Generator, stays: Stays, events: _Events) -> Days:
    """Draw a placement for every event, by age, and by where it stands in the period."""
    drawn = np.zeros(len(events.stay), dtype=np.int64)
    alone = stays.unaccompanied[events.stay]
    age_days = stays.age_days[events.stay] + events.day
    first = np.flatnonzero(events.is_first)
    later = np.flatnonzero(~events.is_first)
    ages = [name for name in MARGINS["first_place"] if name.isdigit()]
    is_justice = is_among(events.legal[first], LEGAL, JUSTICE)
    which = band_of(age_days[first], ages)
    which[is_justice] = len(ages) + 1
    which[alone[first]] = len(ages)
    drawn[first] = pick_by(generator, MARGINS["first_place"], PLACES, which)
    ages = [name for name in MARGINS["places"] if name.isdigit()]
    which = band_of(age_days[later], ages)
    which[alone[later]] = len(ages)
    drawn[later] = pick_by(generator, MARGINS["places"], PLACES, which)
    drawn[(age_days < _SIXTEEN_DAYS) & is_among(drawn, PLACES, _FROM_SIXTEEN)] = PLACES.index("U6")
    adopting = np.flatnonzero(events.what & _ADOPTION)
    drawn[adopting] = _with_adopters(generator, events.legal[adopting])
    return drawn


def _with_adopters(generator: np.random.Generator, legal: Days) -> Days:
    """Draw a placement for adoption: by the court's order, or by the parents' consent where there is none."""
    drawn = pick(generator, MARGINS["adoption_places"], PLACES, len(legal))
    by_consent = np.array([PLACES.index({"A5": "A3", "A6": "A4"}.get(code, code)) for code in PLACES])
    by_order = np.array([PLACES.index({"A3": "A5", "A4": "A6"}.get(code, code)) for code in PLACES])
    return np.where(legal == LEGAL.index("E1"), by_order[drawn], by_consent[drawn])


def _with_temporary_moves(generator: np.random.Generator, stays: Stays, episodes: Episodes) -> Episodes:
    """Turn some moves into a temporary one of a few days, after which the child goes back to the same carer."""
    margins = MARGINS["moves"]
    days = generator.integers(2, 8, len(episodes.stay))
    is_plain = (episodes.reason == REASONS.index("P")) & ~is_among(
        episodes.place, PLACES, ("P1", "A3", "A4", "A5", "A6")
    )
    has_room = episodes.began + days + 1 < episodes.ends(stays)
    from_home = np.roll(episodes.place, 1) == _P1
    chosen = is_plain & has_room & ~from_home & (generator.random(len(days)) < margins["temporary_share"])
    chosen &= ~np.roll(chosen, 1)
    copies = np.repeat(np.arange(len(days)), 1 + chosen)
    is_back = np.diff(copies, prepend=-1) == 0
    is_away = np.roll(is_back, -1)
    both = episodes.taken(copies)
    place = np.where(is_back, np.roll(episodes.place, 1)[copies], both.place)
    place[is_away] = pick(generator, MARGINS["temporary_places"], PLACES, int(is_away.sum()))
    began = np.where(is_back, both.began + days[copies], both.began)
    return Episodes(both.stay, began, both.legal, _after_being_back(place, is_back, both), both.reason)


def _after_being_back(place: Days, is_back: Flags, episodes: Episodes) -> Days:
    """Keep the placement a child is back in through changes of legal status, which move nobody."""
    is_legal = episodes.reason == REASONS.index("L")
    own = np.maximum.accumulate(np.where(is_legal, 0, np.arange(len(place))))
    return place[own]


def settle_at_eighteen(generator: np.random.Generator, stays: Stays, episodes: Episodes) -> Days:
    """Return the kinds of exit with those at 18 named: by where the young person lives, or because alone here."""
    tables = MARGINS["at_eighteen"]
    lives_with_carers = is_among(episodes.place[episodes.is_last], PLACES, FOSTER)
    which = np.select([stays.unaccompanied, lives_with_carers], [list(tables).index("unaccompanied"), 0], 1)
    settled = pick_by(generator, tables, KINDS, which)
    return np.where(stays.kind == KINDS.index(TO_EIGHTEEN), settled, stays.kind)
