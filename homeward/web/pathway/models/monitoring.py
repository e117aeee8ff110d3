"""Stores help and watching after a return: the plan after care, which visits were at home, the same-day check."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.chronology.models import Visit, Written
from homeward.web.pathway.models.local import LocalText
from homeward.web.pathway.models.ways import PathwayStart
from homeward.web.people.models import NetworkMember


class SupportPlan(Written):
    """The plan after care under its local name: the help, who leads it, until when, who in school watches.

    The lead is somebody who signs in here (`lead`) or a member of the child's network (`lead_member`).
    """

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="support_plans")
    plan_name = models.CharField(max_length=120)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_member = models.ForeignKey(NetworkMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    help = models.TextField()
    until_on = models.DateField()
    sooner_because = models.TextField(blank=True)
    school = models.ForeignKey(NetworkMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    school_words = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lead=None, lead_member__isnull=False) | Q(lead__isnull=False, lead_member=None),
                name="support_has_one_lead",
            )
        ]


class VisitAtHome(Written):
    """That a visit of the chronology was where the child now lives; why the child was not seen alone; concerns."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="visits_at_home")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    not_alone_because = models.TextField(blank=True)
    concerns = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["start", "visit"], condition=Q(struck_at=None), name="a_visit_is_at_home_once"
            )
        ]


class SafetyLook(Written):
    """What was looked at, at home, on a day, and who was found to live there; the visit tells who was seen."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="safety_looks")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.TextField()
    lives_there = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class OfficerTold(Written):
    """When the reviewing officer was told of an unplanned return, what was said, and for when the review is set."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="officer_told")
    words = models.TextField()
    review_on = models.DateField(null=True, blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class LocalVisits(LocalText):
    """A council's own schedule of visits after a return (`practice/after/schedule_file.py`). It is no law."""
