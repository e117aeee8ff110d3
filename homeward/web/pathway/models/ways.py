"""Stores a child's way on a pathway: when it began, what was done, decided or happened, and which needs were met."""

from django.db import models
from django.db.models import Q

from homeward.practice.pathways.position import EntryKind
from homeward.web.chronology.models import Written
from homeward.web.people.models import Child

ENTRY_KINDS = [(kind.value, kind.value) for kind in EntryKind]


class AbuseRecorded(models.TextChoices):
    """Whether domestic abuse or coercive control is recorded. Not known is taken as yes: parents are seen apart."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class PathwayStart(Written):
    """A child's way on a pathway began on a day, for a reason."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="pathway_starts")
    pathway = models.CharField(max_length=30)
    began_on = models.DateField()
    because = models.TextField()
    abuse = models.CharField(max_length=10, choices=AbuseRecorded.choices)

    class Meta(Written.Meta):
        ordering = ["-began_on", "-entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "pathway", "began_on"], condition=Q(struck_at=None), name="one_way_begins_a_day"
            )
        ]


class PathwayEntry(Written):
    """One thing written down on the way: a step done, a decision with its answer, a fact, or that the work stopped."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="entries")
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=ENTRY_KINDS)
    step = models.CharField(max_length=40)
    answer = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    class Meta(Written.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["start", "position"], condition=Q(struck_at=None), name="one_entry_at_a_place"
            )
        ]


class NeedMet(Written):
    """What a step needs was met on a day; `words` say how, and where it can be found."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="needs_met")
    step = models.CharField(max_length=40)
    need = models.CharField(max_length=40)
    on = models.DateField()
    words = models.TextField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
