"""Stores a child's way on a pathway: when it began, what was done, decided or happened, and which needs were met."""

from django.db import models
from django.db.models import Q

from homeward.practice.classification import (
    LEVEL_WORDS,
    PART_WORDS,
    PARTS,
    Change,
    Found,
    Protection,
    Risks,
    Wish,
)
from homeward.practice.pathways.position import EntryKind
from homeward.web.chronology.models import Written
from homeward.web.people.models import Child

ENTRY_KINDS = [(kind.value, kind.value) for kind in EntryKind]
LEVELS = [(level.value, words) for level, words in LEVEL_WORDS.items()]


def parts_of(name: str) -> list[tuple[str, str]]:
    """Return the findings of one part of the rule, with words that begin a sentence."""
    return [(part.value, f"{PART_WORDS[part][0].upper()}{PART_WORDS[part][1:]}") for part in PARTS[name]]


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


class Classification(Written):
    """How safe one person finds a return at a step: what they found, the level (a Level), and why.

    Nobody but its writer sees it until a second person has classified too.
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="classifications")
    step = models.CharField(max_length=40)
    on = models.DateField()
    risks = models.CharField(max_length=12, choices=parts_of("risks"))
    protection = models.CharField(max_length=12, choices=parts_of("protection"))
    change = models.CharField(max_length=12, choices=parts_of("change"))
    wish = models.CharField(max_length=12, choices=parts_of("wish"))
    level = models.PositiveSmallIntegerField(null=True, blank=True, choices=LEVELS)
    why = models.TextField()

    class Meta(Written.Meta):
        ordering = ["entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["start", "step", "entered_by"],
                condition=Q(struck_at=None),
                name="one_person_classifies_a_step_once",
            )
        ]

    @property
    def found(self) -> Found:
        """What was found, part by part."""
        return Found(Risks(self.risks), Protection(self.protection), Change(self.change), Wish(self.wish))


class ClassificationAgreed(Written):
    """What two people who classified apart agreed on, or why they differ still (`level` is None then)."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="agreements")
    step = models.CharField(max_length=40)
    on = models.DateField()
    first = models.ForeignKey(Classification, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Classification, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True, choices=LEVELS)
    words = models.TextField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(struck_at=None), name="two_classifications_are_agreed_once"
            )
        ]
