"""Stores written agreements: goals, promises of help, versions as they were agreed, answers to them, and reviews."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from homeward.practice.agreement import BECAME_WORDS, HOW_WORDS, JUDGED_WORDS, Who
from homeward.web.chronology.models import Attachment, Written
from homeward.web.pathway.models.assessments import EvidenceLink
from homeward.web.pathway.models.ways import PathwayStart
from homeward.web.people.models import Agency, Person

JUDGED = [(judged.value, words) for judged, words in JUDGED_WORDS.items()]
BECAME = [(became.value, words) for became, words in BECAME_WORDS.items()]
HOW_ANSWERED = [(how.value, words) for how, words in HOW_WORDS.items()]
WHO_ANSWERS = [(who.value, who.value) for who in Who]


class AgreedLine(Written):
    """What goals and promises share. `line` names one through all its corrections; `position` is its place.

    `parent` is in whose agreement it stands; None in an agreement with both parents.
    """

    line = models.UUIDField(default=uuid4, editable=False)
    position = models.PositiveIntegerField()
    by_on = models.DateField(null=True, blank=True)

    class Meta(Written.Meta):
        abstract = True
        ordering = ["position", "entered_at"]


class WrittenGoal(AgreedLine):
    """What is to change. It is a goal of `parent`'s, or where `is_of_child`, the child's."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="goals")
    parent = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    is_of_child = models.BooleanField(default=False)
    concern = models.TextField()
    change = models.TextField()
    seen_by = models.TextField()
    helped_by = models.CharField(max_length=200, blank=True)


class WrittenPromise(AgreedLine):
    """What a service promises: an agency of the list or, where that is None, the service whose record this is."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="promises")
    parent = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="promises")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="promises")
    what = models.TextField()
    by_whom = models.CharField(max_length=200, blank=True)


class AgreementVersion(Written):
    """A version of an agreement: `content` is canonical JSON and never changes, `digest` its SHA-256.

    `number` counts the versions of each agreement by itself, so that one parent's tell nothing of the other's.
    `wording_answer` is what somebody answered to the questions about its wording.
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="agreement_versions")
    parent = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="agreement_versions"
    )
    number = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    wording_answer = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["number", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["start", "parent", "number"],
                condition=Q(struck_at=None),
                name="one_version_for_a_parent_a_number",
            ),
            models.UniqueConstraint(
                fields=["start", "number"],
                condition=Q(struck_at=None, parent=None),
                name="one_version_for_both_a_number",
            ),
        ]


class AgreementAnswer(Written):
    """Somebody's answer to one version: `how` they agreed, declined or were not able to, and why.

    `words` are the reason, or where the signed paper is kept; `scan` is the paper in the record. `name` is what was
    typed as a signature on the screen.
    """

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="answers")
    who = models.CharField(max_length=10, choices=WHO_ANSWERS)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="agreement_answers"
    )
    how = models.CharField(max_length=12, choices=HOW_ANSWERED)
    name = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    scan = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements")
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["entered_at"]


class GoalReviewed(Written):
    """What a review found of a goal, with the parent's own view."""

    goal = models.ForeignKey(WrittenGoal, on_delete=models.PROTECT, related_name="reviews")
    judged = models.CharField(max_length=12, choices=JUDGED)
    words = models.TextField(blank=True)
    parents_view = models.TextField(blank=True)
    lasting_since_on = models.DateField(null=True, blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class GoalReviewEvidence(EvidenceLink):
    """An event that shows how far a goal was met."""

    review = models.ForeignKey(GoalReviewed, on_delete=models.PROTECT, related_name="evidence")


class PromiseReviewed(Written):
    """What became of a promise: delivered, late, not, or refused; refused because of care is a kind of its own."""

    promise = models.ForeignKey(WrittenPromise, on_delete=models.PROTECT, related_name="reviews")
    became = models.CharField(max_length=15, choices=BECAME)
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
