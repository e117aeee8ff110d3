"""Tells which needs of a step are met by a decision that was signed, by a home assessment, or by a review on record."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from uuid import UUID

from homeward.practice.decisions.decision import State
from homeward.practice.decisions.requirements import SignsAs
from homeward.web.pathway.decisions.queries import Decided, current_return
from homeward.web.pathway.home_assessment.queries import HomeAssessment, home_assessment_of
from homeward.web.pathway.models import DecisionProposal, HomeFound, OrderAtHome, PathwayStart
from homeward.web.pathway.queries import Asked
from homeward.web.pathway.work.reviews import review_days

GIVEN_BY_DECISION = frozenset(
    {"decision_signed", "reviewer_view", "nominated_officer", "director", "placement_with_parents"}
)
"""What is missing until a proposal is written and signed; all else must be there before."""


def _is_approved(one: Decided) -> bool:
    return one.standing.state == State.APPROVED


def _is_viewed(one: Decided) -> bool:
    return one.standing.is_open and one.view is not None


def _is_signed(signs_as: SignsAs, one: Decided) -> bool:
    return one.signed(signs_as)


_OF_DECISION: Mapping[str, Callable[[Decided], bool]] = MappingProxyType(
    {
        "decision_signed": _is_approved,
        "approval_stands": _is_approved,
        "reviewer_view": _is_viewed,
        "nominated_officer": partial(_is_signed, SignsAs.NOMINATED_OFFICER),
        "director": partial(_is_signed, SignsAs.DIRECTOR),
        "placement_with_parents": partial(_is_signed, SignsAs.NOMINATED_OFFICER),
    }
)
_OF_HOME: Mapping[str, Callable[[HomeAssessment], bool]] = MappingProxyType(
    {"home_suitable": lambda found: bool(found.suitable), "discharge_planned": lambda found: found.order is not None}
)
_REVIEW = "review_held"
_ALL = frozenset({*_OF_DECISION, *_OF_HOME, _REVIEW})


def met_by_decision(asked: Asked, today: date) -> Mapping[UUID, frozenset[str]]:
    """Return, by the id of each start, the needs that decision, home assessment and reviews meet on a day.

    One query tells which ways have a proposal, and one which a home assessment; only of those more is read, and only
    where a need asks for it. An approval that lapsed meets nothing.
    """
    wanted = {start: frozenset(need.id for need in needs) & _ALL for start, needs in asked}
    waiting = {start: ids for start, ids in wanted.items() if ids}
    if not waiting:
        return {}
    pks = [start.pk for start in waiting]
    proposed = set(DecisionProposal.objects.filter(start__in=pks).values_list("start", flat=True))
    assessed = set(HomeFound.objects.filter(start__in=pks).values_list("start", flat=True))
    assessed |= set(OrderAtHome.objects.filter(start__in=pks).values_list("start", flat=True))
    held = review_days(start.child_id for start, ids in waiting.items() if _REVIEW in ids)
    met: dict[UUID, frozenset[str]] = {}
    for start, ids in waiting.items():
        of_home = _met_by_home(start, ids, today) if start.pk in assessed else frozenset()
        of_decision = _met_by_decision(start, ids, today) if start.pk in proposed else frozenset()
        of_review = (
            {_REVIEW} & ids if any(start.began_on <= day <= today for day in held.get(start.child_id, ())) else set()
        )
        met[start.pk] = of_home | of_decision | of_review
    return met


def may_be_placed(start: PathwayStart, today: date) -> bool:
    """Tell whether what comes before a placement with parents is there: home, adults, plan, and no order against it."""
    return home_assessment_of(start, today).may_be_placed


def _met_by_decision(start: PathwayStart, ids: frozenset[str], today: date) -> frozenset[str]:
    of_decision = ids & _OF_DECISION.keys()
    found = current_return(start, today) if of_decision else None
    met = {need for need in of_decision if found is not None and _OF_DECISION[need](found)}
    if "placement_with_parents" in met and not may_be_placed(start, today):
        met.discard("placement_with_parents")
    return frozenset(met)


def _met_by_home(start: PathwayStart, ids: frozenset[str], today: date) -> frozenset[str]:
    of_home = ids & _OF_HOME.keys()
    if not of_home:
        return frozenset()
    found = home_assessment_of(start, today)
    return frozenset(need for need in of_home if _OF_HOME[need](found))
