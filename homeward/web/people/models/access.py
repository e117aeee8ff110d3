"""Stores what shuts and opens a record beyond ordinary work: restrictions, leave, conflicts, and broken glass."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.web.people.models.facts import Spell
from homeward.web.people.models.persons import Child


class Restriction(Spell):
    """A child's record is hidden from everybody without leave. Others are told whom to ring, and no more."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="restrictions")
    reason = models.TextField()
    number_to_ring = models.CharField(max_length=60)


class Leave(Spell):
    """Somebody may see a restricted child, as far as their work with the child lets them."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="leaves")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leaves")


class ConflictOfInterest(Spell):
    """A child's record is shut to somebody, whatever else would open it: their own family's, a colleague's."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.TextField()


class BreakGlass(models.Model):
    """Somebody opened a record that nothing else opened to them, with a reason, from `at` until `until_at`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="broken_glass")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="broken_glass")
    reason = models.TextField()
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_words = models.TextField(blank=True)

    class Meta:
        ordering = ["-at"]

    def is_open_at(self, instant: datetime) -> bool:
        """Tell whether the record is open by it at an instant."""
        return self.at <= instant < self.until_at
