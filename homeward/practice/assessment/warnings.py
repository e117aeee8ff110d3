"""Which warnings an assessment raises that must be answered in writing before a child goes home."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from homeward.practice.assessment.accounts import Weighed
from homeward.practice.assessment.parts import WarningToAnswer
from homeward.practice.assessment.whole import Assessment
from homeward.practice.classification import Rating, Wish
from homeward.practice.instruments.factor import ToldBy, Way

OPPOSED = "opposed"


@dataclass(frozen=True)
class _Words:
    """A warning's name, and what its answer must say."""

    title: str
    why: str


WARNINGS: Mapping[str, _Words] = MappingProxyType(
    {
        "untreated_misuse": _Words(
            "Alcohol or drugs, and no treatment that is helping",
            "Return only to a parent who is in treatment and doing well in it. How is the child kept safe otherwise?",
        ),
        "failed_return": _Words(
            "An earlier return failed",
            "What ended it, and what is different in the plan this time?",
        ),
        "neglect": _Words(
            "Long neglect or emotional abuse",
            "Why is it safe now, and who would notice soon if it began again?",
        ),
        "no_change": _Words(
            "No change shown yet",
            "What must be shown before the return, by when, and what happens if it is not?",
        ),
        OPPOSED: _Words(
            "The child is against it",
            "What does the child fear, what was done about it, and why would a return be right all the same?",
        ),
    }
)
"""What each warning says, by its id."""


def warnings_of(
    assessment: Assessment, answers: Mapping[tuple[str, str], WarningToAnswer]
) -> tuple[WarningToAnswer, ...]:
    """Return the warnings that an assessment raises, each with its answer where there is one.

    `answers` are by the warning's id and the parent's, empty where it is about none.
    """
    raised = (*_of_factors(assessment), *_of_child(assessment))
    return tuple(_answered(one, answers.get((one.id, one.parent_id))) for one in raised)


def with_warnings(assessment: Assessment, answers: Mapping[tuple[str, str], WarningToAnswer]) -> Assessment:
    """Return an assessment with the warnings that it raises."""
    return replace(assessment, warnings=warnings_of(assessment, answers))


def are_answered(assessment: Assessment) -> bool:
    """Tell whether all that can warn was looked at, and each warning that it raised is answered."""
    looked_at = all(one.rating is not None for one in assessment.weighed if one.factor.warns)
    return looked_at and assessment.childs_view is not None and all(one.is_answered for one in assessment.warnings)


def _of_factors(assessment: Assessment) -> Iterator[WarningToAnswer]:
    for one in assessment.weighed:
        if one.factor.warns and _warns(one):
            words = WARNINGS[one.factor.warns]
            raised = WarningToAnswer(one.factor.warns, words.title, words.why, one.factor.findings)
            yield replace(raised, parent=one.parent, parent_id=one.parent_id)


def _warns(weighed: Weighed) -> bool:
    """Tell whether a factor that can warn does: what raises risk where it is there, what protects where it is not."""
    if weighed.factor.way == Way.RAISES:
        return weighed.is_said_present
    return weighed.rating in (Rating.ABSENT, Rating.NOT_KNOWN)


def _of_child(assessment: Assessment) -> Iterator[WarningToAnswer]:
    view = assessment.childs_view
    if view is not None and view.wish == Wish.OPPOSED:
        asked = (one.factor.findings for one in assessment.weighed if one.factor.told_by == ToldBy.CHILDS_WISH)
        words = WARNINGS[OPPOSED]
        yield WarningToAnswer(OPPOSED, words.title, words.why, next(asked, ()))


def _answered(raised: WarningToAnswer, answer: WarningToAnswer | None) -> WarningToAnswer:
    if answer is None:
        return raised
    return replace(
        raised,
        answer=answer.answer,
        answered_by=answer.answered_by,
        answered_on=answer.answered_on,
        key=answer.key,
    )
