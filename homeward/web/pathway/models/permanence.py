"""Stores where a child will grow up when living at home is not safe, and what is done next for it."""

from django.db import models

from homeward.practice.permanence import ROUTE_WORDS
from homeward.web.chronology.models import Written
from homeward.web.pathway.models.ways import PathwayStart

ROUTES = [(route.value, words) for route, words in ROUTE_WORDS.items()]


class PermanencePlan(Written):
    """The plan for a permanent home elsewhere: the route, why, how family stays, and the next thing done by whom."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="permanence_plans")
    on = models.DateField()
    route = models.CharField(max_length=30, choices=ROUTES)
    because = models.TextField()
    family = models.TextField()
    next_step = models.TextField()
    next_by = models.CharField(max_length=120)
    next_due_on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["-on", "-entered_at"]
