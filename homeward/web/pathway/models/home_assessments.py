"""Stores what was found of the home to which a child would return, of its adults, and of an order that would stay."""

from django.db import models

from homeward.web.chronology.models import Written
from homeward.web.pathway.models.ways import PathwayStart
from homeward.web.people.models import Household, Person


class ContactOrder(models.TextChoices):
    """Whether a contact order under section 34 stands against a placement with a parent."""

    NONE = "none", "There is no such order"
    ALLOWS = "allows", "There is one, and it does not stand against it"
    FORBIDS = "forbids", "There is one, and it stands against it"


class Replacement(models.TextChoices):
    """What is to replace a care order once it is discharged."""

    SUPERVISION = "supervision", "A supervision order"
    NOTHING = "nothing", "No order"
    OTHER = "other", "Something else"


class HomeFound(Written):
    """Whether the accommodation of a household was found suitable for a child, and in words why."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="homes_found")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="found_for_returns")
    is_suitable = models.BooleanField()
    words = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class AdultAssessed(Written):
    """Whether somebody aged 18 or over of the household was found suitable to live with a child, and why."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="adults_assessed")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessed_for_returns")
    is_suitable = models.BooleanField()
    words = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class ParentPlacement(Written):
    """What was considered before a child in care under an order is placed with a parent, and the placement plan."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="parent_placements")
    contact_order = models.CharField(max_length=10, choices=ContactOrder.choices)
    considered = models.TextField()
    services = models.TextField()
    plan = models.TextField()
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]


class OrderAtHome(Written):
    """Why a care order stays while the child lives at home, when it is to be discharged, and what replaces it."""

    start = models.ForeignKey(PathwayStart, on_delete=models.PROTECT, related_name="orders_at_home")
    because = models.TextField()
    discharge_on = models.DateField()
    instead = models.CharField(max_length=12, choices=Replacement.choices)
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta(Written.Meta):
        ordering = ["on", "entered_at"]
