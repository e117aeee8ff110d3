"""Stores copies of a child's story that were made for one person: what was given, sealed, and what was withheld."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.practice.chronology.withholding import RECIPIENT_WORDS
from homeward.web.people.models import Child, Person

RECIPIENT_KINDS = [(kind.value, words) for kind, words in RECIPIENT_WORDS.items()]


class GivenHow(models.TextChoices):
    """How a copy reached its recipient."""

    HANDED = "handed", "Handed over, in person"
    POST = "post", "By post"
    EMAIL = "email", "By the council’s secure e-mail, outside Homeward"


class GivenCopy(models.Model):
    """A sealed copy for one recipient. It is made once and never changed.

    `digest` and `word_digest` are the SHA-256 of `pdf` and of `word`. `recipient` is a person of the record, or
    `recipient_words` say who. `withheld` lists what was left out, each with its key and reason; it holds none of the
    words themselves. `given_on` is empty until it was given; `given_how` is a GivenHow.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="given_copies")
    kind = models.CharField(max_length=12, choices=RECIPIENT_KINDS)
    recipient = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="copies_received"
    )
    recipient_words = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=250)
    pdf = models.BinaryField()
    word = models.BinaryField()
    digest = models.CharField(max_length=64)
    word_digest = models.CharField(max_length=64)
    withheld = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    given_on = models.DateField(null=True)
    given_how = models.CharField(max_length=10, choices=GivenHow.choices, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    called_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    called_back_at = models.DateTimeField(null=True)
    called_back_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at"]
