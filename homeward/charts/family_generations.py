"""Says in which generation each member of a family stands, even where what is recorded contradicts itself."""

import heapq
from collections.abc import Mapping

from homeward.charts.family import BONDS, GENERATIONS_ABOVE, Family, FamilyTie

_DOUBT = {"birth": 2, "adopted": 3, "step": 5, "foster": 9}
_DOUBT_OF_OTHERS = {"sibling": 2, "half_sibling": 3, "partner": 3, "former_partner": 3}
_DOUBT_OF_REMOTE = 5


def generations_of(family: Family) -> Mapping[str, int]:
    """Return the number of each member's generation: 0 is the child's, -1 its parents'.

    Members whom no tie places are left out. Ties are followed from the child outwards, the surest first: a grandmother
    who is a carer too stays a grandmother. Those joined to each other but not to the child are numbered so that their
    youngest generation is the child's.
    """
    steps = _steps(family)
    found: dict[str, int] = {}
    first = [family.child.id] if family.child else []
    for start in [*first, *family.by_id]:
        if start not in found and start in steps:
            group = _followed(start, steps)
            lowest = 0 if start in first else max(group.values())
            found |= {each: generation - lowest for each, generation in group.items()}
    if first:
        found.setdefault(first[0], 0)
    return found


def _steps(family: Family) -> dict[str, list[tuple[str, int, int]]]:
    """Return for each member the members one tie away, how many generations lower they stand, and how unsure it is."""
    steps: dict[str, list[tuple[str, int, int]]] = {}
    for tie in family.known_ties:
        if tie.kind in GENERATIONS_ABOVE:
            lower, doubt = GENERATIONS_ABOVE[tie.kind], _doubt(tie)
            steps.setdefault(tie.one, []).append((tie.other, lower, doubt))
            steps.setdefault(tie.other, []).append((tie.one, -lower, doubt))
    return steps


def _doubt(tie: FamilyTie) -> int:
    if tie.kind in BONDS:
        return _DOUBT[BONDS[tie.kind]]
    return _DOUBT_OF_OTHERS.get(tie.kind, _DOUBT_OF_REMOTE)


def _followed(start: str, steps: dict[str, list[tuple[str, int, int]]]) -> dict[str, int]:
    """Go from one member to all who can be reached, always along what is surest on the whole."""
    found: dict[str, int] = {}
    waiting, pushed = [(0, 0, start, 0)], 0
    while waiting:
        doubt, _, here, generation = heapq.heappop(waiting)
        if here in found:
            continue
        found[here] = generation
        for there, lower, more in steps[here]:
            # Of two ways equally sure the one found first is taken.
            pushed += 1
            heapq.heappush(waiting, (doubt + more, pushed, there, generation + lower))
    return found
