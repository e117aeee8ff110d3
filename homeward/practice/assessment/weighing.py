"""Lays what was said beside each factor, once of each parent where each is asked; nothing is asked twice."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from homeward.practice.assessment.accounts import Said, SaidBy, Weighed
from homeward.practice.assessment.parts import Parent, Shown, Viewed
from homeward.practice.classification import Change, Rating, Wish
from homeward.practice.instruments.factor import Factor, ToldBy


def weigh(
    factors: Iterable[Factor],
    parents: tuple[Parent, ...],
    said: Mapping[tuple[str, str], tuple[Said, ...]],
    shown: Iterable[Shown],
    viewed: Iterable[Viewed],
) -> tuple[Weighed, ...]:
    """Return each factor with what is said of it, once of each parent where each is asked.

    `said` is by the factor's id and the parent's, empty where it is asked of none. What is told by a parent's change or
    by a wish is taken from there, so that nobody is asked twice; of a child too young to be asked it is left out.
    """
    changes, views = {one.parent_id: one for one in shown}, tuple(viewed)
    found = []
    for factor in factors:
        of_whom = (parents or (Parent("", ""),)) if factor.each_parent else (Parent("", ""),)
        for parent in of_whom:
            if factor.told_by == ToldBy.CHILDS_WISH and _is_too_young(views):
                continue
            told = tuple(_told_elsewhere(factor.told_by, parent.id, changes, views)) if factor.told_by else None
            found.append(
                Weighed(factor, parent.name, said.get((factor.id, parent.id), ()) if told is None else told, parent.id)
            )
    return tuple(found)


_OF_CHANGE: Mapping[Change, Rating] = MappingProxyType(
    {
        Change.NONE: Rating.ABSENT,
        Change.SHOWN: Rating.PRESENT,
        Change.SUSTAINED: Rating.PRESENT,
        Change.NOT_KNOWN: Rating.NOT_KNOWN,
    }
)


def _is_too_young(views: tuple[Viewed, ...]) -> bool:
    last = next((one for one in reversed(views) if one.whose == SaidBy.CHILD), None)
    return last is not None and last.wish is None


def _told_elsewhere(
    told_by: ToldBy, parent_id: str, changes: Mapping[str, Shown], views: tuple[Viewed, ...]
) -> Iterator[Said]:
    """Yield the account of a factor that stands in a parent's change, or in what child or parent said at last."""
    if told_by == ToldBy.CHANGE:
        shown = changes.get(parent_id)
        if shown is not None:
            told = (shown.done or shown.must_change, shown.evidence, shown.on, shown.by, shown.key)
            yield Said(_OF_CHANGE[shown.change], SaidBy.ASSESSOR, *told)
        return
    whose = SaidBy.CHILD if told_by == ToldBy.CHILDS_WISH else SaidBy.PARENT
    view = next((one for one in reversed(views) if one.whose == whose and one.parent_id == parent_id), None)
    if view is not None and view.wish is not None:
        yield Said(_of_wish(told_by, view.wish), whose, view.words, view.evidence, view.on, view.by, view.key)


def _of_wish(told_by: ToldBy, wish: Wish) -> Rating:
    """Return what a wish says of the factor "the child wants it", or of "a parent in two minds"."""
    if wish == Wish.NOT_KNOWN:
        return Rating.NOT_KNOWN
    wants = wish == Wish.ALL_WANT
    return Rating.PRESENT if wants == (told_by == ToldBy.CHILDS_WISH) else Rating.ABSENT
