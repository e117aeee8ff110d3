"""Stores what the search looks through: the words of each writing, folded, once for each child whom it concerns."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.chronology.models.events import LifeEvent
from homeward.web.chronology.models.visits import Visit
from homeward.web.chronology.models.voices import Voice
from homeward.web.chronology.models.written import REACHES
from homeward.web.people.models import Child


class SearchEntry(models.Model):
    """The words of one writing that may be read in one child's record, for the search; gone with the writing.

    `words` are small letters without accents between single blanks. `first_on` and `last_on` are the days between which
    it happened. `reach` and `entered_by` are those of the writing, which never change.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="search_entries")
    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, null=True, related_name="search_entries")
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, null=True, related_name="search_entries")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, null=True, related_name="search_entries")
    reach = models.CharField(max_length=10, choices=REACHES)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    words = models.TextField()

    class Meta:
        ordering = ["-first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False, visit=None, voice=None)
                | Q(event=None, visit__isnull=False, voice=None)
                | Q(event=None, visit=None, voice__isnull=False),
                name="search_entry_is_of_one_writing",
            )
        ]
