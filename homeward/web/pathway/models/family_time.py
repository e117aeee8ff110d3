"""Stores family time: what is planned with whom, and each session that took place or did not."""

from django.db import models

from homeward.practice.after.family_time import BASIS_WORDS, SUPERVISION_WORDS, TOOK_PLACE_WORDS
from homeward.practice.after.phase_kinds import PHASE_WORDS
from homeward.web.chronology.models import Visit, Written
from homeward.web.people.models import Child, Person

PHASES = [(phase.value, words) for phase, words in PHASE_WORDS.items()]
SUPERVISIONS = [(one.value, words) for one, words in SUPERVISION_WORDS.items()]
BASES = [(one.value, words) for one, words in BASIS_WORDS.items()]
TAKINGS_PLACE = [(one.value, words) for one, words in TOOK_PLACE_WORDS.items()]


class FamilyTimePlan(Written):
    """What is planned with one relative: how often, where, supervised or not and why, and on what it rests.

    `rests_on` names the order or agreement. The care order itself stands in the child's care history.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="family_time_plans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_time_plans")
    how_often = models.CharField(max_length=120)
    where = models.CharField(max_length=200)
    supervision = models.CharField(max_length=12, choices=SUPERVISIONS)
    supervision_because = models.TextField()
    basis = models.CharField(max_length=10, choices=BASES)
    rests_on = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class FamilyTimeSession(Written):
    """One session that took place or did not. `phase` is the phase of the move home to which it belongs.

    Where a visit of the chronology tells of it, what was seen and the child's words stand there and are empty here.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="family_time_sessions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_time_sessions")
    phase = models.CharField(max_length=12, choices=PHASES)
    on = models.DateField()
    took_place = models.CharField(max_length=10, choices=TAKINGS_PLACE)
    because = models.TextField(blank=True)
    saw = models.TextField(blank=True)
    childs_words = models.TextField(blank=True)
    seen_by = models.CharField(max_length=120, blank=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
