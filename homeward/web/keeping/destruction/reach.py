"""Names every table that leads to a child, and finds in each what goes when the child's record is destroyed.

What is not named here would be left behind. A test lays this list beside every table of the service that leads to a
child or a person: a new table fails it until it is named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from homeward.web.chronology.models import (
    Attachment,
    AttachmentBytes,
    Comparison,
    Concern,
    Draft,
    FileRead,
    FileSource,
    GivenCopy,
    HoursRead,
    LifeEvent,
    Mention,
    Paper,
    ReturnEvent,
    SearchEntry,
    Visit,
    VisitedChild,
    Voice,
    VoiceAnswer,
    Written,
)
from homeward.web.keeping.destruction.persons import going_persons
from homeward.web.keeping.models import (
    AccessItem,
    AccessRequest,
    ClockPause,
    DestructionProposal,
    LegalHold,
    Redaction,
    Release,
)
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
from homeward.web.people.models import (
    Allocation,
    Asked,
    BreakGlass,
    CareEpisode,
    Child,
    ChildTeam,
    ConflictOfInterest,
    Contact,
    Handover,
    Household,
    HouseholdMembership,
    KeyWorker,
    Leave,
    MayBeContacted,
    Merge,
    NetworkMember,
    Notice,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    PersonBefore,
    PersonName,
    Relationship,
    Restriction,
)

VisitWith = Visit.with_persons.through

OF_A_CHILD: tuple[tuple[type[Model], str], ...] = (
    (Redaction, "item__request__child"),
    (AccessItem, "request__child"),
    (Release, "request__child"),
    (ClockPause, "request__child"),
    (AccessRequest, "child"),
    (DestructionProposal, "child"),
    (LegalHold, "child"),
    (LearningVoice, "review__start__child"),
    (ContactAfter, "start__child"),
    (LearningReview, "start__child"),
    (OfficerTold, "start__child"),
    (PhaseJudged, "start__child"),
    (PlannedPhase, "start__child"),
    (SafetyLook, "start__child"),
    (SecondAttempt, "start__child"),
    (SupportPlan, "start__child"),
    (VisitAtHome, "start__child"),
    (FamilyTimeSession, "child"),
    (FamilyTimePlan, "child"),
    (GoalReviewEvidence, "review__goal__start__child"),
    (GoalReviewed, "goal__start__child"),
    (PromiseReviewed, "promise__start__child"),
    (AgreementAnswer, "version__start__child"),
    (AgreementVersion, "start__child"),
    (WrittenGoal, "start__child"),
    (WrittenPromise, "start__child"),
    (DecisionGround, "proposal__start__child"),
    (DecisionCarriedOut, "proposal__start__child"),
    (DecisionReason, "proposal__start__child"),
    (DecisionDissent, "proposal__start__child"),
    (DecisionSignature, "proposal__start__child"),
    (ReviewerView, "proposal__start__child"),
    (DecisionProposal, "start__child"),
    (OrderAtHome, "start__child"),
    (ParentPlacement, "start__child"),
    (AdultAssessed, "start__child"),
    (HomeFound, "start__child"),
    (TaskSeen, "start__child"),
    (ReviewHeld, "child"),
    (RatingEvidence, "rating__start__child"),
    (ChangeEvidence, "parent_change__start__child"),
    (FactorRating, "start__child"),
    (ParentChange, "start__child"),
    (ReturnView, "start__child"),
    (HelpToTakePart, "start__child"),
    (WarningAnswer, "start__child"),
    (AssessedParent, "start__child"),
    (ClassificationAgreed, "start__child"),
    (Classification, "start__child"),
    (PermanencePlan, "start__child"),
    (NeedMet, "start__child"),
    (PathwayEntry, "start__child"),
    (PathwayStart, "child"),
    (SiblingsLook, "child"),
    (SearchEntry, "child"),
    (Comparison, "child"),
    (Paper, "child"),
    (ReturnEvent, "child"),
    (GivenCopy, "child"),
    (Draft, "child"),
    (AttachmentBytes, "attachment__child"),
    (Attachment, "child"),
    (VoiceAnswer, "voice__child"),
    (Voice, "child"),
    (VisitedChild, "child"),
    (Concern, "child"),
    (HoursRead, "file_read__child"),
    (FileSource, "file_read__child"),
    (FileRead, "child"),
    (Notice, "about"),
    (Handover, "child"),
    (KeyWorker, "child"),
    (NetworkMember, "child"),
    (MayBeContacted, "child"),
    (NotToBeTold, "child"),
    (ParentalResponsibility, "child"),
    (CareEpisode, "child"),
    (Leave, "restriction__child"),
    (Restriction, "child"),
    (ConflictOfInterest, "child"),
    (BreakGlass, "child"),
    (Asked, "child"),
    (Allocation, "child"),
    (ChildTeam, "child"),
)
"""Tables whose rows are one child's, with the way from a row to its child, in the order in which they can go."""

SHARED: tuple[tuple[type[Model], type[Model], str], ...] = (
    (LifeEvent, Concern, "event"),
    (Visit, VisitedChild, "visit"),
)
"""Tables whose rows may be of several children: a row goes when the last of them goes; by which table it is theirs."""

OF_A_PERSON: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Mention, ("person",)),
    (VisitWith, ("person",)),
    (Relationship, ("person", "other")),
    (HouseholdMembership, ("person",)),
    (Contact, ("person",)),
    (PersonBefore, ("person",)),
    (PersonName, ("person",)),
    (Merge, ("kept", "other")),
)
"""Tables whose rows are of persons: they go with the last of the persons, never with a child who stays a relative."""

