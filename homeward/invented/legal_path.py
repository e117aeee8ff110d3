"""Invents the legal statuses that follow one another within a period of care."""

from dataclasses import dataclass

import numpy as np

from homeward.invented.kinds import KINDS, LEGAL
from homeward.invented.margins import MARGINS, YEAR_DAYS, Days, Flags, band_of, lognormal
from homeward.invented.stays import Stays

NEVER = 1 << 12
"""A day within a stay that no stay reaches being its legal status's first."""

_V2, _C1, _C2, _E1 = (LEGAL.index(code) for code in ("V2", "C1", "C2", "E1"))
_ADOPTED = KINDS.index("adopted")
_SHORT = {"L1": (2, 3), "L2": (5, 15), "L3": (2, 7), "J2": (1, 2)}
_SHORTEST_REMAND, _LONGEST_REMAND = 60, 260


@dataclass(frozen=True)
class LegalPath:
    """For each period six statuses in turn: `day` counts from its beginning, `status` is a place in LEGAL.

    Both have one row a period and one column a step. A step that is not taken repeats the one before; a day may lie
    past the period's end.
    """

    day: Days
    status: Days


def invent_legal_path(generator: np.random.Generator, stays: Stays) -> LegalPath:
    """Invent the statuses: protection gives way in days, proceedings lead to orders, adoptions to placement orders."""
    steps = [(np.zeros(len(stays.child), dtype=np.int64), stays.legal)]
    for follow in (_after_protection, _after_agreement, _after_interim_order, _placement_order, _revoked):
        steps.append(follow(generator, stays, *steps[-1]))
    return LegalPath(np.column_stack([day for day, _ in steps]), np.column_stack([status for _, status in steps]))


def _after_protection(generator: np.random.Generator, stays: Stays, day: Days, now: Days) -> tuple[Days, Days]:
    """Let days of protection or arrest, or months of remand, give way to agreement or proceedings."""
    then, ends = np.full(len(day), -1), np.full(len(day), NEVER)
    to_interim = MARGINS["legal_path"]["to_interim_order"]
    for code, (shortest, longest) in _SHORT.items():
        here = np.flatnonzero(now == LEGAL.index(code))
        is_interim = generator.random(len(here)) < to_interim[code] / 100
        then[here] = np.where(is_interim, _C1, _V2)
        ends[here] = generator.integers(shortest, longest + 1, len(here))
    lasting = np.flatnonzero(np.isin(now, [LEGAL.index("J1"), LEGAL.index("J3")]) & ~_leaves_justice(stays))
    then[lasting] = _V2
    ends[lasting] = generator.integers(_SHORTEST_REMAND, _LONGEST_REMAND, len(lasting))
    return _step(day, now, ends, then)


def _leaves_justice(stays: Stays) -> Flags:
    return np.isin(stays.kind, [KINDS.index("custody"), KINDS.index("remand_ended")])


def _after_agreement(generator: np.random.Generator, stays: Stays, day: Days, now: Days) -> tuple[Days, Days]:
    margins = MARGINS["legal_path"]
    chances = margins["proceedings_later"]
    share = np.array(list(chances.values()))[band_of(stays.age_days, list(chances))] / 100
    needs_order = np.isin(stays.kind, [KINDS.index(kind) for kind in ("adopted", "special_guardianship")])
    goes = (generator.random(len(day)) < np.where(needs_order, 0.85, share)) & (now == _V2) & ~stays.unaccompanied
    after = _days(generator, margins["days_to_proceedings"], len(day))
    return _step(day, now, np.where(goes, after, NEVER), np.full(len(day), _C1))


def _after_interim_order(generator: np.random.Generator, stays: Stays, day: Days, now: Days) -> tuple[Days, Days]:
    """End proceedings in a care order, or for adoption in a placement order at its own time."""
    margins = MARGINS["legal_path"]
    after = np.where(now == _C1, _days(generator, margins["days_to_care_order"], len(day)), NEVER)
    # An adoption by agreement (V2 to the end) needs no placement order.
    adopted = (stays.kind == _ADOPTED) & np.isin(now, [_C1, _C2])
    at = (stays.days * margins["placement_order_at"]).astype(np.int64)
    after[adopted] = np.maximum(at[adopted] - day[adopted], 1)
    return _step(day, now, after, np.where(adopted, _E1, _C2))


def _placement_order(generator: np.random.Generator, stays: Stays, day: Days, now: Days) -> tuple[Days, Days]:
    """Give some young children a placement order after the care order, though they are not adopted."""
    margins = MARGINS["legal_path"]
    is_young = (stays.age_days < 5 * YEAR_DAYS) & (stays.days > YEAR_DAYS) & (now == _C2) & (stays.kind != _ADOPTED)
    goes = is_young & (generator.random(len(day)) < margins["order_without_adoption_share"] / 100)
    after = generator.integers(1, 60, len(day))
    return _step(day, now, np.where(goes, after, NEVER), np.full(len(day), _E1))


def _revoked(generator: np.random.Generator, stays: Stays, day: Days, now: Days) -> tuple[Days, Days]:
    """Revoke each placement order that leads to no adoption: the care order stands again."""
    goes = (now == _E1) & (stays.kind != _ADOPTED)
    after = _days(generator, MARGINS["legal_path"]["days_to_revocation"], len(day))
    return _step(day, now, np.where(goes, after, NEVER), np.full(len(day), _C2))


def _days(generator: np.random.Generator, times: list[float], number: int) -> Days:
    return lognormal(generator, np.full(number, times[0]), np.full(number, times[1]))


def _step(day: Days, now: Days, after: Days, then: Days) -> tuple[Days, Days]:
    """Return the day and status of the next step; where nothing follows, the same status on a day out of reach."""
    goes_on = after < NEVER
    return np.where(goes_on, np.where(day < NEVER, day, 0) + after, day), np.where(goes_on, then, now)
