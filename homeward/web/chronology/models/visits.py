"""Stores visits and contacts: who was seen, alone or not, where, and the child's own words."""

from django.db import models
from django.db.models import Q

from homeward.web.chronology.models.written import Written
from homeward.web.people.models import Child, Person


class VisitKind(models.TextChoices):
    """How it came to the contact."""

    PLANNED = "planned", "Visit, arranged"
    UNPLANNED = "unplanned", "Visit, not announced"
    FAMILY_TIME = "family_time", "Family time"
    PHONE = "phone", "Phone call"
    VIDEO = "video", "Video call"
    MESSAGE = "message", "Message or letter"
    MEETING = "meeting", "Meeting"


IN_PERSON = frozenset({VisitKind.PLANNED, VisitKind.UNPLANNED, VisitKind.FAMILY_TIME, VisitKind.MEETING})
"""The kinds by which a child can be seen."""


class Visit(Written):
    """One visit or contact, with every child it was about in `VisitedChild`."""

    on = models.DateField()
    at = models.TimeField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=VisitKind.choices)
    where = models.CharField(max_length=200, blank=True)
    what = models.TextField()
    next_steps = models.TextField(blank=True)
    with_persons = models.ManyToManyField(Person, blank=True, related_name="visits")
    children = models.ManyToManyField(Child, through="VisitedChild", related_name="visits")

    class Meta(Written.Meta):
        ordering = ["on", "at", "entered_at"]
        indexes = [models.Index(fields=["on"])]


class VisitedChild(models.Model):
    """One child in a visit: seen or why not, alone or not, the child's words, and what concerns this child alone.

    `where` is where this child was seen, if that was not where the visit was. `is_alone` is empty unless seen.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="visited")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="visited")
    is_seen = models.BooleanField()
    is_alone = models.BooleanField(null=True)
    where = models.CharField(max_length=200, blank=True)
    not_seen_because = models.CharField(max_length=250, blank=True)
    childs_words = models.TextField(blank=True)
    private = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "child"], name="visit_tells_of_a_child_once"),
            models.CheckConstraint(
                condition=Q(is_seen=True) | Q(is_alone=None) | Q(is_alone=False), name="only_a_child_seen_is_seen_alone"
            ),
        ]
