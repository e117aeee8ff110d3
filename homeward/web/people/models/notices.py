"""Stores short notices to people who sign in: something happened that they must know of at once."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.web.people.models.persons import Child


class Notice(models.Model):
    """One notice to one person. The words name nobody; whoever may open the child finds more there."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    about = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="notices")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["to", "seen_at"])]
