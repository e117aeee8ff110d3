"""An assessment as one value: what speaks for a return, what against, what is contradicted, what nobody knows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from homeward.practice.assessment.accounts import SaidBy, Weighed
from homeward.practice.assessment.parts import HelpOffered, Parent, Shown, Viewed, WarningToAnswer
from homeward.practice.classification import Change, Found, Rating, Wish, change_of, protection_of, risks_of, wish_of
from homeward.practice.instruments.factor import Way


@dataclass(frozen=True)
class Assessment:
    """All that an assessment holds on a day. `parents` are those with whom the child might live."""

    weighed: tuple[Weighed, ...]
    shown: tuple[Shown, ...]
    viewed: tuple[Viewed, ...]
    helped: tuple[HelpOffered, ...]
    warnings: tuple[WarningToAnswer, ...]
    parents: tuple[Parent, ...] = ()

    @property
    def speaks_for(self) -> tuple[Weighed, ...]:
        """What protects and is there; what raises risk and is not there, or is addressed."""
        return tuple(one for one in self.weighed if _points(one) == Way.LOWERS)

    @property
    def speaks_against(self) -> tuple[Weighed, ...]:
        """What raises risk and is there; what protects and is not there."""
        return tuple(one for one in self.weighed if _points(one) == Way.RAISES)

    @property
    def contradicted(self) -> tuple[Weighed, ...]:
        """Of what accounts differ."""
        return tuple(one for one in self.weighed if one.is_contradicted)

    @property
    def not_known(self) -> tuple[Weighed, ...]:
        """What somebody looked at, and it is not known."""
        return tuple(one for one in self.weighed if one.rating == Rating.NOT_KNOWN)

    @property
    def not_looked_at(self) -> tuple[Weighed, ...]:
        """What is asked in every case, and nobody has looked at."""
        return tuple(one for one in self.weighed if one.factor.core and one.rating is None)

    @property
    def is_begun(self) -> bool:
        """Whether anybody has written anything of it; what the care history tells by itself does not count."""
        accounts = (said for one in self.weighed for said in one.said if said.said_by != SaidBy.RECORD)
        return bool(self.shown or self.viewed) or any(True for _ in accounts)

    @property
    def of_parents(self) -> Mapping[str, Shown]:
        """What each parent has shown at last, by the parent's id."""
        return {one.parent_id: one for one in self.shown}

    @property
    def childs_view(self) -> Viewed | None:
        """What the child said at last."""
        return next((one for one in reversed(self.viewed) if one.whose == SaidBy.CHILD), None)

    @property
    def of_parents_wishes(self) -> Mapping[str, Viewed]:
        """What each parent said at last, by the parent's id."""
        return {one.parent_id: one for one in self.viewed if one.whose == SaidBy.PARENT}

    @property
    def found(self) -> Found:
        """What all comes to, part by part, for the rule. What is asked in every case and not looked at is not known."""
        return Found(
            risks_of(_ratings(self.weighed, Way.RAISES)),
            protection_of(_ratings(self.weighed, Way.LOWERS)),
            change_of(self._changes()),
            wish_of(self._wishes()),
        )

    def _changes(self) -> Iterator[Change]:
        last = self.of_parents
        for parent in self.parents:
            yield last[parent.id].change if parent.id in last else Change.NOT_KNOWN

    def _wishes(self) -> Iterator[Wish]:
        """Yield the child's wish, but for a child too young to be asked, and each parent's."""
        child, parents = self.childs_view, self.of_parents_wishes
        if child is None or child.wish is not None:
            yield child.wish if child and child.wish else Wish.NOT_KNOWN
        for parent in self.parents or (Parent("", ""),):
            view = parents.get(parent.id)
            yield view.wish if view and view.wish else Wish.NOT_KNOWN


def counts_in(weighed: Weighed, way: Way) -> bool:
    """Tell whether a factor counts among what raises or what lowers risk.

    What is asked elsewhere, of change and of wishes, has its own part of the rule and is not counted twice; what is not
    asked in every case counts once somebody has looked.
    """
    factor = weighed.factor
    return factor.way == way and not factor.told_by and (factor.core or weighed.rating is not None)


def _ratings(weighed: Iterable[Weighed], way: Way) -> Iterator[Rating]:
    for one in weighed:
        if counts_in(one, way):
            yield one.rating or Rating.NOT_KNOWN


def _points(weighed: Weighed) -> Way | None:
    """Return whether what was found raises or lowers risk; None where nobody knows."""
    if weighed.rating in (None, Rating.NOT_KNOWN):
        return None
    is_there = weighed.rating == Rating.PRESENT
    return Way.RAISES if is_there == (weighed.factor.way == Way.RAISES) else Way.LOWERS
