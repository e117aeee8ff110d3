"""Stores what a council made its own: its changes of the pathway, and its rule for classifying risk; earlier ones stay.

Neither is of any child. A text is never changed: another is put in after it, or it is taken back with the reason.
"""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q


class PutIn(models.QuerySet):
    """Asks for what was put in by whether it holds."""

    def on(self, day: date) -> "PutIn":
        """Return what holds on a day, or would if nothing were put in after it; the last is the one that holds."""
        return self.filter(Q(taken_back_on=None) | Q(taken_back_on__gt=day), begins_on__lte=day)


class LocalText(models.Model):
    """A text (TOML) that somebody put in for the whole service: from which day it holds, why, and who took it back."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    text = models.TextField()
    why = models.TextField()
    begins_on = models.DateField()
    put_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    put_in_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_on = models.DateField(null=True)
    taken_back_because = models.TextField(blank=True)

    objects = PutIn.as_manager()

    class Meta:
        abstract = True
        ordering = ["begins_on", "put_in_at"]


class LocalPathway(LocalText):
    """A council's changes of the return-home pathway (`practice/pathways/local_file.py`)."""


class LocalRule(LocalText):
    """A rule for classifying risk (`practice/rule_file.py`): Homeward's default as confirmed, or the council's own."""


class LocalDecisions(LocalText):
    """How the council decides: whether a panel sees a return home, and whom families turn to (`local_scheme.py`)."""
