"""What all that is written of a child has in common: by whom, when, and that a correction keeps what stood before."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from homeward.practice.chronology.event import REACH_WORDS, Reach

REACHES = [(reach.value, words) for reach, words in REACH_WORDS.items()]


class Writings(models.QuerySet):
    """Asks for what was written by whether it stands."""

    def standing(self) -> "Writings":
        """Return what was neither struck out nor corrected."""
        return self.filter(struck_at=None)


class Written(models.Model):
    """Something written of a child. It is never changed: a correction strikes it out and names it in `replaces`.

    `reach` is a Reach: who may see it among those to whom the child's record is open. `elsewhere_because` says why its
    words stand in the record of another family, too, where they do.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reach = models.CharField(max_length=10, choices=REACHES, default=Reach.SERVICE)
    elsewhere_because = models.TextField(blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_because = models.TextField(blank=True)

    objects = Writings.as_manager()

    class Meta:
        abstract = True
