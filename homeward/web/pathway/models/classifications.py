"""Stores how safe two people find a return, each apart, and what they then agree on."""

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
from homeward.web.chronology.models import Written
from homeward.web.pathway.models.ways import PathwayStart

LEVELS = [(level.value, words) for level, words in LEVEL_WORDS.items()]


def parts_of(name: str) -> list[tuple[str, str]]:
    """Return the findings of one part of the rule, with words that begin a sentence."""
    return [(part.value, f"{PART_WORDS[part][0].upper()}{PART_WORDS[part][1:]}") for part in PARTS[name]]


class Classification(Written):
    """How safe one person finds a return at a step: what they found, the level (a Level), and why.

    `differs_because` says why they found otherwise than the assessment proposes, where they did.
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
    differs_because = models.TextField(blank=True)

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
