"""Stores what the statutory return tells of a child besides episodes: reviews, and times when the child was missing."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from homeward.web.people.models import Child


class ReturnEventKind(models.TextChoices):
    """Which table of the return tells it."""

    REVIEW = "review", "Review"
    MISSING = "missing", "Missing or away"


class ReturnEvent(models.Model):
    """A review, or a time of being missing, as the return tells it. Nobody types or corrects it here.

    `code` is the return's: how the child took part in a review (REVIEW_CODE), or how the child was gone (MISSING);
    empty where the return holds none. `until_on` is the day on which the child was found. `dataset` is the id of the
    dataset that told it last.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="return_events")
    kind = models.CharField(max_length=7, choices=ReturnEventKind.choices)
    on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=4, blank=True)
    dataset = models.UUIDField()

    class Meta:
        ordering = ["on", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["child", "kind", "on"], name="return_tells_an_event_once"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("on")), name="return_event_ends_after_it_begins"
            ),
        ]
