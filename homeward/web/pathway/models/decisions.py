"""Stores decisions for a return home: proposed, sealed to what they rest on, signed, disagreed with, carried out."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from homeward.practice.decisions.requirements import SIGNS_AS_WORDS
from homeward.web.chronology.models import Written
from homeward.web.pathway.models.ways import PathwayEntry, PathwayStart
from homeward.web.people.models import Household, Person

SIGNERS = [(one.value, words) for one, words in SIGNS_AS_WORDS.items()]


class ReviewerSays(models.TextChoices):
    """What the independent reviewing officer thinks of a proposal."""

    SUPPORTS = "supports", "Supports it"
    DOES_NOT = "does_not", "Does not support it"
    NOT_ASKED = "not_asked", "Was not asked"


class Disagrees(models.TextChoices):
    """Who disagrees with a proposal."""

    CHILD = "child", "The child"
    PARENT = "parent", "A parent"
    CARER = "carer", "The carer"
    WORKER = "worker", "Somebody who works with the child"
    OTHER = "other", "Somebody else"


class DecisionProposal(Written):
    """A decision as somebody proposes it at a step: the answer, the reasons in plain words, and conditions.

    `for_parents` is empty where each parent is told apart (`DecisionReason`).
    `after_position` is the place of the last entry that stood on the way then: what comes after it may be its move.
    `panel` names the council's panel, empty where it had none. `household` is where the child would live. A proposal
    that is struck out is withdrawn.
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="proposals")
    step = models.CharField(max_length=40)
    answer = models.CharField(max_length=40)
    after_position = models.PositiveIntegerField()
    for_child = models.TextField()
    for_parents = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    panel = models.CharField(max_length=120, blank=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Written.Meta):
        ordering = ["entered_at", "pk"]


class DecisionReason(models.Model):
    """The reasons for a proposal as one parent is told them, apart from the other."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    proposal = models.ForeignKey(DecisionProposal, on_delete=models.PROTECT, related_name="reasons")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()


class ReviewerView(Written):
    """The reviewing officer's view of a proposal, or why it was not asked for."""

    proposal = models.ForeignKey(DecisionProposal, on_delete=models.PROTECT, related_name="reviewer_views")
    says = models.CharField(max_length=10, choices=ReviewerSays.choices)
    words = models.TextField()

    class Meta(Written.Meta):
        ordering = ["entered_at"]


class DecisionSignature(Written):
    """One person's yes or no to a proposal in one role, with words. It is never struck out: a proposal is withdrawn."""

    proposal = models.ForeignKey(DecisionProposal, on_delete=models.PROTECT, related_name="signatures")
    signs_as = models.CharField(max_length=20, choices=SIGNERS)
    is_yes = models.BooleanField()
    words = models.TextField()

    class Meta(Written.Meta):
        ordering = ["entered_at"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "signs_as"], name="one_signature_in_a_role"),
            models.UniqueConstraint(
                fields=["proposal", "entered_by"], condition=Q(entered_by__isnull=False), name="one_signature_a_person"
            ),
        ]


class DecisionGround(models.Model):
    """One ground as it stood when a proposal was written or, with `signature`, when that was given."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    proposal = models.ForeignKey(DecisionProposal, on_delete=models.PROTECT, related_name="grounds")
    signature = models.ForeignKey(DecisionSignature, on_delete=models.PROTECT, null=True, related_name="saw")
    kind = models.CharField(max_length=20)
    ground = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    words = models.CharField(max_length=200)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "ground"]


class DecisionDissent(Written):
    """Somebody disagrees with a proposal, in their own words. It is never deleted and never struck out."""

    proposal = models.ForeignKey(DecisionProposal, on_delete=models.PROTECT, related_name="dissents")
    whose = models.CharField(max_length=10, choices=Disagrees.choices)
    name = models.CharField(max_length=120, blank=True)
    words = models.TextField()

    class Meta(Written.Meta):
        ordering = ["entered_at"]


class DecisionCarriedOut(models.Model):
    """With this entry the child went home. `stood` says whether the approval did; if not, `words` say what changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    proposal = models.ForeignKey(DecisionProposal, on_delete=models.PROTECT, related_name="carried_out")
    entry = models.OneToOneField(PathwayEntry, on_delete=models.PROTECT, related_name="carries_out")
    stood = models.BooleanField()
    words = models.TextField(blank=True)
