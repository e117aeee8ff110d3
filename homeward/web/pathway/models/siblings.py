"""Stores that somebody looked at a child anew because a sister or brother goes home, or may."""

from django.db import models

from homeward.web.chronology.models import Written
from homeward.web.people.models import Child


class SiblingsLook(Written):
    """What a return means for a child and the sisters and brothers, looked at on a day and written in words."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="siblings_looks")
    on = models.DateField()
    words = models.TextField()

    class Meta(Written.Meta):
        ordering = ["-on", "-entered_at"]
