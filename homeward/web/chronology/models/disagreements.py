"""Stores what people said of two accounts: that they disagree, or that both can be true, and why."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from homeward.web.people.models import Child


class Comparison(models.Model):
    """Somebody compared two events of a child's chronology. It is never changed: the last one of a pair holds.

    `first` and `second` are the events' keys, in the order of their letters: an event may stand in any store.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="comparisons")
    first = models.CharField(max_length=80)
    second = models.CharField(max_length=80)
    is_disagreement = models.BooleanField()
    why = models.TextField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["entered_at"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="comparison_is_of_two_in_order"),
        ]