WITH_WHAT_THEY_HANG_ON: tuple[tuple[type[Model], str], ...] = ((Mention, "event"), (VisitWith, "visit"))
THEMSELVES = (Child, Person, Household)
EVERY_TABLE = frozenset(
    {model for model, _ in (*OF_A_CHILD, *OF_A_PERSON)} | {model for model, _, _ in SHARED} | set(THEMSELVES)
)

LOOSENED: tuple[tuple[type[Model], str], ...] = (
    *((model, "replaces") for model, _ in OF_A_CHILD if issubclass(model, Written)),
    *((model, "replaces") for model, _, _ in SHARED),
    (LifeEvent, "file_read"),
    (Attachment, "event"),
    (Attachment, "visit"),
)
"""References that may lead from a row that stays, or goes later, to one that goes: they are emptied first."""


@dataclass(frozen=True)
class Reach:
    """All that goes: the ids of the rows of each table in the order in which they can go, and of the records."""

    kids: frozenset[UUID]
    rows: tuple[tuple[type[Model], frozenset[object]], ...]
    persons_who_stay: int

    @property
    def counts(self) -> dict[str, int]:
        """How many rows go from each table; a table that appears twice is added up."""
        counted: dict[str, int] = {}
        for model, pks in self.rows:
            if pks:
                counted[model._meta.label] = counted.get(model._meta.label, 0) + len(pks)
        return dict(sorted(counted.items()))

    def of(self, model: type[Model]) -> frozenset[object]:
        """Return the ids of the rows of one table."""
        return frozenset().union(*(pks for table, pks in self.rows if table is model))


def reach_of(child: Child) -> Reach:
    """Return all that belongs to a child's record, and to the records that were merged into it."""
    kids = with_merged(child)
    rows: list[tuple[type[Model], frozenset[object]]] = [
        (model, _pks(model.objects.filter(**{f"{way}__in": kids}))) for model, way in OF_A_CHILD
    ]
    shared = list(_shared(kids))
    persons, stay = going_persons(kids, dict(shared))
    rows += _hanging_on(dict(shared)) + _of_persons(persons) + shared
    rows += [(Child, frozenset(kids)), (Household, _households(persons, kids)), (Person, frozenset(persons))]
    return Reach(frozenset(kids), tuple(_each_once(rows)), stay)


def with_merged(child: Child) -> set[UUID]:
    """Return the ids of a child's record and of every record that was merged into it."""
    found, new = {child.person_id}, {child.person_id}
    while new:
        merged = Merge.objects.filter(kept__in=new, agreed_at__isnull=False, undone_at=None)
        new = set(merged.values_list("other", flat=True)) - found
        found |= new
    return set(Child.objects.filter(person__in=found).values_list("pk", flat=True))


def _pks(rows: QuerySet[Model]) -> frozenset[object]:
    return frozenset(rows.order_by().values_list("pk", flat=True))


def _shared(kids: set[UUID]) -> Iterator[tuple[type[Model], frozenset[object]]]:
    """Yield the rows that are these children's and nobody else's, and those that are nobody's at all any more."""
    for model, through, field in SHARED:
        theirs = through.objects.filter(child__in=kids).values(field)
        others = through.objects.exclude(child__in=kids).values(field)
        yield model, _pks(model.objects.filter(pk__in=theirs).exclude(pk__in=others))


def _hanging_on(going: dict[type[Model], frozenset[object]]) -> list[tuple[type[Model], frozenset[object]]]:
    owners = {"event": LifeEvent, "visit": Visit}
    return [
        (model, _pks(model.objects.filter(**{f"{field}__in": going[owners[field]]})))
        for model, field in WITH_WHAT_THEY_HANG_ON
    ]


def _of_persons(persons: Iterable[UUID]) -> list[tuple[type[Model], frozenset[object]]]:
    rows = []
    for model, fields in OF_A_PERSON:
        condition = Q(pk__in=[])
        for field in fields:
            condition |= Q(**{f"{field}__in": persons})
        rows.append((model, _pks(model.objects.filter(condition))))
    return rows


def _households(persons: Iterable[UUID], kids: Iterable[UUID]) -> frozenset[object]:
    """Return the homes of which nothing is left: nobody lives or lived there, no other child was placed there."""
    lived = HouseholdMembership.objects.filter(person__in=persons).values("household")
    placed = CareEpisode.objects.filter(child__in=kids, household__isnull=False).values("household")
    theirs = Household.objects.filter(Q(pk__in=lived) | Q(pk__in=placed))
    others_live = HouseholdMembership.objects.exclude(person__in=persons).values("household")
    others_placed = CareEpisode.objects.filter(household__isnull=False).exclude(child__in=kids).values("household")
    return _pks(theirs.exclude(pk__in=others_live).exclude(pk__in=others_placed))


def _each_once(
    rows: Iterable[tuple[type[Model], frozenset[object]]],
) -> Iterator[tuple[type[Model], frozenset[object]]]:
    """Yield each row the first time only: one that hangs on two things that go is not counted twice."""
    seen: dict[type[Model], frozenset[object]] = {}
    for model, pks in rows:
        yield model, pks - seen.get(model, frozenset())
        seen[model] = seen.get(model, frozenset()) | pks
