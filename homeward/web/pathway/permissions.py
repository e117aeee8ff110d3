"""Who may see the records of a pathway: whoever of the service sees the child."""

from django.db.models import Exists, OuterRef, Q

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.models import (
    AdultAssessed,
    AgreementAnswer,
    AgreementVersion,
    AssessedParent,
    ChangeEvidence,
    Classification,
    ClassificationAgreed,
    ContactAfter,
    DecisionCarriedOut,
    DecisionDissent,
    DecisionGround,
    DecisionProposal,
    DecisionReason,
    DecisionSignature,
    FactorRating,
    FamilyTimePlan,
    FamilyTimeSession,
    GoalReviewed,
    GoalReviewEvidence,
    HelpToTakePart,
    HomeFound,
    LearningReview,
    LearningVoice,
    NeedMet,
    OfficerTold,
    OrderAtHome,
    ParentChange,
    ParentPlacement,
    PathwayEntry,
    PathwayStart,
    PermanencePlan,
    PhaseJudged,
    PlannedPhase,
    PromiseReviewed,
    RatingEvidence,
    ReturnView,
    ReviewerView,
    ReviewHeld,
    SafetyLook,
    SecondAttempt,
    SiblingsLook,
    SupportPlan,
    TaskSeen,
    VisitAtHome,
    WarningAnswer,
    WrittenGoal,
    WrittenPromise,
)
from homeward.web.people.models import Child
from homeward.web.people.policy import list_records
from homeward.web.people.relations import STAFF, children

_OF_A_WAY = (
    DecisionProposal,
    HomeFound,
    AdultAssessed,
    ParentPlacement,
    OrderAtHome,
    WrittenGoal,
    WrittenPromise,
    AgreementVersion,
    ContactAfter,
    LearningReview,
    OfficerTold,
    PermanencePlan,
    PhaseJudged,
    PlannedPhase,
    SafetyLook,
    SecondAttempt,
    SupportPlan,
    VisitAtHome,
    PathwayEntry,
    NeedMet,
    ClassificationAgreed,
    AssessedParent,
    FactorRating,
    ParentChange,
    ReturnView,
    HelpToTakePart,
    WarningAnswer,
)

_OF_A_PROPOSAL = (
    DecisionReason,
    ReviewerView,
    DecisionSignature,
    DecisionDissent,
    DecisionGround,
    DecisionCarriedOut,
)


def state() -> None:
    """State each expression once, when the service starts."""
    list_records(PathwayStart, lambda user: _of_children(user, "child"))
    list_records(SiblingsLook, lambda user: _of_children(user, "child"))
    list_records(ReviewHeld, lambda user: _of_children(user, "child"))
    list_records(TaskSeen, lambda user: _of_children(user, "start__child"))
    for model in (FamilyTimePlan, FamilyTimeSession):
        list_records(model, lambda user: _of_children(user, "child"))
    list_records(LearningVoice, lambda user: _of_children(user, "review__start__child"))
    for model in _OF_A_PROPOSAL:
        list_records(model, lambda user: _of_children(user, "proposal__start__child"))
    for model in _OF_A_WAY:
        list_records(model, lambda user: _of_children(user, "start__child"))
    list_records(RatingEvidence, lambda user: _of_children(user, "rating__start__child"))
    list_records(ChangeEvidence, lambda user: _of_children(user, "parent_change__start__child"))
    list_records(AgreementAnswer, lambda user: _of_children(user, "version__start__child"))
    list_records(GoalReviewed, lambda user: _of_children(user, "goal__start__child"))
    list_records(GoalReviewEvidence, lambda user: _of_children(user, "review__goal__start__child"))
    list_records(PromiseReviewed, lambda user: _of_children(user, "promise__start__child"))
    list_records(Classification, _classifications)


def _of_children(user: User, way: str) -> Q:
    if not user.roles_on(clock.today()) & STAFF:
        return Q(pk__in=[])
    return Q(**{f"{way}__in": Child.objects.filter(children(user)).values("pk")})


def _classifications(user: User) -> Q:
    """Let a classification be seen by its writer, and by others once a second person has classified the step too."""
    another = Classification.objects.filter(start=OuterRef("start"), step=OuterRef("step"), struck_at=None)
    another = another.exclude(entered_by=OuterRef("entered_by"))
    return _of_children(user, "start__child") & (Q(entered_by=user) | Exists(another))
