"""Stores what children and parents say, in their own words, and what was done about it."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.web.chronology.models.written import Written
from homeward.web.people.models import Child, Person


class HowAsked(models.TextChoices):
    """How somebody came to say it."""

    UNASKED = "unasked", "They said it without being asked"
    TALKED = "talked", "Talking together"
    ALONE = "alone", "Asked alone"
    WITH_OTHERS = "with_others", "Asked with others there"
    ACTIVITY = "activity", "While drawing, playing or doing something"
    WRITTEN = "written", "In writing"
    ADVOCATE = "advocate", "By way of an advocate or somebody they trust"
    INTERPRETER = "interpreter", "By way of an interpreter"
    OTHER = "other", "In another way"


class Voice(Written):
    """What somebody said, in their words, on a day, and how they were asked; `person` is the child or somebody else."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="voices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="voices")
    on = models.DateField()
    how = models.CharField(max_length=12, choices=HowAsked.choices)
    how_words = models.CharField(max_length=250, blank=True)
    words = models.TextField()

    class Meta(Written.Meta):
        ordering = ["-on", "-entered_at"]
        indexes = [models.Index(fields=["child", "on"])]


class VoiceAnswer(models.Model):
    """What was done about what somebody said, or why nothing was; there may be several, one after the other."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="answers")
    on = models.DateField()
    done = models.TextField()
    was_told = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "entered_at"]
