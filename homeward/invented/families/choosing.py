"""Chooses which children of a return get a family: one for each story, groups that could be siblings, and others."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.invented.families.careers import CARE_ORDERS, HOME, PARENTS, CareChild, years_between
from homeward.invented.families.draws import Draws
from homeward.invented.families.peoples import may_be_siblings

AT_LEAST = 120
CHOSEN = 132
_IN_GROUPS = 44
_UNACCOMPANIED = 9
_LEFT_WITHIN_DAYS = 540
_BIRTHS_APART_DAYS = 300
_BIRTHS_WITHIN_YEARS = 14
_CAME_WITHIN_DAYS = 120
_TO_KIN = frozenset({"E13", "E41", "E43", "E44", "E45", "E46", "E47", "E48"})
FOSTERED = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})
_WITH_FAMILY = frozenset({"U1", "U2", "U3", PARENTS})
AFTER_RETURN_DAYS = 6
"""How many days before the last one a parent took a child home: what follows is due now."""


@dataclass(frozen=True)
class Siblings:
    """Children of the return who have one mother in this invention, eldest first; `story` is empty for most."""

    children: tuple[CareChild, ...]
    story: str = ""


Fits = Callable[[CareChild, date], bool]


def choose(children: list[CareChild], draws: Draws, *, as_of: date, told_until: date) -> tuple[Siblings, ...]:
    """Choose at least 120 children of a return that is told until a day, in families; each child once.

    Raises ValueError where there are not enough children, or none for one of the stories.
    """
    pool = [child for child in draws.shuffled(children) if _is_eligible(child, as_of)]
    chosen = list(_for_stories(pool, as_of, recent=(as_of - told_until).days <= AFTER_RETURN_DAYS))
    taken = {family.children[0].local_id for family in chosen}
    rest = [child for child in pool if child.local_id not in taken]
    alone = [Siblings((child,), "unaccompanied") for child in rest if child.is_unaccompanied and child.is_open]
    groups = list(_groups([child for child in rest if not child.is_unaccompanied]))
    chosen += [*alone[:_UNACCOMPANIED], *groups]
    taken = {child.local_id for family in chosen for child in family.children}
    others = [child for child in rest if child.local_id not in taken and not child.is_unaccompanied]
    chosen += [Siblings((child,)) for child in others[: max(0, CHOSEN - len(taken))]]
    if sum(len(family.children) for family in chosen) < AT_LEAST:
        raise ValueError(f"The returns hold too few children for {AT_LEAST} with families: invent a larger council.")
    return tuple(chosen)


def _is_eligible(child: CareChild, as_of: date) -> bool:
    """Say whether a child is under 18 and in care, or left it lately for a family."""
    if child.age_on(as_of) >= 18 or child.last.legal_status not in _STATUSES:
        return False
    if child.last.ended_on is None:
        return True
    is_late = child.last.ended_on >= as_of - timedelta(days=_LEFT_WITHIN_DAYS)
    return is_late and child.last.reason_ceased in HOME | _TO_KIN and not child.is_unaccompanied


_STATUSES = frozenset({"C1", "C2", "V2", "E1"})


def _for_stories(pool: list[CareChild], as_of: date, *, recent: bool) -> Iterator[Siblings]:
    """Yield a child for each story: the first whom it fits best."""
    taken: set[str] = set()
    for story, fits in {**_STORIES, **(_WHEN_RETURNS_ARE_NEW if recent else {})}.items():
        free = [child for child in pool if child.local_id not in taken and not child.is_unaccompanied]
        found = next((child for fit in fits for child in free if fit(child, as_of)), None)
        if found is None:
            raise ValueError(f"The returns hold no child for the story {story}: invent a larger council.")
        taken.add(found.local_id)
        yield Siblings((found,), story)


def _is_home_again(times: int) -> Fits:
    def fits(child: CareChild, as_of: date) -> bool:
        homes = [period for period in child.periods if period[-1].reason_ceased in HOME]
        return child.is_open and len(homes) >= times and child.age_on(child.periods[0][0].began_on) >= 5

    return fits


def _has_lived(years: int) -> Fits:
    """Say who is in care, was of that age when first coming, and could have come and gone before."""
    return lambda child, as_of: child.is_open and child.age_on(child.periods[0][0].began_on) >= years


def _is_open(first: int = 0, last: int = 17, places: frozenset[str] | None = None) -> Fits:
    """Say who is in care, of these ages in whole years, and lives in one of these placements."""
    return lambda child, as_of: (
        child.is_open
        and first <= child.age_on(as_of) <= last
        and (places is None or child.last.place in places)
        and child.last.legal_status != "E1"
    )


def _is_with_parents(child: CareChild, as_of: date) -> bool:
    return child.is_open and child.last.place == PARENTS and child.last.legal_status in CARE_ORDERS


def _is_by_agreement(child: CareChild, as_of: date) -> bool:
    return _is_open(7, 15, FOSTERED)(child, as_of) and child.last.legal_status == "V2"


def _is_ready(child: CareChild, as_of: date) -> bool:
    long_enough = (as_of - child.came_on).days >= 250
    return _is_open(4, 13, FOSTERED)(child, as_of) and long_enough and len(child.periods) == 1


def _is_new_baby(child: CareChild, as_of: date) -> bool:
    return child.is_open and years_between(child.born_on, as_of) < 1


def _left(reasons: frozenset[str]) -> Fits:
    return lambda child, as_of: not child.is_open and child.last.reason_ceased in reasons


def _can_swap(child: CareChild, as_of: date) -> bool:
    born = child.born_on
    return _is_open(3)(child, as_of) and born.day <= 12 and born.day != born.month


def _came_years_ago(child: CareChild, as_of: date) -> bool:
    return _is_open(6)(child, as_of) and (as_of - child.came_on).days >= 1100


_ANY = _is_open()
_BY_AGREEMENT: tuple[Fits, ...] = (
    _is_by_agreement,
    lambda child, as_of: child.is_open and child.last.legal_status == "V2",
)
_STORIES: Mapping[str, tuple[Fits, ...]] = {
    "two_failed_returns": (_is_home_again(2), _is_home_again(1), _has_lived(6)),
    "placed_with_parents": (_is_with_parents,),
    "unplanned": _BY_AGREEMENT,
    "on_pathway": (_is_ready, _is_open(4, 13, FOSTERED)),
    "returned_home": (_left(frozenset({"E4A"})), _left(HOME)),
    "special_guardianship": (_left(_TO_KIN),),
    "baby": (_is_new_baby, _is_open(0, 1)),
    "merge": (_can_swap,),
    "unmerged": (_is_open(3, 12), _ANY),
    "restricted": (_is_open(3, 14, FOSTERED), _ANY),
    "restricted_public": (_is_open(10, 17), _ANY),
    "conflict": (_is_open(3, 14, frozenset({"U4", "U6"})), _ANY),
    "conflict_neighbour": (_is_open(3, 14, FOSTERED), _ANY),
    "guest": (_is_open(6, 15), _ANY),
    "break_glass": (_is_open(10, 17), _ANY),
    "five_workers": (_came_years_ago, _is_open(6)),
    "handover": (_is_open(5, 16), _ANY),
    "handover_without_visit": (_is_open(5, 16), _ANY),
    "name_change": (_is_open(6), _ANY),
    "fostered_here": (_is_open(2, 14, frozenset({"U4", "U6"})), _ANY),
    "domestic_abuse": (_is_open(2, 12), _ANY),
}
"""Each story with those whom it fits, best first."""

_WHEN_RETURNS_ARE_NEW: Mapping[str, tuple[Fits, ...]] = {"unplanned": (_left(frozenset({"E4B"})), _left(HOME))}


def _groups(pool: list[CareChild]) -> Iterator[Siblings]:
    """Yield groups that could be siblings: first four who live apart, then twos and threes."""
    free = sorted(pool, key=lambda child: (child.came_on, child.local_id))
    count = 0
    for size in (4, *(2, 3, 2) * len(free)):
        group = next(_fitting(free, size), None)
        if group is None or count + size > _IN_GROUPS:
            break
        free = [child for child in free if child not in group]
        count += size
        yield Siblings(tuple(sorted(group, key=lambda child: child.born_on)), "apart" if size == 4 else "")
    if count < 4:
        raise ValueError("The returns hold no four children who could be siblings: invent a larger council.")


def _fitting(free: list[CareChild], size: int) -> Iterator[list[CareChild]]:
    """Yield groups of a size, grown from each child with those who came within months of it."""
    for place, first in enumerate(free):
        group = [first]
        for child in free[place + 1 :]:
            if (child.came_on - first.came_on).days > _CAME_WITHIN_DAYS or len(group) == size:
                break
            if all(_could_be_siblings(child, other) for other in group) and (size < 4 or _lives_apart(child)):
                group.append(child)
        if len(group) == size and (size < 4 or _lives_apart(first)):
            yield group


def _lives_apart(child: CareChild) -> bool:
    """Say whether a child is in care with nobody of the family."""
    return child.is_open and child.last.place not in _WITH_FAMILY


def _could_be_siblings(one: CareChild, other: CareChild) -> bool:
    apart = abs((one.born_on - other.born_on).days)
    in_time = _BIRTHS_APART_DAYS <= apart <= _BIRTHS_WITHIN_YEARS * 365
    return in_time and may_be_siblings(one.ethnicity, other.ethnicity)
