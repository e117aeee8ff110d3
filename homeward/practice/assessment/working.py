"""Shows how each part of the rule comes from an assessment: which factors, which parent, whose wish."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from homeward.practice.assessment.accounts import RATING_WORDS, Weighed
from homeward.practice.assessment.whole import Assessment, counts_in
from homeward.practice.classification import Change, Part, Rating, Wish
from homeward.practice.instruments.factor import Way

NOBODY_LOOKED = "Nobody has looked"
CHANGE_WORDS: Mapping[Change, str] = MappingProxyType(
    {
        Change.SUSTAINED: "Change was shown, and has lasted",
        Change.SHOWN: "Change was shown; whether it lasts cannot be told yet",
        Change.NONE: "No change was shown",
        Change.NOT_KNOWN: "Not known",
    }
)
WISH_WORDS: Mapping[Wish, str] = MappingProxyType(
    {
        Wish.ALL_WANT: "Wants the return",
        Wish.AMBIVALENT: "Is in two minds",
        Wish.OPPOSED: "Is against it",
        Wish.NOT_KNOWN: "Not known",
    }
)


@dataclass(frozen=True)
class Working:
    """One part of the rule: its name, what it comes to, and from what, in sentences."""

    name: str
    part: Part
    because: tuple[str, ...]


def working_of(assessment: Assessment) -> tuple[Working, ...]:
    """Return how each of the four parts comes from an assessment, in the order of `Found.parts`."""
    found = assessment.found
    return (
        Working("risks", found.risks, tuple(_of_factors(assessment, Way.RAISES))),
        Working("protection", found.protection, tuple(_of_factors(assessment, Way.LOWERS))),
        Working("change", found.change, tuple(_of_change(assessment))),
        Working("wish", found.wish, tuple(_of_wishes(assessment))),
    )


def _of_factors(assessment: Assessment, way: Way) -> Iterator[str]:
    counted = [one for one in assessment.weighed if counts_in(one, way)]
    for rating in (*Rating, None):
        names = [_name(one) for one in counted if one.rating == rating]
        if names:
            yield f"{RATING_WORDS[rating] if rating else NOBODY_LOOKED}: {'; '.join(names)}."


def _name(weighed: Weighed) -> str:
    return f"{weighed.factor.title} ({weighed.parent})" if weighed.parent else weighed.factor.title


def _of_change(assessment: Assessment) -> Iterator[str]:
    last = assessment.of_parents
    if not assessment.parents:
        yield "Nobody has said who the child would live with."
    for parent in assessment.parents:
        yield f"{parent.name}: {_small(CHANGE_WORDS[last[parent.id].change] if parent.id in last else NOBODY_LOOKED)}."


def _of_wishes(assessment: Assessment) -> Iterator[str]:
    views = [("The child", assessment.childs_view)]
    views += [(parent.name, assessment.of_parents_wishes.get(parent.id)) for parent in assessment.parents]
    for name, view in views:
        if view is None:
            yield f"{name}: nobody has asked."
        else:
            yield f"{name}: {_small(WISH_WORDS[view.wish]) if view.wish else 'was not asked'}."


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
