"""Stores what happened: each event once, with each child whom it concerns and whoever else it is about."""

from django.db import models
from django.db.models import F, Q

from homeward.practice.chronology.event import CATEGORY_WORDS, KNOWLEDGE_WORDS
from homeward.practice.chronology.when import Exactness, When
from homeward.web.chronology.models.written import Written
from homeward.web.people.models import Child, Person

CATEGORIES = [(category.value, words) for category, words in CATEGORY_WORDS.items()]
KNOWLEDGES = [(knowledge.value, words) for knowledge, words in KNOWLEDGE_WORDS.items()]
EXACTNESSES = [
    (Exactness.DAY.value, "To the day"),
    (Exactness.MONTH.value, "To the month"),
    (Exactness.YEAR.value, "To the year"),
    (Exactness.ABOUT.value, "About this month"),
]


class LifeEvent(Written):
    """One thing that happened, whichever children it concerns.

    `place` is where a child is said to live from then on, where the event says so. `file_read` is the reading of the
    file in which it was found.
    """

    on = models.DateField()
    exactness = models.CharField(max_length=6, choices=EXACTNESSES, default=Exactness.DAY)
    until_on = models.DateField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    what = models.TextField()
    category = models.CharField(max_length=12, choices=CATEGORIES)
    knowledge = models.CharField(max_length=12, choices=KNOWLEDGES)
    known_from = models.CharField(max_length=250, blank=True)
    place = models.TextField(blank=True)
    file_read = models.ForeignKey(
        "chronology.FileRead", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    children = models.ManyToManyField(Child, through="Concern", related_name="life_events")
    mentions = models.ManyToManyField(Person, through="Mention", related_name="life_events")

    class Meta(Written.Meta):
        ordering = ["on", "at", "entered_at"]
        indexes = [models.Index(fields=["on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("on")), name="event_ends_after_it_begins"
            )
        ]

    @property
    def when(self) -> When:
        """When it happened, as exactly as it is known."""
        return When(self.on, Exactness(self.exactness), self.until_on, self.at)


class Concern(models.Model):
    """An event concerns a child: what it meant for this child, and what of it concerns this child alone."""

    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, related_name="concerns")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="concerns")
    meant = models.TextField(blank=True)
    private = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "child"], name="event_concerns_a_child_once")]


class Mention(models.Model):
    """An event is about a person besides the children whom it concerns."""

    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, related_name="mention_rows")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mention_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="event_mentions_a_person_once")]
