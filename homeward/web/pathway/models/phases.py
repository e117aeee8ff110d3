"""Stores the return plan: each phase as planned, whether it held, and what is different at a second attempt."""

from django.db import models
from django.db.models import Q

from homeward.web.chronology.models import Written
from homeward.web.pathway.models.family_time import PHASES
from homeward.web.pathway.models.ways import PathwayStart


class PlannedPhase(Written):
    """One phase of a move home as it is planned. A plan that changes replaces the one before, which stays."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="planned_phases")
    phase = models.CharField(max_length=12, choices=PHASES)
    begins_on = models.DateField()
    must_hold = models.TextField()
    who = models.TextField()
    contingency = models.TextField()
    signs = models.TextField()
    school = models.TextField(blank=True)
    health = models.TextField(blank=True)
    money = models.TextField(blank=True)
    carer = models.TextField(blank=True)

    class Meta(Written.Meta):
        ordering = ["begins_on", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["start", "phase"], condition=Q(struck_at=None), name="a_phase_is_planned_once"
            )
        ]


class PhaseJudged(Written):
    """What was found of a phase: whether it held, and in words why."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="judged_phases")
    phase = models.CharField(max_length=12, choices=PHASES)
    is_held = models.BooleanField()
    words = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class SecondAttempt(Written):
    """What is different this time, after an earlier return broke down."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="second_attempts")
    different = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
