"""Stores what is known after a return: each contact with the basis on which it is known, and what was learnt."""

from uuid import uuid4

from django.db import models

from homeward.practice.after.outcomes import HOW_WORDS, KNOWN_BY_WORDS
from homeward.web.chronology.models import Visit, Voice, Written
from homeward.web.pathway.models.ways import PathwayStart

HOWS = [(one.value, words) for one, words in HOW_WORDS.items()]
KNOWN_BYS = [(one.value, words) for one, words in KNOWN_BY_WORDS.items()]


class ContactAfter(Written):
    """One contact after the return: how the child is, and on what basis it is known.

    Where a worker saw the child, the visit of the chronology tells what was seen. `who` told it otherwise.
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="contacts_after")
    on = models.DateField()
    known_by = models.CharField(max_length=10, choices=KNOWN_BYS)
    how = models.CharField(max_length=12, choices=HOWS)
    who = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class LearningReview(Written):
    """What is learnt from a return that broke down. What child and parents say are Voices, never retyped.

    What was planned stands in the return plan of the way. `not_heard_because` says why the child's words are missing,
    where they are.
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="learning_reviews")
    done = models.TextField()
    help_came = models.TextField()
    not_heard_because = models.TextField(blank=True)
    learnt = models.TextField()
    next_plan = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class LearningVoice(models.Model):
    """What somebody said that a learning review rests on."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    review = models.ForeignKey(LearningReview, on_delete=models.PROTECT, related_name="heard")
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="+")
